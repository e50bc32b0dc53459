"""Linkage on the pages: the report, how entries were matched, changed references, adults, family."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from core.catalogue import ADULTS_AT_ADDRESS, HOUSEHOLD_LINKS
from reports import case_page
from reports.build import build_site
from reports.case_page import Tonight
from reports.inputs import SiteInputs
from reports.page_checks import read_page
from reports.publish import publish_pages
from reports.record import listed_records
from reports.render import render
from reports.wording import caveats
from tests.pages.html import text_of, words_of
from tests.support import linkage_report as night
from tests.support import pages


@pytest.fixture(scope="module")
def case(sites: dict[str, Path]) -> Path:
    return sites["linked"] / f"case/{night.LISTED}.html"


def _case(inputs: SiteInputs) -> str:
    """Give the words of the main record's page."""
    records = list(listed_records(inputs))
    (record,) = (one for one in records if one.person_id == night.LISTED)
    page = case_page.build_context(record, Tonight.prepare(inputs, records))
    return read_page(render("case.html", page)).text


def _adults(**changed: object) -> pd.DataFrame:
    rows = night.linked_inputs().adults_at_address.iloc[[0]]
    return ADULTS_AT_ADDRESS.conform(rows.assign(**changed))


# --- how each entry was matched ----------------------------------------------------------------


def test_every_entry_says_how_it_was_matched(sites: dict[str, Path]) -> None:
    ways = ("Matched on", "Matched because somebody decided so", "Only record found")
    for path in (sites["linked"] / "case").glob("*.html"):
        for source in words_of(path, ".ws-source"):
            assert sum(way in source for way in ways) == 1, source


def test_words_follow_the_way_of_matching(case: Path, sites: dict[str, Path]) -> None:
    sources = words_of(case, ".ws-source")
    assert (
        sum("Matched on name, date of birth and address only Check it’s" in s for s in sources) == 3
    )
    assert any("x7 Matched because somebody decided so" in source for source in sources)
    assert any("x2 Matched on NHS number or unique pupil number" in source for source in sources)
    third = sites["linked"] / f"case/{night.THIRD}.html"
    assert "Only record found for this child" in text_of(third)
    assert "No other agency’s record was found for this child" in text_of(third)


def test_decision_is_named_where_all_entries_are_sure() -> None:
    inputs = night.linked_inputs()
    sure = inputs.chronology.assign(needs_check=False).replace(
        {"matched_by": {"details": "identifier"}}
    )
    text = _case(dataclasses.replace(inputs, chronology=sure))
    assert "or because somebody decided that they are this child’s." in text


def test_decision_counts_among_the_matched_on_the_run_page(sites: dict[str, Path]) -> None:
    (education,) = (
        row
        for row in words_of(sites["linked"] / "run.html", "tr")
        if "Matched on identifier" in row and row.startswith("Education")
    )
    assert "Matched on identifier 0%" in education, "all of them were matched by a decision"


# --- references that changed -------------------------------------------------------------------


def test_changed_record_says_so_at_the_top_and_on_the_list(
    case: Path, sites: dict[str, Path]
) -> None:
    (said,) = words_of(case, ".ws-caution")
    assert said.startswith("This record has changed. Since 12 November 2026 this page also holds")
    index = text_of(sites["linked"] / "index.html")
    assert "Put together with another record on 12 Nov 2026" in index
    assert "Some entries moved to another record on 21 Nov 2026" in index


def test_old_reference_has_a_page_that_leads_to_its_story(sites: dict[str, Path]) -> None:
    for old in (night.MERGED_AWAY, night.MERGED_TWICE):
        page = read_page((sites["linked"] / f"case/{old}.html").read_text(encoding="utf-8"))
        assert page.kind == "moved"
        assert f"{night.LISTED}.html" in page.links


def test_hidden_person_is_on_no_page(sites: dict[str, Path]) -> None:
    for path in sites["linked"].rglob("*.html"):
        assert night.HIDDEN not in path.read_text(encoding="utf-8"), path.name
        assert night.HIDDEN not in path.name


def test_held_night_keeps_the_pages_of_old_references_and_renews_the_report(tmp_path: Path) -> None:
    inputs = night.linked_inputs()
    held = dataclasses.replace(
        inputs,
        outcome=pages.gate((), {}, has_restrictions_list=False),
        links_summary={**inputs.links_summary, "persons": 5_044},
    )
    for name, one in (("first", inputs), ("second", held)):
        build_site(one, tmp_path / name)
        publish_pages(tmp_path / name, tmp_path / "site")
    assert (tmp_path / f"site/case/{night.MERGED_AWAY}.html").exists()
    assert not (tmp_path / f"second/case/{night.MERGED_AWAY}.html").exists()
    report = (tmp_path / "site/linkage.html").read_bytes()
    assert report == (tmp_path / "second/linkage.html").read_bytes()
    assert report != (tmp_path / "first/linkage.html").read_bytes()


# --- adults and family -------------------------------------------------------------------------


def test_adult_who_is_not_named_is_a_fact_with_its_days_and_entries(case: Path) -> None:
    text = text_of(case)
    assert (
        "2 adults recorded by police at this address are not named in any social care record. "
        "Recorded there between 14 January 2026 and 5 November 2026."
    ) in text
    assert "Social care may know more than its data shows. Entries 2 , 11 and 17 ." in text
    assert "Who are the adults in this child’s daily life" in text


def test_one_adult_on_one_day() -> None:
    text = _case(night.linked_inputs(adults_at_address=_adults()))
    assert (
        "An adult recorded by police at this address is not named in any social care record. "
        "Recorded there on 14 January 2026."
    ) in text


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("not_sent", "social care sent no names of adults"),
        ("nearly_alike", "a similar name is there"),
        ("no_name", "no full name was recorded"),
        ("not_yet", "social care’s newest data is older than that"),
        ("something_new", "the names could not be compared"),
        (None, "the names could not be compared"),
    ],
)
def test_what_cannot_be_told_says_why_and_is_never_called_not_named(
    because: str | None, said: str
) -> None:
    adults = _adults(named_by_social_care="cannot_tell", cannot_tell_because=because)
    text = _case(night.linked_inputs(adults_at_address=adults))
    assert (
        "We cannot tell if an adult recorded by police at this address is named in a social care "
        f"record: {said}."
    ) in text
    assert "not named in any social care record" not in text
    assert "Who are the adults" not in text


def test_nothing_is_said_of_adults_who_are_named_or_were_not_recorded(
    sites: dict[str, Path],
) -> None:
    for person in (night.THIRD, night.ALSO_LISTED):
        assert "dult" not in words_of(sites["linked"] / f"case/{person}.html", "#missing")[0]
        assert "Adults at the child" not in text_of(sites["linked"] / f"case/{person}.html")


def test_adult_has_no_reference_on_any_page(sites: dict[str, Path]) -> None:
    for path in sites["linked"].rglob("*.html"):
        assert "AD-" not in path.read_text(encoding="utf-8")


def test_other_children_are_counted_once_and_only_listed_ones_are_linked(case: Path) -> None:
    text = text_of(case)
    assert (
        "1 other child is recorded in the same family and 1 other child is recorded at the same "
        "address. Only children with a contact in the last 12 months are counted. On the list as "
        f"well: {night.ALSO_LISTED} , {night.THIRD} ."
    ) in text


def test_child_who_is_not_listed_is_a_number_alone() -> None:
    inputs = night.linked_inputs()
    without = inputs.review_list[inputs.review_list["person_id"] != night.ALSO_LISTED]
    text = _case(dataclasses.replace(inputs, review_list=without))
    assert "1 other child is recorded in the same family" in text
    assert f"On the list as well: {night.THIRD} ." in text


def test_restricted_child_is_not_even_counted() -> None:
    links = night.linked_inputs().household_links
    hidden = HOUSEHOLD_LINKS.conform(links[links["other_person_id"] == night.HIDDEN])
    assert len(hidden) == 1
    text = _case(night.linked_inputs(household_links=hidden))
    assert "other child is recorded" not in text
    assert "1 other child is recorded in the same family" in _case(night.linked_inputs())


# --- the report --------------------------------------------------------------------------------


@pytest.mark.parametrize("site", ["linked", "rule", "held"])
def test_report_is_linked_from_the_run_page_and_every_footer(
    site: str, sites: dict[str, Path]
) -> None:
    run = (sites[site] / "run.html").read_text(encoding="utf-8")
    assert run.count('href="linkage.html"') == 2
    for path in sites[site].rglob("*.html"):
        assert 'linkage.html">How records were put together</a>' in path.read_text("utf-8")


def test_report_shows_charts_each_with_its_table(sites: dict[str, Path]) -> None:
    html = (sites["linked"] / "linkage.html").read_text(encoding="utf-8")
    assert html.count('<svg class="ws-chart"') == html.count("Table for this chart: ") == 6
    assert "<script>" not in html


def test_report_holds_no_forbidden_word_of_ours(tmp_path: Path) -> None:
    # The reasons of the weights are repeated as their reviewers wrote them.
    build_site(night.linked_inputs(linkage_parameters={}), tmp_path / "site")
    page = read_page((tmp_path / "site/linkage.html").read_text(encoding="utf-8"))
    assert caveats.find_forbidden(page.text) == []


def test_report_of_a_night_without_linkage_says_so(sites: dict[str, Path]) -> None:
    text = text_of(sites["rule"] / "linkage.html")
    assert "Records were not put together in this run." in text
    assert "How many links are wrong, and how many were not found, cannot be told yet" in text


def test_run_page_shows_no_sum_with_the_restrictions_list(sites: dict[str, Path]) -> None:
    text = text_of(sites["linked"] / "run.html")
    assert "Records put together by NHS number or unique pupil number 3,800" in text
    assert "3,814" not in text
    assert "263" not in text
