"""What the police sent becomes persons and entries, and nothing is guessed."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.police import FEEDS
from core.errors import ContractError
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted

(PPN,) = FEEDS


def _notice(**cells: str) -> pd.Series:
    row = {"nominal_id": "N1", "created_date": "2025-03-04", **cells}
    return PPN.to_events(accepted(PPN, public_protection_notices=[row])).iloc[0]


def test_nominal_becomes_a_person_with_details_in_comparable_form():
    nominal = {
        "nominal_id": "N1", "given_name": " Ada ", "surname": "Marsh",
        "date_of_birth": "2015-06-07", "gender": "Female", "postcode": "zz11aa",
        "address_line": "4 Mill Lane", "guardian_surname": "Marsh",
    }  # fmt: skip
    person = PPN.to_persons(accepted(PPN, nominals=[nominal])).iloc[0]
    assert person["source_person_id"] == "police/ppn/N1"
    assert (person["forename"], person["sex"], person["postcode"]) == ("Ada", "F", "ZZ1 1AA")
    assert person["birth_date"] == pd.Timestamp("2015-06-07")
    assert pd.isna(person["nhs_number"])
    assert pd.isna(person["upn"])


def test_gender_the_officer_did_not_know_is_missing_not_a_guess():
    nominals = [{"gender": "Unknown"}, {"gender": "Other"}, {}]
    assert PPN.to_persons(accepted(PPN, nominals=nominals))["sex"].isna().all()


def test_notice_is_a_concern_in_coded_words():
    notice = _notice(
        notice_id="77", concern_type="neglect", risk_grade="medium", station="North",
        officer_ref="O9", recorded_date="2025-03-05", raised_by="family",
    )  # fmt: skip
    assert notice["source_record_id"] == "police/public_protection_notices/77"
    assert (notice["kind"], notice["category"]) == ("public_protection_notice", "concern")
    assert notice["detail"] == "Neglect, graded medium"
    assert (notice["place"], notice["worker"]) == ("North", "O9")
    assert notice["raised_by"] == "family"
    assert notice["recorded_date"] == pd.Timestamp("2025-03-05")


@pytest.mark.parametrize(
    ("sent", "outcome", "is_nfa"),
    [
        ("notice_sent", "notice_sent", False),
        ("no_further_action", "no_further_action", True),
        ("ongoing", None, False),
        ("", None, None),
    ],
)
def test_outcome_that_nobody_recorded_is_not_a_closure(sent, outcome, is_nfa):
    notice = _notice(outcome=sent)
    assert (None if pd.isna(notice["outcome"]) else notice["outcome"]) == outcome
    assert (None if pd.isna(notice["is_nfa"]) else bool(notice["is_nfa"])) is is_nfa


@pytest.mark.parametrize(
    ("concern", "reported", "is_injury"),
    [
        ("neglect", "Y", True),
        ("physical_harm", "Y", True),
        ("physical_harm", "N", False),
        ("physical_harm", "", False),
    ],
)
def test_injury_is_what_was_reported_not_what_is_feared(concern, reported, is_injury):
    notice = _notice(concern_type=concern, injury_reported=reported)
    assert bool(notice["is_injury"]) is is_injury


def test_notice_names_its_other_concerns_once_each_in_one_order():
    tables = accepted(
        PPN,
        public_protection_notices=[
            {"notice_id": "1", "nominal_id": "N1", "created_date": "2025-03-04",
             "concern_type": "neglect", "risk_grade": "high"},
            {"notice_id": "2", "nominal_id": "N1", "created_date": "2025-03-05",
             "concern_type": "neglect"},
            {"notice_id": "3", "nominal_id": "N1", "created_date": "2025-03-06"},
        ],
        notice_concerns=[
            {"notice_id": "1", "concern_type": "self_harm"},
            {"notice_id": "1", "concern_type": "neglect"},
            {"notice_id": "1", "concern_type": "domestic_abuse"},
            {"notice_id": "3", "concern_type": "bullying"},
        ],
    )  # fmt: skip
    assert PPN.to_events(tables)["detail"].tolist() == [
        "Neglect, domestic abuse, self-harm, graded high", "Neglect", "Bullying",
    ]  # fmt: skip


def test_unborn_child_has_a_due_date_and_stays_the_same_record_when_born():
    unborn = {"nominal_id": "N1", "surname": "Marsh", "expected_birth_date": "2025-09-01"}
    born = {**unborn, "given_name": "Ada", "date_of_birth": "2025-08-28"}
    before, after = (
        PPN.to_persons(accepted(PPN, nominals=[one])).iloc[0] for one in (unborn, born)
    )
    assert before["source_person_id"] == after["source_person_id"]
    assert pd.isna(before["birth_date"])
    assert before["expected_birth_date"] == pd.Timestamp("2025-09-01")
    assert after["birth_date"] == pd.Timestamp("2025-08-28")


def test_telling_the_safeguarding_hub_is_telling_social_care_which_leads_it():
    told = _notice(shared_with="safeguarding_hub", shared_date="2025-03-06")
    assert (told["told_agency"], told["told_date"]) == ("social_care", pd.Timestamp("2025-03-06"))


@pytest.mark.parametrize(
    ("column", "capability"),
    [
        ("shared_with", Capability.SHARING),
        ("raised_by", Capability.FAMILY_CONCERN),
        ("outcome", Capability.CLOSURE),
        ("injury_reported", Capability.INJURY),
    ],
)
def test_what_a_force_did_not_send_a_column_for_it_cannot_record(column, capability):
    sent = {table.name: {one.name for one in table.columns} for table in PPN.tables}
    sent["public_protection_notices"].discard(column)
    assert PPN.capabilities - PPN.capabilities_of(sent) == {capability}


def test_sharing_is_who_was_told_and_when():
    told = _notice(shared_with="health", shared_date="2025-03-06")
    assert (told["told_agency"], told["told_date"]) == ("health", pd.Timestamp("2025-03-06"))
    assert pd.isna(_notice()["told_agency"])


@pytest.mark.parametrize("said", ["1900-01-01", "2025-03-03", "some time in March", ""])
def test_a_day_of_telling_that_cannot_be_costs_the_day_and_not_the_notice(said):
    row = {"nominal_id": "N1", "created_date": "2025-03-04", "recorded_date": "2025-03-04",
           "shared_with": "health", "shared_date": said}  # fmt: skip
    tables = accepted(PPN, nominals=[{"nominal_id": "N1"}], public_protection_notices=[row])
    checked = check_delivery(tables, PPN)
    assert checked.counts["quarantined"].sum() == 0
    (notice,) = PPN.to_events(checked.accepted).itertuples()
    assert notice.told_agency == "health"
    assert pd.isna(notice.told_date)


def test_a_child_found_before_it_was_missing_was_still_reported_missing():
    row = {"nominal_id": "N1", "reported_date": "2025-02-02", "found_date": "2025-01-01"}
    tables = accepted(PPN, nominals=[{"nominal_id": "N1"}], missing_episodes=[row])
    checked = check_delivery(tables, PPN)
    assert checked.counts["quarantined"].sum() == 0
    failed = checked.results.query("rows_failed > 0")
    assert "not_before:found_date" in set(failed["check"])
    assert len(PPN.to_events(checked.accepted)) == 1


def test_incident_and_missing_episode_are_concerns():
    events = PPN.to_events(
        accepted(
            PPN,
            domestic_abuse_incidents=[
                {"nominal_id": "N1", "incident_date": "2025-01-02", "child_present": "Y",
                 "risk_grade": "high"},
                {"nominal_id": "N1", "incident_date": "2025-01-03", "child_present": "N"},
                {"nominal_id": "N1", "incident_date": "2025-01-04"},
            ],
            missing_episodes=[{"nominal_id": "N2", "reported_date": "2025-02-02"}],
        )
    )  # fmt: skip
    assert events["kind"].tolist() == ["domestic_abuse_incident"] * 3 + ["missing_episode"]
    assert set(events["category"]) == {"concern"}
    assert events["detail"].fillna("-").tolist() == [
        "Child present, graded high", "Child not present", "-", "-",
    ]  # fmt: skip


def test_no_row_gives_no_entry_and_no_fault():
    assert PPN.to_events(accepted(PPN)).empty
    assert PPN.to_persons(accepted(PPN)).empty


def test_police_do_not_claim_what_they_have_no_field_for():
    assert Capability.FAMILY_CONCERN in PPN.capabilities
    assert Capability.STRATEGY_DISCUSSION not in PPN.capabilities
    assert Capability.ADDRESS not in PPN.capabilities


def test_files_are_read_as_text_and_a_missing_table_is_named(tmp_path):
    for table in PPN.tables:
        header = ",".join(column.name for column in table.columns)
        (tmp_path / f"{table.name}.csv").write_text(f"{header}\n", encoding="utf-8")
    (tmp_path / "nominals.csv").write_text("nominal_id,surname\n007,NA\n", encoding="utf-8")
    assert PPN.read(tmp_path).tables["nominals"].loc[0, ["nominal_id", "surname"]].tolist() == [
        "007", "NA",
    ]  # fmt: skip
    (tmp_path / "missing_episodes.csv").unlink()
    with pytest.raises(ContractError, match="missing_episodes was not delivered once"):
        PPN.read(tmp_path)
