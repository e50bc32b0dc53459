"""What the rule says when a feed is absent, does not cover the 12 months, or cannot record it."""

from __future__ import annotations

from datetime import date

import pytest

from core.vocabulary import Capability
from features.coverage import REPORTING_AGENCIES
from features.practice_rule import (
    CLAUSES,
    apply_practice_rule,
    partly_tested_clauses,
    untestable_clauses,
)
from tests.support.chronology import chronology, cohort, coverage, without

# Every clause is met by these records.
EVERYTHING = chronology("""
    person | event_date | agency      | kind            | raised_by | outcome           | is_injury
    Ann    | 2024-03-01 | social_care | contact_family  | family    | no_further_action |
    Ann    | 2024-03-02 | social_care | contact_family  | family    | no_further_action | yes
    Ann    | 2024-03-02 | social_care | contact_agency  | education | no_further_action |
    Ann    | 2024-03-03 | police      | missing_episode | public    | no_further_action |
    Ann    | 2024-03-04 | health      | was_not_brought |           |                   |
    Ann    | 2024-03-05 | education   | suspension      |           |                   |
""")
AS_OF = date(2024, 6, 1)


def states(given) -> dict[str, str]:
    results = apply_practice_rule(
        EVERYTHING, cohort("Ann", as_of="2024-06-01"), coverage=given, as_of_date=AS_OF
    )
    return dict(zip(results["clause"], results["state"], strict=True))


def cannot_tell(given) -> str:
    found = "".join(clause for clause, state in states(given).items() if state == "cannot_tell")
    assert found == "".join(sorted(untestable_clauses(given, AS_OF)))
    return found


def test_with_every_feed_every_clause_is_met():
    assert states(coverage()) == dict.fromkeys("abcd", "met")
    assert untestable_clauses(coverage(), AS_OF) == {}


@pytest.mark.parametrize(
    ("removed", "clauses"),
    [("social_care", "acd"), ("police", ""), ("health", ""), ("education", "")],
)
def test_remove_each_feed_in_turn(removed, clauses):
    left = tuple(agency for agency in REPORTING_AGENCIES if agency != removed)
    assert cannot_tell(coverage(agencies=left)) == clauses


@pytest.mark.parametrize(
    ("only", "clauses"),
    [("social_care", "a"), ("police", "acd"), ("health", "abcd"), ("education", "abcd")],
)
def test_one_agency_alone(only, clauses):
    assert cannot_tell(coverage(agencies=(only,))) == clauses


@pytest.mark.parametrize(
    ("first_day", "clauses"), [(date(2023, 6, 3), ""), (date(2023, 6, 4), "acd")]
)
def test_a_feed_that_begins_after_the_window_does_is_not_used(first_day, clauses):
    assert cannot_tell(coverage(coverage_start={"social_care": first_day})) == clauses


@pytest.mark.parametrize(
    ("last_day", "clauses"), [(date(2024, 5, 1), ""), (date(2024, 4, 30), "acd")]
)
def test_a_feed_more_than_a_month_old_is_not_used(last_day, clauses):
    assert cannot_tell(coverage(coverage_end={"social_care": last_day})) == clauses


@pytest.mark.parametrize(
    ("capability", "agency", "clauses"),
    [
        (Capability.JOINT_DISCUSSION, "social_care", "ad"),
        (Capability.STRATEGY_DISCUSSION, "social_care", "c"),
    ],
)
def test_a_feed_that_cannot_record_it_is_not_used(capability, agency, clauses):
    assert cannot_tell(coverage(capabilities={agency: without(agency, capability)})) == clauses


def test_what_cannot_be_told_has_no_evidence():
    results = apply_practice_rule(
        EVERYTHING, cohort("Ann", as_of="2024-06-01"),
        coverage=coverage(agencies=("police",)), as_of_date=AS_OF,
    )  # fmt: skip
    untold = results[results["state"] == "cannot_tell"]
    assert list(untold["clause"]) == ["a", "c", "d"]
    assert list(untold["evidence"]) == ["", "", ""]


def test_reasons_are_sentences():
    reasons = untestable_clauses(coverage(agencies=("police",)), AS_OF)
    assert reasons["a"] == (
        "Cannot tell: 2 agencies must be able to record concerns over the last 12 months. "
        "Only data from police can."
    )
    assert reasons["c"] == (
        "Cannot tell: no agency sent data that covers the last 12 months and can record strategy "
        "discussions."
    )


def test_a_clause_tested_without_some_agency_says_whose_data_is_missing():
    said = partly_tested_clauses(coverage(agencies=("police", "social_care", "health")), AS_OF)
    assert said["a"] == (
        "Tested without education: the data we hold from there does not cover the last 12 months, "
        "or cannot record concerns."
    )


def test_a_live_feed_could_tell_nothing_before_it_was_first_received():
    live = coverage(is_historical_load=False, received_date=date(2024, 6, 2))
    assert cannot_tell(live) == "abcd"


def test_every_clause_has_a_letter_and_a_sentence():
    assert [clause.code for clause in CLAUSES] == ["a", "b", "c", "d"]
    assert all(clause.sentence.endswith(".") for clause in CLAUSES)


@pytest.mark.parametrize(
    ("last_day", "state"), [(date(2024, 3, 22), "met"), (date(2024, 3, 21), "not_met")]
)
def test_the_15_working_days_must_lie_in_what_the_joint_feed_speaks_about(last_day, state):
    # The first concern of a second agency is of Sunday 3 March; 22 March is 15 working days on.
    results = apply_practice_rule(
        EVERYTHING, cohort("Ann", as_of="2024-04-10"),
        coverage=coverage(coverage_end={"social_care": last_day}), as_of_date=date(2024, 4, 10),
    )  # fmt: skip
    assert results.set_index("clause").loc["a", "state"] == state
