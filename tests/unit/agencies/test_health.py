"""What health sent becomes persons and entries, and an accident stays an accident."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.feeds import find_feed
from agencies.parse import parse_tables
from core.identifiers import is_nhs_number
from core.vocabulary import ESCALATION_KINDS, Capability
from tests.support.agency_tables import accepted

HEALTH = find_feed("health", "ecds_csds")
PATIENT = {"local_patient_identifier": "P1"}
CONCERN, HEAD_INJURY, FEVER, ACCIDENTAL = "836881000000105", "82271004", "386661006", "242056005"
NHS_NUMBER = "9434765919"  # a published example of the check digit; nobody has it


def _person(**cells: str) -> pd.Series:
    return HEALTH.to_persons(accepted(HEALTH, patients=[{**PATIENT, **cells}])).iloc[0]


def _attendance(**cells: str) -> pd.Series:
    row = {**PATIENT, "emergency_care_arrival_date": "2025-03-04", **cells}
    return HEALTH.to_events(accepted(HEALTH, ecds_attendances=[row])).iloc[0]


def _contact(**cells: str) -> pd.Series:
    row = {**PATIENT, "care_contact_date": "2025-03-04", **cells}
    return HEALTH.to_events(accepted(HEALTH, csds_care_contacts=[row])).iloc[0]


def test_patient_becomes_a_person():
    person = _person(
        nhs_number="943 476 5919", nhs_number_status_indicator_code="01", person_given_name="Ben",
        person_birth_date="2020-01-31", person_stated_gender_code="1", ethnic_category="A",
        postcode_of_usual_address="zz1 1aa",
    )  # fmt: skip
    assert person["source_person_id"] == "health/ecds_csds/P1"
    assert (person["nhs_number"], person["sex"]) == (NHS_NUMBER, "M")
    assert (person["ethnicity"], person["postcode"]) == ("WBRI", "ZZ1 1AA")


def test_nhs_number_with_a_wrong_check_digit_is_not_passed_on():
    assert is_nhs_number(NHS_NUMBER)
    assert pd.isna(_person(nhs_number="9434765918")["nhs_number"])
    assert pd.isna(_person()["nhs_number"])


@pytest.mark.parametrize(
    ("status", "used"),
    [("01", True), ("02", True), ("", True), ("04", False), ("05", False), ("07", False)],
)
def test_nhs_number_that_was_withheld_or_conflicts_is_not_passed_on(status, used):
    person = _person(nhs_number=NHS_NUMBER, nhs_number_status_indicator_code=status)
    assert pd.notna(person["nhs_number"]) is used


def test_every_ethnic_category_has_a_census_code():
    codes = HEALTH.table("patients").column("ethnic_category").codes.codes
    patients = [{"local_patient_identifier": code, "ethnic_category": code} for code in codes]
    assert HEALTH.to_persons(accepted(HEALTH, patients=patients))["ethnicity"].notna().all()


def test_ordinary_injury_is_routine_and_not_a_reported_injury():
    fall = _attendance(
        chief_complaint=HEAD_INJURY, injury_date="2025-03-04", injury_intent=ACCIDENTAL,
        organisation_site_identifier_of_treatment="SITE1",
    )  # fmt: skip
    assert (fall["kind"], fall["category"]) == ("emergency_attendance", "routine")
    assert not fall["is_injury"]
    assert (fall["detail"], fall["place"]) == ("Head injury, accidental", "SITE1")


@pytest.mark.parametrize(
    "injury",
    [
        {"chief_complaint": HEAD_INJURY},
        {"injury_date": "2025-03-01"},
        {"injury_intent": ACCIDENTAL},
    ],
)
def test_injury_with_a_safeguarding_concern_is_a_reported_injury(injury):
    seen = _attendance(safeguarding_concern=CONCERN, **injury)
    assert (seen["kind"], seen["category"]) == ("emergency_safeguarding_concern", "concern")
    assert seen["is_injury"]


def test_safeguarding_concern_without_an_injury_is_a_concern_and_no_injury():
    seen = _attendance(safeguarding_concern=CONCERN, chief_complaint=FEVER)
    assert seen["category"] == "concern"
    assert not seen["is_injury"]
    assert seen["detail"] == "Child is cause for safeguarding concern, fever"


def test_safeguarding_code_that_we_cannot_name_is_still_a_concern():
    seen = _attendance(safeguarding_concern="999999999999")
    assert seen["category"] == "concern"
    assert pd.isna(seen["detail"])


@pytest.mark.parametrize(
    ("code", "kind", "outcome"),
    [
        ("2", "health_appointment", "cancelled"),
        ("3", "was_not_brought", "was_not_brought"),
        ("4", "health_appointment", "cancelled"),
        ("5", "health_appointment", "attended"),
        ("6", "health_appointment", "attended"),
        ("7", "health_appointment", "other"),
    ],
)
def test_child_is_not_brought_only_if_nobody_cancelled(code, kind, outcome):
    contact = _contact(attended_or_did_not_attend_code=code)
    assert (contact["kind"], contact["outcome"]) == (kind, outcome)
    assert contact["detail"]


@pytest.mark.parametrize(
    ("code", "category"),
    [("2", "administrative"), ("3", "concern"), ("4", "administrative"), ("5", "routine"),
     ("7", "routine"), ("", "routine")],
)  # fmt: skip
def test_cancelled_appointment_is_not_a_contact(code, category):
    assert _contact(attended_or_did_not_attend_code=code)["category"] == category


def test_every_attendance_code_of_the_contract_has_an_outcome():
    codes = HEALTH.table("csds_care_contacts").column("attended_or_did_not_attend_code").codes
    outcomes = {code: _contact(attended_or_did_not_attend_code=code) for code in codes.codes}
    assert [code for code, one in outcomes.items() if pd.isna(one["outcome"])] == ["0"]
    assert outcomes["0"]["detail"] == "Appointment still to come"


def test_appointment_that_nobody_has_marked_yet_has_no_outcome():
    booked = _contact(recorded_date="2025-01-10")
    assert booked["kind"] == "health_appointment"
    assert pd.isna(booked["outcome"])
    assert booked["recorded_date"] < booked["event_date"]


def test_discharge_is_not_a_closure():
    referral = {
        **PATIENT, "referral_request_received_date": "2025-01-02",
        "service_discharge_date": "2025-02-03",
    }  # fmt: skip
    events = HEALTH.to_events(accepted(HEALTH, csds_referrals=[referral]))
    assert events["kind"].tolist() == ["health_referral"]
    assert events["is_nfa"].isna().all()
    assert Capability.CLOSURE not in HEALTH.capabilities


def test_vulnerability_factor_is_a_concern_from_the_day_it_starts():
    row = {**PATIENT, "start_date": "2025-01-02", "end_date": "2025-06-30"}
    event = HEALTH.to_events(accepted(HEALTH, csds_safeguarding_vulnerability=[row])).iloc[0]
    assert (event["kind"], event["category"]) == ("vulnerability_recorded", "concern")
    assert event["event_date"] == pd.Timestamp("2025-01-02")


def test_referral_says_who_referred_with_or_without_a_leading_zero():
    rows = [
        {**PATIENT, "referral_request_received_date": "2025-01-02", **source}
        for source in (
            {"source_of_referral_for_community": "05"}, {"source_of_referral_for_community": "5"},
            {},
        )
    ]  # fmt: skip
    said = HEALTH.to_events(accepted(HEALTH, csds_referrals=rows))["detail"]
    assert said[:2].tolist() == ["Source: emergency department"] * 2
    assert pd.isna(said[2])


def _noted(table: str, **cells: str) -> pd.DataFrame:
    return HEALTH.to_events(accepted(HEALTH, **{table: [{**PATIENT, **cells}]}))


def test_referral_that_was_not_accepted_is_an_entry_of_its_own_and_no_closure():
    events = _noted(
        "csds_services_referred_to", referral_rejection_date="2025-01-20",
        referral_rejection_reason="02", recorded_date="2025-01-21",
    )  # fmt: skip
    entry = events.iloc[0]
    assert (entry["kind"], entry["category"]) == ("health_referral_not_accepted", "administrative")
    assert entry["detail"] == "Not for the services offered"
    assert entry["recorded_date"] == pd.Timestamp("2025-01-21")
    assert pd.isna(entry["is_nfa"])


def test_referral_that_a_service_took_on_is_no_further_entry():
    assert _noted("csds_services_referred_to").empty


def test_referral_to_another_service_is_not_a_second_contact():
    entry = _noted(
        "csds_onward_referrals", onward_referral_date="2025-02-03",
        organisation_identifier_receiving_organisation="XXO",
    ).iloc[0]  # fmt: skip
    assert (entry["kind"], entry["category"]) == ("health_referral", "administrative")
    assert (entry["detail"], entry["place"]) == ("Referred on to another service", "XXO")


def test_child_protection_plan_that_health_noted_is_neither_contact_nor_escalation():
    events = _noted(
        "csds_child_protection_plans", child_protection_plan_reason_code="01",
        child_protection_plan_start_date="2025-01-02", recorded_date="2025-01-09",
        child_protection_plan_end_date="2025-09-03",
    )  # fmt: skip
    assert events["kind"].tolist() == ["protection_plan_start_noted", "protection_plan_end_noted"]
    assert set(events["category"]) == {"administrative"}
    assert set(events["detail"]) == {"Neglect"}
    assert not set(events["kind"]) & set(ESCALATION_KINDS)
    # Nobody can have known of the end before it came.
    assert events["recorded_date"].tolist() == [
        pd.Timestamp("2025-01-09"), pd.Timestamp("2025-09-03"),
    ]  # fmt: skip


def _sent_columns(**left_out: str) -> dict[str, set[str]]:
    columns = {table.name: {c.name for c in table.columns} for table in HEALTH.tables}
    for table, column in left_out.items():
        columns[table].discard(column)
    return columns


@pytest.mark.parametrize(
    ("table", "column", "cannot_tell"),
    [
        ("csds_care_contacts", "attended_or_did_not_attend_code", Capability.APPOINTMENT),
        ("ecds_attendances", "safeguarding_concern", Capability.INJURY),
        ("ecds_attendances", "chief_complaint", Capability.INJURY),
    ],
)
def test_what_a_column_would_hold_cannot_be_told_without_it(table, column, cannot_tell):
    assert HEALTH.capabilities_of(_sent_columns()) == HEALTH.capabilities
    left = HEALTH.capabilities_of(_sent_columns(**{table: column}))
    assert left == HEALTH.capabilities - {cannot_tell}


def test_columns_are_read_under_the_names_that_the_data_set_gives_them(tmp_path):
    newer = {
        "attended_or_did_not_attend_code": "attendance_status",
        "local_patient_identifier": "local_patient_identifier_extended",
        "safeguarding_vulnerability_factor_type": "safeguarding_vulnerability_factors_type",
    }
    for table in HEALTH.tables:
        row = {
            newer.get(c.name, c.name): "2025-01-02" if c.type == "date" else "3"
            for c in table.columns
        }
        pd.DataFrame([row]).to_csv(tmp_path / f"{table.name}.csv", index=False)
    sent = HEALTH.read(tmp_path)
    assert HEALTH.capabilities_of(sent.columns) == HEALTH.capabilities
    tables = parse_tables(sent.tables, HEALTH)
    assert "was_not_brought" in set(HEALTH.to_events(tables)["kind"])
    assert tables["csds_safeguarding_vulnerability"]["local_patient_identifier"].tolist() == ["3"]


def test_parquet_is_read_as_the_same_text_as_csv(tmp_path):
    for table in HEALTH.tables:
        names = [column.name for column in table.columns]
        rows = pd.DataFrame([dict.fromkeys(names, "01")])
        rows.to_parquet(tmp_path / f"{table.name}.parquet")
    from_parquet = HEALTH.read(tmp_path).tables
    for path in tmp_path.iterdir():
        pd.read_parquet(path).to_csv(path.with_suffix(".csv"), index=False)
        path.unlink()
    from_csv = HEALTH.read(tmp_path).tables
    assert list(from_csv) == [table.name for table in HEALTH.tables]
    for name, rows in from_csv.items():
        pd.testing.assert_frame_equal(rows, from_parquet[name], check_names=False)
