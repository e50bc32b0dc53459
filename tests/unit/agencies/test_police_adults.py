"""Adults whom officers record at a child's address: who counts, when, where, and in which entry."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.police import FEEDS
from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted

(PPN,) = FEEDS
CHILD = {"nominal_id": "N1", "given_name": "Ada", "surname": "Marsh", "date_of_birth": "2015-06-07"}
ADULT = {
    "row_id": "R1", "nominal_id": "N1", "adult_nominal_id": "P7", "given_name": "Ben",
    "surname": "Pike", "date_of_birth": "1988-01-02", "gender": "Male", "seen_date": "2025-03-04",
    "address_line": "4 Mill Lane", "postcode": "zz11aa",
}  # fmt: skip


def adults(*rows: dict[str, str], **others: list[dict[str, str]]) -> pd.DataFrame:
    tables = accepted(PPN, nominals=[CHILD], persons_at_address=list(rows), **others)
    return SOURCE_ADULTS.conform(PPN.to_adults(tables))


def test_an_adult_is_at_the_address_of_the_child_from_the_day_they_were_recorded_there():
    (adult,) = adults(ADULT).itertuples()
    assert adult.source_record_id == "police/persons_at_address/R1"
    assert adult.source_adult_id == "police/ppn/P7"
    assert adult.source_person_id == "police/ppn/N1"
    assert (adult.forename, adult.surname, adult.sex) == ("Ben", "Pike", "M")
    assert (adult.postcode, adult.address, adult.is_at_address) == ("ZZ1 1AA", "4 Mill Lane", True)
    assert adult.first_date == pd.Timestamp("2025-03-04")
    assert pd.isna(adult.last_date)


def test_an_adult_without_a_number_is_known_by_the_row_and_not_by_a_name():
    unnumbered = {**ADULT, "adult_nominal_id": ""}
    found = adults(unnumbered, {**unnumbered, "row_id": "R2"})["source_adult_id"]
    assert found.tolist() == [f"police/ppn/persons_at_address/{row}" for row in ("R1", "R2")]


def test_whoever_is_under_18_on_the_day_is_a_child_and_counted_by_a_rule():
    rows = [
        {**ADULT, "row_id": "R1", "date_of_birth": "2007-03-05"},  # 18 the day after
        {**ADULT, "row_id": "R2", "date_of_birth": "2007-03-04"},
        {**ADULT, "row_id": "R3", "date_of_birth": ""},
    ]
    assert adults(*rows)["source_record_id"].str[-2:].tolist() == ["R2", "R3"]
    results = check_delivery(accepted(PPN, nominals=[CHILD], persons_at_address=rows), PPN).results
    assert results.set_index("check").loc["POL12", ["rows_failed", "action"]].tolist() == [
        1,
        "warn",
    ]


def test_the_child_is_no_adult_at_their_own_address_also_when_grown_up():
    themself = {**ADULT, "given_name": "ADA", "surname": "marsh", "date_of_birth": "2015-06-07",
                "seen_date": "2034-01-01"}  # fmt: skip
    assert adults(themself).empty
    assert len(adults({**themself, "date_of_birth": ""})) == 1


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("public_protection_notices", {"notice_id": "7", "created_date": "2025-03-04"}),
        ("domestic_abuse_incidents", {"incident_id": "7", "incident_date": "2025-03-04"}),
        ("missing_episodes", {"episode_id": "7", "reported_date": "2025-03-04"}),
    ],
)
def test_an_adult_leads_to_the_entry_they_were_written_down_in(table, row):
    tables = accepted(
        PPN, nominals=[CHILD], persons_at_address=[{**ADULT, "notice_id": "7"}],
        **{table: [{"nominal_id": "N1", **row}]},
    )  # fmt: skip
    (adult,) = PPN.to_adults(tables).itertuples()
    assert adult.source_event_id in PPN.to_events(tables)["source_record_id"].tolist()


def test_an_entry_of_another_child_or_one_of_two_or_none_is_not_led_to():
    notice = {"notice_id": "7", "nominal_id": "N2", "created_date": "2025-03-04"}
    incident = {"incident_id": "7", "nominal_id": "N1", "incident_date": "2025-03-04"}
    row = {**ADULT, "notice_id": "7"}
    for others in (
        {},
        {"public_protection_notices": [notice]},
        {"public_protection_notices": [{**notice, "nominal_id": "N1"}],
         "domestic_abuse_incidents": [incident]},
    ):  # fmt: skip
        assert adults(row, **others)["source_event_id"].isna().all()
    unnamed = {"public_protection_notices": [{**notice, "nominal_id": "N1"}]}
    assert adults(ADULT, **unnamed)["source_event_id"].isna().all()


def test_a_child_stays_at_an_address_once_however_many_adults_were_there():
    rows = [
        ADULT,
        {**ADULT, "row_id": "R2", "given_name": "Cy", "date_of_birth": "2012-01-01"},
        {**ADULT, "row_id": "R3", "seen_date": "2025-04-05"},
        {**ADULT, "row_id": "R4", "postcode": "", "address_line": ""},
    ]
    stays = PPN.to_stays(accepted(PPN, nominals=[CHILD], persons_at_address=rows))
    assert stays["source_record_id"].str[-2:].tolist() == ["R1", "R3"]
    assert set(stays["postcode"]) == {"ZZ1 1AA"}
    assert stays["first_date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-04", "2025-04-05"]
    assert (stays["last_date"] == stays["first_date"]).all()


@pytest.mark.parametrize("rows", [{}, {"persons_at_address": []}], ids=["not sent", "no row"])
def test_without_rows_there_is_nobody_and_no_fault(rows):
    home = {**CHILD, "postcode": "ZZ1 1AA", "address_line": "4 Mill Lane"}
    tables = accepted(PPN, nominals=[home], **rows)
    pd.testing.assert_frame_equal(PPN.to_adults(tables), SOURCE_ADULTS.empty())
    # A home address without a day tells of no stay.
    pd.testing.assert_frame_equal(PPN.to_stays(tables), SOURCE_STAYS.empty())


def test_a_guardian_is_named_as_a_parent():
    guardians = [
        {"guardian_given_name": "Eve", "guardian_surname": "Marsh"}, {"guardian_surname": "Pike"}, {},
    ]  # fmt: skip
    names = PPN.to_persons(accepted(PPN, nominals=guardians))["parent_names"]
    assert names.fillna("-").tolist() == ["Eve Marsh", "Pike", "-"]
