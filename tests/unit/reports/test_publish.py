"""Which nights are published, and how pages take the place of the old ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import PublicationError
from reports.build import build_site
from reports.findings import Finding
from reports.gate import FeedFacts, GateFacts, decide_outcome
from reports.inputs import Outcome
from reports.publish import publish_pages
from tests.support import pages

AS_OF = pages.AS_OF


def _feed(name: str = "police/ppn", **changed: Any) -> FeedFacts:
    said = {
        "feed": name,
        "received_date": AS_OF,
        "current_as_of": AS_OF,
        "rows": 1000,
        "quarantined": 0,
    }
    return FeedFacts(**{**said, **changed})


def _decide(**changed: Any) -> Outcome:
    said: dict[str, Any] = {
        "as_of_date": AS_OF,
        "has_restrictions_list": True,
        "agency_names": {"police": "Police"},
        "feeds": (_feed(),),
        "listed": 20,
        **pages.LIMITS,
    }
    return decide_outcome(GateFacts(**{**said, **changed}))


def test_ordinary_night_is_published() -> None:
    assert _decide() == Outcome(code="published")


@pytest.mark.parametrize(
    ("changed", "headline"),
    [
        ({"expected_feeds": ("health/ecds_csds",)}, "The health file (Emergency care and community services data sets) is not there."),
        ({"agency_names": {"police": "Police", "health": "Health"}}, "No data was supplied by health."),
        ({"feeds": (_feed(missing_tables="addresses_on_roll"),)}, "A table is missing from the police file (Public protection notices)."),
        ({"feeds": (_feed(missing_tables="a,b"),)}, "Tables are missing from the police file (Public protection notices)."),
        ({"feeds": (_feed(current_as_of=AS_OF - timedelta(days=5)),)}, "The police file (Public protection notices) is 5 days old."),
        ({"feeds": (_feed(quarantined=21),)}, "Many rows of the police file (Public protection notices) were set aside."),
        ({"feeds": (_feed(quarantined=9, tables=(("missing_episodes", 10, 9),)),)}, "Many rows of the police file (Public protection notices) were set aside."),
        ({"feeds": (_feed(rows=50, quarantined=9),)}, "Many rows of the police file (Public protection notices) were set aside."),
        ({"untestable_clauses": ("a",)}, "1 part of the practice rule could not be tested."),
        ({"untestable_clauses": ("a", "c")}, "2 parts of the practice rule could not be tested."),
        ({"model_status": "demonstration"}, "The list was made by a model that is not fit for use."),
        ({"listed": 0}, "No record is on the list."),
    ],
)  # fmt: skip
def test_published_with_caution(changed: dict[str, Any], headline: str) -> None:
    outcome = _decide(**changed)
    assert outcome.code == "published_with_caution"
    assert [reason.headline for reason in outcome.reasons] == [headline]
    assert outcome.next_steps == ()


@pytest.mark.parametrize(
    ("changed", "headline"),
    [
        ({"has_restrictions_list": False}, "The restrictions list is not there."),
        ({"feeds_that_hold": ("health/ecds_csds",)}, "The health file (Emergency care and community services data sets) is not there."),
        ({"feeds": (_feed(quarantined=101),)}, "Many rows of the police file (Public protection notices) were set aside."),
        ({"feeds": (_feed(quarantined=12, tables=(("missing_episodes", 100, 12),)),)}, "Many rows of the police file (Public protection notices) were set aside."),
        ({"listed_without_reasons": 1}, "The reasons for some records do not add up."),
        ({"fault": ("A file is not what its contract says.", "Ask again.")}, "A file is not what its contract says."),
    ],
)  # fmt: skip
def test_held_with_what_to_do_next(changed: dict[str, Any], headline: str) -> None:
    outcome = _decide(**changed)
    assert outcome.code == "held"
    assert [reason.headline for reason in outcome.reasons] == [headline]
    assert len(outcome.next_steps) == 3


def _finding(kind: str, feed: str = "police/ppn", **changed: Any) -> Finding:
    said: dict[str, Any] = {
        "feed": feed, "kind": kind, "received_date": AS_OF, "table": "", "what": "It is so.",
        "expected": "e", "found": "f", "next_step": "n",
    }  # fmt: skip
    return Finding(**{**said, **changed})


def test_refused_delivery_is_a_caution_that_names_the_one_used_instead() -> None:
    before = _feed(received_date=AS_OF - timedelta(days=7))
    outcome = _decide(feeds=(before,), findings=(_finding("refused"),))
    assert outcome.code == "published_with_caution"
    (reason,) = outcome.reasons
    assert (
        reason.headline
        == "The police file (Public protection notices) of 21 November 2026 could not be used."
    )
    assert reason.detail.startswith("The file of 14 November 2026 is used instead.")
    assert reason.tag is not None
    assert reason.tag.text == "Refused"


@pytest.mark.parametrize("expected", [(), ("police/ppn",)])
def test_refused_delivery_without_another_is_not_called_absent(expected: tuple[str, ...]) -> None:
    outcome = _decide(feeds=(), findings=(_finding("refused"),), expected_feeds=expected)
    assert outcome.code == "published_with_caution"
    (reason,) = outcome.reasons
    assert reason.detail.startswith("No earlier file is in use.")


def test_refused_delivery_without_another_holds_where_the_feed_does() -> None:
    changed: dict[str, Any] = {
        "findings": (_finding("refused"),),
        "feeds_that_hold": ("police/ppn",),
    }
    assert _decide(feeds=(), **changed).code == "held"
    assert _decide(feeds=(_feed(),), **changed).code == "published_with_caution"


def test_refused_restrictions_list_always_holds_and_tells_no_number() -> None:
    name = "restrictions/restrictions_list"
    found = _finding("refused", name, what="13 rows cannot be used.", found="13 of 37 rows")
    outcome = _decide(feeds=(_feed(), _feed(name)), findings=(found,))
    assert outcome.code == "held"
    assert "13" not in " ".join(f"{r.headline} {r.detail}" for r in outcome.reasons)


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        ("unusual_volume", "The police file (Public protection notices) is not of its usual size."),
        ("schema_drift", "The police file (Public protection notices) has changed."),
    ],
)
def test_what_is_unusual_about_a_feed_is_one_caution(kind: str, headline: str) -> None:
    findings = tuple(_finding(kind, what=f"Table {nth} is odd.") for nth in range(4))
    (reason,) = _decide(findings=findings).reasons
    assert reason.headline == headline
    assert reason.detail == (
        "Table 0 is odd. Table 1 is odd. 2 more are on the page of nightly runs."
    )


@pytest.mark.parametrize("kind", ["same_again", "cannot_tell", "late"])
def test_what_says_nothing_against_a_delivery_is_no_caution(kind: str) -> None:
    # A late delivery is judged by its own date, with the limit of the settings.
    assert _decide(findings=(_finding(kind),)).code == "published"


def test_what_is_unusual_about_the_restrictions_list_is_no_caution() -> None:
    name = "restrictions/restrictions_list"
    found = _finding("unusual_volume", name, what="It holds 37 rows.")
    assert _decide(feeds=(_feed(), _feed(name)), findings=(found,)).code == "published"


def test_rows_set_aside_are_told_for_the_tables_they_are_in() -> None:
    tables = (("nominals", 900, 1), ("missing_episodes", 60, 12), ("notices", 40, 5))
    (reason,) = _decide(feeds=(_feed(quarantined=16, tables=tables),)).reasons
    assert reason.detail == (
        "12 of 60 rows in missing episodes did not pass the checks. See data checks."
    )
    (reason,) = _decide(feeds=(_feed(quarantined=6, tables=(*tables[:1], tables[2])),)).reasons
    assert reason.detail.startswith("5 of 40 rows in notices did not pass")


@pytest.mark.parametrize("rows", [40, 5])
def test_a_row_or_two_of_a_small_table_are_no_caution(rows: int) -> None:
    assert (
        _decide(feeds=(_feed(quarantined=2, tables=(("notices", rows, 2),)),)).code == "published"
    )


def test_rows_of_the_restrictions_list_are_never_counted() -> None:
    name = "restrictions/restrictions_list"
    feed = _feed(name, rows=37, quarantined=13, tables=(("restrictions_list", 37, 13),))
    outcome = _decide(feeds=(_feed(), feed))
    assert outcome.code == "held"
    (reason,) = outcome.reasons
    assert not [c for c in f"{reason.headline}{reason.detail}" if c.isdigit()]


def test_limits_have_to_be_given() -> None:
    with pytest.raises(TypeError, match="fewest_rows_to_hold"):
        GateFacts(  # type: ignore[call-arg]  # what is left out is the point
            as_of_date=AS_OF, has_restrictions_list=True, agency_names={}, feeds=(),
            days_late=3, caution_share=0.02, hold_share=0.1,
        )  # fmt: skip


def test_one_reason_to_hold_outweighs_any_caution() -> None:
    outcome = _decide(has_restrictions_list=False, listed=0, untestable_clauses=("a",))
    assert outcome.code == "held"
    assert len(outcome.reasons) == 1


# --- putting pages in place --------------------------------------------------------------------


@pytest.fixture
def night(tmp_path: Path) -> Callable[..., Path]:
    def build(name: str, **changed: Any) -> Path:
        folder = tmp_path / name
        build_site(dataclasses.replace(pages.site_inputs(), **changed), folder)
        return folder

    return build


HELD = _decide(has_restrictions_list=False)


def test_pages_are_swapped_in_whole(night: Callable[..., Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_pages(night("first"), site)
    stale = site / "case" / "000000-A.html"
    stale.write_text("left over", encoding="utf-8")
    publish_pages(night("second", run_reference="r-2"), site)
    assert not stale.exists()
    assert "r-2" in (site / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"first", "second", "site"}


def test_held_night_keeps_the_list_and_dates_it(night: Callable[..., Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_pages(night("first", run_reference="r-1"), site)
    cases = {path.name: path.read_bytes() for path in (site / "case").iterdir()}
    for turn in ("second", "third"):
        publish_pages(
            night(turn, outcome=HELD, run_reference=f"r-{turn}", as_of_date=date(2026, 11, 22)),
            site,
        )
        index = (site / "index.html").read_text(encoding="utf-8")
        assert index.count("was held back") == 1
        assert "The list of 22 November 2026 was held back." in index
        assert "r-1" in index, "the list itself is the old one"
        for page in ("run.html", "checks/police-ppn.html", "letters/police.html"):
            assert f"r-{turn}" in (site / page).read_text(encoding="utf-8")
        assert {path.name: path.read_bytes() for path in (site / "case").iterdir()} == cases
    publish_pages(night("fourth"), site)
    assert "was held back" not in (site / "index.html").read_text(encoding="utf-8")


def test_letter_of_an_earlier_night_is_not_left_behind(
    night: Callable[..., Path], tmp_path: Path
) -> None:
    site, stopped = tmp_path / "site", pages.site_inputs()
    publish_pages(night("first"), site)
    nothing = {name: getattr(stopped, name).iloc[0:0] for name in ("table_counts", "check_results")}
    publish_pages(night("second", outcome=HELD, delivery_findings=None, **nothing), site)
    assert [*(site / "letters").iterdir(), *(site / "checks").iterdir()] == []


def test_held_night_after_one_with_a_model_may_be_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(pages.model_inputs(), tmp_path / "model")
    publish_pages(tmp_path / "model", site)
    build_site(dataclasses.replace(pages.site_inputs(), outcome=HELD), tmp_path / "held")
    publish_pages(tmp_path / "held", site)
    assert "was held back" in (site / "index.html").read_text(encoding="utf-8")


def test_first_night_held_says_that_no_list_was_published(
    night: Callable[..., Path], tmp_path: Path
) -> None:
    publish_pages(night("first", outcome=HELD, previous_nights=()), tmp_path / "site")
    index = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "No earlier list has been published." in index


def test_killed_between_two_renames_loses_nothing(
    night: Callable[..., Path], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish_pages(night("first"), site)
    site.rename(tmp_path / "site.leaving")
    publish_pages(night("held", outcome=HELD), site)
    assert list((site / "case").iterdir()), "yesterday's list is there again"


@pytest.mark.parametrize(
    ("page", "old", "new", "fault"),
    [
        ("index.html", "run.html", "away.html", "a file that is not there, away.html"),
        ("index.html", 'href="run.html"', 'href="https://example.org"', "leaves the folder"),
        ("model-card.html", "Model card for governance boards</span>", "A high-risk child</span>", "words no page may carry: high-risk"),
        ("index.html", "Not being on this list", "Being on this list", "sentences that must be there"),
        ("run.html", "noindex", "index", "not to be indexed"),
        ("run.html", "<h1", "<h1>Again</h1><h1", "2 main headings"),
        (f"case/{pages.MAIN}.html", 'href="#event-3"', 'href="#event-99"', "a place that is not there, #event-99"),
        (f"case/{pages.MAIN}.html", 'id="event-3"', 'id="event-4"', "places named twice: event-4"),
        (f"case/{pages.MAIN}.html", "Prompts chosen", "With 0.73, chosen", "a number between 0 and 1"),
    ],
)  # fmt: skip
def test_faulty_page_is_not_published(
    page: str, old: str, new: str, fault: str, night: Callable[..., Path], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish_pages(night("first"), site)
    before = (site / page).read_bytes()
    faulty = night("faulty")
    text = (faulty / page).read_text(encoding="utf-8")
    assert old in text
    (faulty / page).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PublicationError, match=fault):
        publish_pages(faulty, site)
    assert (site / page).read_bytes() == before
    assert not (tmp_path / "site.coming").exists()


def test_points_that_do_not_add_up_are_not_published(tmp_path: Path) -> None:
    build_site(pages.model_inputs(), tmp_path / "new")
    page = next((tmp_path / "new/case").iterdir())
    text = page.read_text(encoding="utf-8")
    assert '<dd data-role="part">−23</dd>' in text
    faulty = text.replace('<dd data-role="part">−23</dd>', '<dd data-role="part">−22</dd>')
    page.write_text(faulty, encoding="utf-8")
    with pytest.raises(PublicationError, match="points that do not add up"):
        publish_pages(tmp_path / "new", tmp_path / "site")


def test_marked_value_is_found_and_never_repeated(
    night: Callable[..., Path], tmp_path: Path
) -> None:
    new = night("new")
    page = new / "run.html"
    text = page.read_text(encoding="utf-8").replace("Nightly run<", "Zzcanaryname<")
    page.write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match="1 marked values of persons") as caught:
        publish_pages(new, tmp_path / "site", canaries=("Zzcanaryname",))
    assert "Zzcanaryname" not in str(caught.value)


def test_marked_value_is_found_however_it_is_escaped(
    night: Callable[..., Path], tmp_path: Path
) -> None:
    new = night("new")
    page = new / "run.html"
    text = page.read_text(encoding="utf-8").replace("Nightly run<", "Zz O&#39;Canary<")
    page.write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match="1 marked values of persons"):
        publish_pages(new, tmp_path / "site", canaries=("Zz O'Canary",))


def test_missing_case_page_is_found(night: Callable[..., Path], tmp_path: Path) -> None:
    new = night("new")
    (new / f"case/{pages.MAIN}.html").unlink()
    with pytest.raises(PublicationError, match="case pages for 4 listed records"):
        publish_pages(new, tmp_path / "site")
