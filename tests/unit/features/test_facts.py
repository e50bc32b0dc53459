from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from features.facts import FACT_FEATURES, build_record_facts
from tests.support.chronology import chronology, coverage, nothing_shared, sharing

EVENTS = chronology("""
    person | event | event_date | agency      | kind                     | raised_by | outcome           | needs_check
    Ann    | e1    | 2024-05-01 | police      | public_protection_notice | officer   |                   |
    Ann    | e2    | 2024-05-02 | police      | public_protection_notice | officer   |                   | yes
    Ann    | e3    | 2024-02-01 | social_care | contact_family           | family    | no_further_action |
    Ann    | e4    | 2024-03-28 | social_care | strategy_discussion      |           |                   |
    Ann    | e5    | 2024-06-20 | social_care | strategy_discussion      |           |                   |
    Bo     | e6    | 2024-05-02 | health      | was_not_brought          |           |                   |
""")
EVENTS.loc[EVENTS["event_id"] == "e5", "known_date"] = pd.Timestamp("2024-05-30")
TOLD = sharing("event | recipient_agency | told_date\n e1 | social_care | 2024-05-02", EVENTS)


def facts(told: pd.DataFrame = TOLD, **said: Any) -> dict[str, dict[str, Any]]:
    found = build_record_facts(
        EVENTS, told, coverage=coverage(**said), person_ids=["Cy", "Bo", "Ann"],
        as_of_date=date(2024, 6, 1),
    )  # fmt: skip
    assert found["person_id"].tolist() == ["Ann", "Bo", "Cy"]
    return found.set_index("person_id").to_dict("index")


def test_counts_of_a_record():
    assert facts()["Ann"] == {
        "contacts_365d": 4, "agencies_365d": 2, "joint_discussions_365d": 1,
        "closed_alone_365d": 1, "concerns_365d": 3, "concerns_not_shared_365d": 1,
        "last_joint_date": pd.Timestamp("2024-03-28"), "needs_check_entries": 1,
    }  # fmt: skip


def test_a_strategy_discussion_recorded_as_an_outcome_is_the_last_joint_discussion():
    events = chronology("""
        person | event_date | agency      | kind                 | outcome
        Ann    | 2024-04-03 | social_care | assessment_completed | strategy_discussion
    """)
    found = build_record_facts(
        events, nothing_shared(), coverage=coverage(), person_ids=["Ann"],
        as_of_date=date(2024, 6, 1),
    ).iloc[0]  # fmt: skip
    assert found["joint_discussions_365d"] == 1
    assert found["last_joint_date"] == pd.Timestamp("2024-04-03")


def test_nothing_found_is_nothing_found():
    found = facts()["Cy"]
    assert pd.isna(found.pop("last_joint_date"))
    assert set(found.values()) == {0}


def test_not_shared_cannot_be_told_where_the_agency_that_recorded_the_concern_cannot_say():
    assert pd.isna(facts()["Bo"]["concerns_not_shared_365d"])


def test_not_shared_cannot_be_told_where_no_system_can_say():
    found = facts(nothing_shared(), can_record_sharing=False)
    assert all(pd.isna(one["concerns_not_shared_365d"]) for one in found.values())


def test_a_count_of_nothing_that_nobody_could_record_is_missing_and_what_was_found_is_not():
    found = facts(nothing_shared(), agencies=("police",))
    assert found["Ann"]["joint_discussions_365d"] == 1
    untold = {name for name, value in found["Bo"].items() if pd.isna(value)}
    assert untold == {
        "joint_discussions_365d", "closed_alone_365d", "concerns_not_shared_365d",
        "last_joint_date",
    }  # fmt: skip


def test_each_number_says_which_feature_it_is():
    assert set(FACT_FEATURES) < set(facts()["Ann"])
