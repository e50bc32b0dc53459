"""What holds for every page of every kind of night."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from core.errors import ExplanationError, PublicationError
from core.vocabulary import EVENT_KINDS, Category
from reports import context
from reports.build import build_site
from reports.page_checks import check_pages, read_page
from reports.render import render
from reports.wording import caveats
from reports.wording.kinds import OUTCOMES, has_words_in_numbers
from tests.pages.conftest import NIGHTS
from tests.pages.html import heading_levels, text_of, words_of
from tests.support import chronology as build
from tests.support import pages

TEMPLATES = Path(context.__file__).parent / "templates"
WORDING = Path(caveats.__file__).parent


@pytest.mark.parametrize("night", NIGHTS)
def test_every_page_may_be_published(night: str, sites: dict[str, Path]) -> None:
    check_pages(sites[night])


@pytest.mark.parametrize("night", NIGHTS)
def test_every_page_has_one_main_heading_a_language_and_a_policy(
    night: str, sites: dict[str, Path]
) -> None:
    for path in sites[night].rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert heading_levels(path).count(1) == 1, path.name
        assert '<html lang="en"' in html
        assert "default-src 'self'" in html
        assert '<meta name="robots" content="noindex, nofollow">' in html
        assert "<script" not in html
        assert " style=" not in html


def test_two_builds_are_the_same_to_the_byte(sites: dict[str, Path], tmp_path: Path) -> None:
    for name, inputs in (("rule", pages.site_inputs()), ("model", pages.model_inputs())):
        again = tmp_path / name
        build_site(inputs, again)
        files = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
        assert files == sorted(
            path.relative_to(sites[name]) for path in sites[name].rglob("*") if path.is_file()
        )
        for path in files:
            assert (again / path).read_bytes() == (sites[name] / path).read_bytes(), path


def test_page_of_a_night_without_model_says_so_everywhere(sites: dict[str, Path]) -> None:
    for path in sites["rule"].rglob("*.html"):
        assert "No model is in use." in text_of(path), path.name


def test_page_of_a_demonstration_says_not_fit_for_use_everywhere(sites: dict[str, Path]) -> None:
    for path in sites["demonstration"].rglob("*.html"):
        assert "Not fit for use: demonstration." in text_of(path), path.name


def test_page_of_invented_data_says_so_everywhere(sites: dict[str, Path]) -> None:
    for path in sites["rule"].rglob("*.html"):
        assert "Invented example. No real child or family." in text_of(path)


def test_templates_and_wording_hold_no_forbidden_word() -> None:
    sources = [*TEMPLATES.glob("*.html"), *WORDING.glob("*.py")]
    assert len(sources) > 10
    for path in sources:
        if path.name == "caveats.py":
            continue  # names the words in order to find them
        text = re.sub(r"<[^>]+>|\{[%#].*?[%#]\}", " ", path.read_text(encoding="utf-8"))
        assert caveats.find_forbidden(text) == [], path.name


@pytest.mark.parametrize(
    "sentence",
    [
        "a high-risk child", "The AI decided", "a red flag", "failed to share", "94th percentile",
        "a probability of 73%", "no risks", "the case was resolved", "DNA", "an alert",
    ],
)  # fmt: skip
def test_forbidden_words_are_found(sentence: str) -> None:
    assert caveats.find_forbidden(sentence)


def test_stylesheet_has_no_brand_of_gov_uk() -> None:
    css = (TEMPLATES.parent / "static/wholestory.css").read_text(encoding="utf-8")
    for forbidden in ("GDS Transport", "@font-face", "url(", "crown"):
        assert forbidden not in css
    assert "--govuk-brand-colour: #00504a" in css


def test_every_field_of_a_page_says_what_it_means() -> None:
    from reports import case_context, letter_context, linkage_context

    found = 0
    for module in (context, case_context, letter_context, linkage_context):
        for one in vars(module).values():
            if dataclasses.is_dataclass(one) and isinstance(one, type):
                for field in dataclasses.fields(one):
                    assert field.metadata["help"].strip(), f"{one.__name__}.{field.name}"
                    found += 1
    assert found > 100


def test_every_field_of_a_page_is_read_by_a_template() -> None:
    from reports import case_context, letter_context, linkage_context

    templates = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    python = " ".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.parent.glob("*.py")
        if not path.name.endswith("context.py")
    )
    for module in (context, case_context, letter_context, linkage_context):
        for one in vars(module).values():
            if dataclasses.is_dataclass(one) and isinstance(one, type):
                for field in dataclasses.fields(one):
                    used = f".{field.name}"
                    assert used in templates or used in python, f"{one.__name__}.{field.name}"


def test_template_that_reads_a_field_its_page_does_not_have_fails() -> None:
    page = context.Tag(text="Good", colour="green")
    with pytest.raises(UndefinedError, match="Tag has no field frame"):
        render("index.html", page)


def test_every_kind_of_concern_has_words_for_one_and_for_many() -> None:
    concerns = [k for k, kind in EVENT_KINDS.items() if kind.category is Category.CONCERN]
    assert [kind for kind in concerns if not has_words_in_numbers(kind)] == []


def test_every_outcome_has_words() -> None:
    from core.vocabulary import Outcome

    assert set(OUTCOMES) == set(Outcome)


def test_held_night_without_an_earlier_list(sites: dict[str, Path]) -> None:
    index = sites["held"] / "index.html"
    assert "This list is from 20 November 2026. The list of 21 November 2026 was held back." in (
        text_of(index)
    )
    assert words_of(sites["held"] / "run.html", ".govuk-tag")[0] == "List not published"
    assert not list((sites["held"] / "case").iterdir())


def test_help_says_when_an_injury_in_health_records_counts(sites: dict[str, Path]) -> None:
    assert "counts only with a safeguarding concern recorded beside it" in text_of(
        sites["rule"] / "how-this-works.html"
    )


def test_night_on_which_nobody_is_listed(sites: dict[str, Path]) -> None:
    assert "No record met the line. This is unusual." in text_of(sites["empty"] / "index.html")


def test_reasons_that_do_not_add_up_leave_no_page(tmp_path: Path) -> None:
    night = pages.model_inputs()
    assert night.scores is not None
    wrong = dataclasses.replace(night, scores=night.scores.assign(score=1.0))
    with pytest.raises(ExplanationError, match="cannot be shown"):
        build_site(wrong, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_listed_record_without_facts_leaves_no_page(tmp_path: Path) -> None:
    night = pages.site_inputs()
    with pytest.raises(PublicationError, match="no facts of its own"):
        build_site(dataclasses.replace(night, facts=night.facts.iloc[1:]), tmp_path / "site")


def test_what_becomes_known_later_is_not_on_the_page(tmp_path: Path) -> None:
    night = pages.site_inputs()
    late = night.chronology.iloc[[0]].assign(
        event_id="late", known_date=build.pd.Timestamp("2027-01-01"), kind="permanent_exclusion"
    )
    build_site(
        dataclasses.replace(night, chronology=build.pd.concat([night.chronology, late])),
        tmp_path / "late",
    )
    build_site(night, tmp_path / "now")
    for path in (tmp_path / "now/case").iterdir():
        assert path.read_bytes() == (tmp_path / "late/case" / path.name).read_bytes()


_AGENCIES = ("social_care", "police", "health", "education")


@settings(max_examples=12, derandomize=True, deadline=None)
@given(
    sent=st.sets(st.sampled_from(_AGENCIES), min_size=1),
    entries=st.lists(
        st.tuples(
            st.sampled_from(_AGENCIES),
            st.sampled_from(["missing_episode", "suspension", "was_not_brought", "contact_agency"]),
            st.integers(1, 300),
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_agency_without_a_feed_is_never_said_to_have_no_record(
    sent: set[str], entries: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [
        {"event_id": f"e{nth}", "person_id": "A", "agency": agency, "kind": kind,
         "event_date": str(pages.AS_OF - build.pd.Timedelta(days=back)),
         "raised_by": "police" if kind == "contact_agency" else None}
        for nth, (agency, kind, back) in enumerate(entries)
        if agency in sent
    ]  # fmt: skip
    if not rows:
        return
    ordered = tuple(agency for agency in _AGENCIES if agency in sent)
    events = build.chronology_from(rows)
    folder = tmp_path_factory.mktemp("law") / "site"
    build_site(pages.site_inputs(agencies=ordered, chronology=events, told=""), folder)
    page = folder / "case/A.html"
    table = "".join(words_of(page, ".ws-matrix"))
    for agency in pages.AGENCIES:
        if agency.code not in sent:
            assert f"{agency.name} No record found" not in table
            assert f"{agency.name} Recorded" not in table
    assert read_page(page.read_text(encoding="utf-8")).text.count("No data was supplied by") >= (
        len(_AGENCIES) - len(sent)
    )
