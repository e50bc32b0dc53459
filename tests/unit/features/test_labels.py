from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from core.errors import LeakageError
from features.labels import build_labels
from tests.support.chronology import chronology, cohort

CLOSED = """
    person | event_date | known_date | agency      | kind                | outcome
    Ann    | 2024-03-01 | 2024-03-01 | social_care | contact_family      | no_further_action
"""


def label(*rows: str, as_of: str = "2024-06-01", until: str = "2025-06-01") -> bool:
    events = chronology(CLOSED + "\n".join(rows))
    labels = build_labels(cohort("Ann", as_of=as_of), events, data_until=date.fromisoformat(until))
    return bool(labels["label"].item())


def row(day: str, kind: str, *, known: str | None = None, outcome: str = "") -> str:
    return f"Ann | {day} | {known or day} | social_care | {kind} | {outcome}"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-06-01", False), ("2024-06-02", True), ("2024-08-28", True), ("2024-08-29", False)],
)
def test_after_the_date_and_within_180_days_of_the_closure(day, expected):
    # 28 August is 180 days after 1 March.
    assert label(row(day, "section_47_enquiry")) is expected


@pytest.mark.parametrize(("day", "expected"), [("2024-11-28", True), ("2024-11-29", False)])
def test_the_window_is_180_days(day, expected):
    assert label(row("2024-10-01", "episode_closed"), row(day, "section_47_enquiry")) is expected


def test_a_child_protection_plan_is_an_escalation_and_a_child_in_need_plan_is_not():
    assert label(row("2024-07-01", "child_protection_plan_started"))
    assert not label(row("2024-07-01", "child_in_need_plan_started"))


def test_a_closure_on_the_day_of_the_escalation_is_not_before_it():
    late = row("2024-10-01", "episode_closed"), row("2024-10-01", "section_47_enquiry")
    assert not label(*late)


def test_nothing_closed_means_no_label():
    text = CLOSED.replace("no_further_action", "assessment")
    labels = build_labels(
        cohort("Ann", as_of="2024-06-01"),
        chronology(text + row("2024-07-01", "section_47_enquiry")),
        data_until=date(2025, 6, 1),
    )
    assert not labels["label"].item()


def test_a_child_on_a_plan_that_day_has_no_label():
    started = row("2024-01-01", "child_protection_plan_started")
    enquiry = row("2024-07-01", "section_47_enquiry")
    assert not label(started, enquiry)
    assert label(started, row("2024-05-31", "child_protection_plan_ended"), enquiry)
    assert not label(started, row("2024-06-02", "child_protection_plan_ended"), enquiry)


def test_what_is_not_known_by_the_end_of_the_data_is_no_label():
    assert not label(row("2024-07-01", "section_47_enquiry", known="2025-06-02"))


def test_an_open_window_is_refused():
    assert label(row("2024-07-01", "section_47_enquiry"), until="2024-11-28")
    with pytest.raises(LeakageError, match="label window of some dates is not closed"):
        label(row("2024-07-01", "section_47_enquiry"), until="2024-11-27")


def test_one_row_for_each_row_of_the_cohort_over_many_dates():
    people = pd.concat([cohort("Bo", "Ann", as_of=day) for day in ("2024-06-01", "2024-03-15")])
    labels = build_labels(
        people,
        chronology(CLOSED + row("2024-07-01", "section_47_enquiry")),
        data_until=date(2025, 6, 1),
    )
    assert labels["person_id"].tolist() == ["Ann", "Bo", "Ann", "Bo"]
    assert labels["label"].tolist() == [True, False, True, False]
