from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from core.catalogue import PERSONS
from features.cohort import build_cohort
from tests.support.chronology import chronology, empty

CONTACT = """
    person | event_date | known_date | agency | kind
    Ann    | 2024-05-01 | 2024-05-01 | police | missing_episode
"""


def cohort_of(text: str = CONTACT, *, as_of: str = "2024-06-01", **said: Any) -> pd.DataFrame:
    given = {"birth_date": "2015-01-01", "is_restricted": False, "agencies": "police"} | said
    dates = ("birth_date", "expected_birth_date", "death_date")
    columns = {k: [pd.Timestamp(v) if k in dates else v] for k, v in given.items()}
    persons = empty(PERSONS, person_id=["Ann"], household_id=["h1"], **columns)
    return build_cohort(chronology(text), persons, as_of_date=date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("said", "is_in"),
    [
        ({}, True),
        ({"birth_date": "2006-06-02"}, True),
        ({"birth_date": "2006-06-01"}, False),
        ({"birth_date": None, "expected_birth_date": "2024-09-01"}, True),
        ({"birth_date": None}, True),
        ({"death_date": "2024-06-01"}, False),
        ({"death_date": "2024-06-02"}, True),
        ({"is_restricted": True}, False),
        ({"birth_date": None, "agencies": ""}, True),
        ({"birth_date": None, "agencies": "housing_and_adults"}, False),
        ({"birth_date": None, "agencies": "housing_and_adults,police"}, True),
        ({"birth_date": "2015-01-01", "agencies": "housing_and_adults"}, True),
        ({"birth_date": "1985-01-01", "agencies": "housing_and_adults"}, False),
    ],
)
def test_children_alive_and_not_restricted(said, is_in):
    assert (len(cohort_of(**said)) == 1) is is_in


@pytest.mark.parametrize(
    ("event_date", "known_date", "kind", "is_in"),
    [
        ("2023-06-03", "2023-06-03", "missing_episode", True),
        ("2023-06-02", "2023-06-02", "missing_episode", False),
        ("2024-06-01", "2024-06-01", "missing_episode", True),
        ("2024-05-01", "2024-06-02", "missing_episode", False),
        ("2024-06-02", "2024-05-01", "missing_episode", False),
        ("2024-05-01", "2024-05-01", "address_recorded", False),
    ],
)
def test_at_least_one_contact_known_in_the_12_months_before(event_date, known_date, kind, is_in):
    text = f"""
        person | event_date   | known_date   | agency | kind
        Ann    | {event_date} | {known_date} | police | {kind}
    """
    assert (len(cohort_of(text)) == 1) is is_in


def test_age_is_below_0_while_unborn_and_missing_without_a_date():
    assert cohort_of()["age_years"].round(2).tolist() == [9.42]
    assert cohort_of(birth_date=None, expected_birth_date="2024-09-01")["age_years"].iloc[0] < 0
    assert cohort_of(birth_date=None)["age_years"].isna().all()


def test_on_a_past_date_a_child_born_later_was_unborn():
    assert cohort_of(birth_date="2024-07-01")["age_years"].iloc[0] < 0
