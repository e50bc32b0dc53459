"""One wrong date of birth does not set aside all that is known of a child."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.contract import Tables
from agencies.feeds import find_feed
from expectations import births
from expectations.births import ON_ROLL, POLICE, SOCIAL_CARE, Births

NOTICES = "public_protection_notices"


def _police(*, born: str | None, notices: list[str | None], missing: list[str | None]) -> Tables:
    return {
        "nominals": _frame(nominal_id="N1", date_of_birth=[born]),
        NOTICES: _frame(nominal_id="N1", created_date=notices),
        "missing_episodes": _frame(nominal_id="N1", reported_date=missing),
    }


def _frame(*, nominal_id: str, **dates: list[str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(dates, dtype="str").astype("datetime64[us]")
    return frame.assign(nominal_id=pd.Series(nominal_id, index=frame.index, dtype="str"))


def _entries(tables: Tables) -> list[object]:
    return list(POLICE.after_entry()(tables[NOTICES], "created_date", tables))


def _births(tables: Tables) -> list[object]:
    return list(POLICE.after_every_entry()(tables["nominals"], "date_of_birth", tables))


@pytest.mark.parametrize("born", ["2105-01-01", "9999-12-31"])
def test_a_birth_that_no_entry_agrees_with_is_what_is_wrong(born: str) -> None:
    tables = _police(born=born, notices=["2024-01-01", "2025-06-01"], missing=["2025-07-01"])
    assert _entries(tables) == [pd.NA, pd.NA]
    assert _births(tables) == [True]


def test_an_entry_is_held_against_a_birth_that_another_table_agrees_with() -> None:
    tables = _police(born="2024-06-01", notices=["2015-01-01"], missing=["2025-07-01", None])
    assert _entries(tables) == [True]
    assert _births(tables) == [False]


def test_without_a_birth_or_an_entry_nothing_is_told() -> None:
    assert _births(_police(born=None, notices=["2015-01-01"], missing=[])) == [pd.NA]
    assert _births(_police(born="2015-01-01", notices=[None], missing=[])) == [pd.NA]
    persons = {"nominals": _police(born="2015-01-01", notices=[], missing=[])["nominals"]}
    assert _births(persons) == [pd.NA]


def test_the_day_a_pupil_joined_agrees_with_their_birth() -> None:
    key = {"collection_year": ["2024"], "collection_term": ["autumn"], "pupilonrolltableid": ["P1"]}
    pupils = pd.DataFrame(
        {**key, "dob": pd.to_datetime(["2015-06-01"]), "entrydate": pd.to_datetime(["2020-09-01"])}
    )
    suspended = pd.DataFrame({**key, "startdate": pd.to_datetime(["2014-01-10"])})
    tables = {"pupilonroll": pupils, "termlyexclusionsonroll": suspended}
    check = ON_ROLL.after_entry(days=0)
    assert check(suspended, "startdate", tables).tolist() == [True]
    tables["pupilonroll"] = pupils.assign(dob=pd.to_datetime(["2051-06-01"]))
    assert check(suspended, "startdate", tables).tolist() == [pd.NA]


def test_a_due_date_stands_in_for_a_birth() -> None:
    persons = pd.DataFrame({
        "pers_person_id": ["A"], "pers_dob": pd.to_datetime([None]),
        "pers_expected_dob": pd.to_datetime(["2026-06-01"]),
    })  # fmt: skip
    contacts = pd.DataFrame({
        "cont_person_id": ["A", "A"],
        "cont_contact_date": pd.to_datetime(["2020-01-01", "2026-01-01"]),
    })  # fmt: skip
    tables = {"ssd_person": persons, "ssd_contacts": contacts}
    found = SOCIAL_CARE.after_entry()(contacts, "cont_contact_date", tables)
    assert found.tolist() == [True, False]


FEEDS = {
    "POLICE": ("police", "ppn"), "HEALTH": ("health", "ecds_csds"),
    "CHILD_HEALTH_EVENTS": ("health", "dch_events"), "ON_ROLL": ("education", "school_census"),
    "OFF_ROLL": ("education", "school_census"), "SOCIAL_CARE": ("social_care", "ssd"),
    "ANNEX_A": ("social_care", "annex_a"), "LOOKED_AFTER": ("social_care", "ssda903"),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_every_table_and_column_is_one_of_the_contract(name: str) -> None:
    one: Births = getattr(births, name)
    feed = find_feed(*FEEDS[name])
    persons = feed.table(one.table)
    assert {persons.column(date).type for date in one.dates} == {"date"}
    for table, day in one.entries.items():
        named = one.named.get(day)
        assert feed.table(table).column(day).type == "date"
        assert all(feed.table(table).column(key) for key in ([named] if named else one.key))
