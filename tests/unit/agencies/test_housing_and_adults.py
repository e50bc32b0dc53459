"""Housing and adult services say who they have to do with; nothing that tells of poverty is read."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from agencies.housing_and_adults import AGENCY, FEEDS
from agencies.parse import parse_tables
from core.errors import ContractError
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted
from tests.support.third_party import third_party

(FEED,) = FEEDS
TENANT = {
    "Cms Id": "4", "First Name": "Ada", "Last Name": "Marsh", "Date Of Birth": "1985-06-07",
    "Address": "4 Mill Lane\nAnytown\nZZ1 1AA", "Start Date Of Last Involvement": "2025-03-04",
}  # fmt: skip


def test_a_tenant_and_a_service_user_with_one_number_are_two_people():
    tables = accepted(FEED, housing=[TENANT], adult_social_care=[{**TENANT, "First Name": "Ben"}])
    persons, events = FEED.to_persons(tables), FEED.to_events(tables)
    assert persons["forename"].tolist() == ["Ada", "Ben"]
    assert persons["source_person_id"].tolist() == [
        "housing_and_adults/family_context/housing-4",
        "housing_and_adults/family_context/adult_social_care-4",
    ]
    assert events["source_person_id"].tolist() == persons["source_person_id"].tolist()
    assert set(events["category"]) == {"routine"}
    assert events["source_record_id"].is_unique


def test_somebody_without_a_date_of_birth_stands_alone():
    rows = [TENANT, {**TENANT, "Cms Id": "5", "Date Of Birth": ""}]
    persons = FEED.to_persons(accepted(FEED, housing=rows))
    details = persons[["forename", "surname", "postcode", "address"]]
    assert details.notna().all(axis="columns").tolist() == [True, False]
    assert details.loc[1].isna().all()
    assert persons["source_person_id"].notna().all()


def test_one_table_is_enough_and_none_is_a_fault(tmp_path):
    header = ",".join(column.name for column in FEED.table("housing").columns)
    (tmp_path / "housing.csv").write_text(f"{header}\n", encoding="utf-8")
    assert list(FEED.read(tmp_path).tables) == ["housing"]
    (tmp_path / "housing.csv").rename(tmp_path / "tenants.csv")
    with pytest.raises(
        ContractError, match=r"neither of its tables.*Expected: .*fixture_housing\.csv"
    ):
        FEED.read(tmp_path)


def test_what_tells_of_poverty_or_judges_a_tenant_is_never_read(tmp_path):
    said = ("Rent arrears", "Eviction", "Notice seeking possessions", "Anti social behaviour",
            "Social housing", "Supported housing")  # fmt: skip
    (tmp_path / "housing.csv").write_text(f"Cms Id,{','.join(said)}\n4,Yes,Yes,Yes,Yes,Yes,Yes\n")
    sent = FEED.read(tmp_path)
    assert not set(said) & set(sent.tables["housing"].columns)
    assert sent.tables["housing"].isin(["Yes"]).sum().sum() == 0
    named = [name for t in FEED.tables for c in t.columns for name in (c.name, *c.formerly)]
    words = ("rent", "arrear", "evict", "possession", "behaviour", "tenure", "benefit", "carer")
    assert not [name for name in named for word in words if name.casefold().startswith(word)]


def test_nobody_misses_it_and_it_holds_adults():
    assert (AGENCY.is_optional, AGENCY.is_about_adults) == (True, True)
    assert FEED.capabilities == frozenset()


def test_a_tenant_with_two_services_is_one_person_with_two_entries():
    rows = [TENANT, {**TENANT, "Start Date Of Last Involvement": "2026-01-02"}]
    checked = check_delivery(accepted(FEED, housing=rows), FEED)
    assert checked.counts["quarantined"].sum() == 0
    persons, events = FEED.to_persons(checked.accepted), FEED.to_events(checked.accepted)
    assert persons["forename"].tolist() == ["Ada"]
    assert events["event_date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-04", "2026-01-02"]
    assert events["source_record_id"].is_unique
    assert set(events["source_person_id"]) == set(persons["source_person_id"])


def test_a_detail_that_rows_of_one_number_disagree_on_is_not_guessed():
    later = {"Start Date Of Last Involvement": "2026-01-02"}
    moved = [TENANT, {**TENANT, **later, "Address": "9 High Street\nAnytown\nZZ1 1AB"}]
    (person,) = FEED.to_persons(accepted(FEED, housing=moved)).itertuples()
    assert person.forename == "Ada"
    assert pd.isna(person.postcode)
    others = [TENANT, {**TENANT, **later, "Date Of Birth": "1990-01-01"}]
    (person,) = FEED.to_persons(accepted(FEED, housing=others)).itertuples()
    assert pd.isna(person.birth_date)
    assert pd.isna(person.forename)


@pytest.mark.third_party
def test_published_fixtures_with_headings_of_their_own_are_read(tmp_path):
    for name in ("housing", "ASC"):
        shutil.copy(third_party(f"family_context_sample/fixture_{name}.csv"), tmp_path)
    sent = FEED.read(tmp_path)
    assert sent.files_ignored == ()
    tables = parse_tables(sent.tables, FEED)
    assert check_delivery(tables, FEED).counts["quarantined"].sum() == 0
    assert {name: len(rows) for name, rows in tables.items()} == {
        "housing": 90, "adult_social_care": 87,
    }  # fmt: skip
    assert all(rows["_unreadable"].isna().all() for rows in tables.values())
    persons, events = FEED.to_persons(tables), FEED.to_events(tables)
    assert len(persons) == 116
    # Numbers were drawn by chance there, so that 45 stand for people who are not one another.
    assert persons["birth_date"].isna().sum() == 45
    assert (events["kind"] == "service_involvement").all()
    assert len(events) == 177
    assert (persons["birth_date"].dropna() < pd.Timestamp("2026-01-01")).all()
