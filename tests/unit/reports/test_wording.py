"""Numbers, dates and lists as a page writes them."""

from __future__ import annotations

from datetime import date

import pytest

from reports.supply import title_of
from reports.wording import basics, case, gaps, pages
from reports.wording.kinds import kinds_counted


def test_dates() -> None:
    assert basics.day(date(2026, 11, 22)) == "22 November 2026"
    assert basics.short_day(date(2026, 1, 5)) == "5 Jan 2026"
    assert basics.span(date(2026, 7, 1), date(2026, 8, 31)) == "1 July 2026 to 31 August 2026"
    assert basics.span(date(2026, 7, 1), date(2026, 7, 1)) == "1 July 2026"


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)  # fmt: skip
def test_listed(words: list[str], expected: str) -> None:
    assert basics.listed(words) == expected


@pytest.mark.parametrize(
    ("points", "expected"), [(9, "+9"), (-3, "−3"), (0, "0"), (1200, "+1,200")]
)
def test_signed(points: int, expected: str) -> None:
    assert basics.signed(points) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (None, "We cannot tell if agencies met: no data we hold would show a joint discussion."),
        (0, "No joint discussion is recorded."),
        (1, "1 joint discussion is recorded."),
        (2, "2 joint discussions are recorded."),
    ],
)
def test_joint_discussions(count: int | None, expected: str) -> None:
    assert case.lead_joint(count) == expected


@pytest.mark.parametrize(
    ("age", "caption", "band"),
    [
        (None, "Age not recorded", "Age not recorded"),
        (-1, "Unborn child", "Unborn"),
        (0, "Child aged 0", "Aged 0 to 4"),
        (9, "Child aged 9", "Aged 5 to 9"),
        (15, "Child aged 15", "Aged 10 to 15"),
        (17, "Child aged 17", "Aged 16 to 17"),
    ],
)
def test_age(age: int | None, caption: str, band: str) -> None:
    assert case.caption(age, None) == caption
    assert case.age_band(age) == band


def test_kinds_in_numbers() -> None:
    assert kinds_counted("missing_episode", 1) == "1 missing episode"
    assert kinds_counted("missing_episode", 3) == "3 missing episodes"
    assert kinds_counted("health_referral", 2) == (
        "Referral to a community health service (2 entries)"
    )


@pytest.mark.parametrize(
    ("facts", "not_reached", "cannot", "expected"),
    [
        (1, 0, 0, "The 1 thing below is recorded by police, or it was told."),
        (1, 1, 0, "The 1 thing below has no record of reaching police, or reached it only in part."),
        (1, 0, 1, "We cannot tell if this 1 thing reached police."),
        (3, 0, 0, "All 3 things below are recorded by police, or it was told."),
        (3, 0, 1, "2 of these 3 things are recorded by police, or it was told. For 1 we cannot tell."),
        (2, 0, 1, "1 of these 2 things is recorded by police, or it was told. For 1 we cannot tell."),
        (7, 1, 0, "1 of these 7 things has no record of reaching police, or reached it only in part."),
        (7, 7, 0, "All 7 things below have no record of reaching police, or reached it only in part."),
        (7, 5, 1, ("5 of these 7 things have no record of reaching police, or reached it only in part. "
                   "For 1 we cannot tell.")),
    ],
)  # fmt: skip
def test_what_reached_an_agency(facts: int, not_reached: int, cannot: int, expected: str) -> None:
    assert case.reached_social_care(facts, not_reached, cannot, "Police") == expected


def test_parts_of_the_rule() -> None:
    assert case.and_more_parts("A", 0) == "A"
    assert case.and_more_parts("A", 1) == "A. 1 more part of the rule applies"
    assert case.and_more_parts("A", 3) == "A. 3 more parts of the rule apply"
    assert gaps.still_parts(2).endswith("the other part would still apply.")
    assert gaps.still_parts(3).endswith("the other 2 parts would still apply.")


def test_questions_count_and_ask_of_a_school_only_where_there_may_be_one() -> None:
    assert gaps.closed_alone(6).startswith("6 contacts were each closed by one agency")
    assert "school" in gaps.police_repeated(4, may_be_at_school=True)
    assert "school" not in gaps.police_repeated(4, may_be_at_school=False)


def test_what_would_change_does_not_say_that_a_rule_was_tested_again() -> None:
    assert gaps.CHANGE_INTRO.startswith("If a part did not apply")


def test_feed_in_words() -> None:
    assert pages.feed_words("Police", "Public protection notices") == (
        "police file (Public protection notices)"
    )
    assert title_of("police/ppn") == "Public protection notices"
    assert title_of("fire/call_outs") == "call outs"


def test_days_on_list() -> None:
    assert [pages.days_on_list(days) for days in (0, 1, 9)] == [
        "",
        "1 day on list",
        "9 days on list",
    ]
