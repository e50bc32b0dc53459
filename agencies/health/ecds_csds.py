"""Turns health's tables into persons and entries. See `agencies.health.ecds_csds_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.events import coded_words, join_events, make_events
from agencies.health.ecds_csds_tables import (
    ATTENDANCES,
    ILLNESS_COMPLAINTS,
    INJURY_COMPLAINTS,
    INJURY_INTENTS,
    SAFEGUARDING_CONCERNS,
    TABLES,
)  # fmt: skip
from agencies.identity import make_persons, tidy_postcodes, valid_nhs_numbers
from agencies.readers import read_tables
from core.vocabulary import EVENT_KINDS, Category, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

FEED = "health/ecds_csds"

_PATIENT = "local_patient_identifier"
_SEXES = {"1": "M", "2": "F"}
# A number that found nobody or several (04), belongs to other details (05) or should not be there
# at all (07: withheld) would join two children's records, which is worse than not joining one's.
_UNUSABLE_NUMBER = ("04", "05", "07")
# NHS categories of 2001 → main codes of the DfE censuses, so that audits compare like with like.
_ETHNICITIES = {
    "A": "WBRI", "B": "WIRI", "C": "WOTH", "D": "MWBC", "E": "MWBA", "F": "MWAS", "G": "MOTH",
    "H": "AIND", "J": "APKN", "K": "ABAN", "L": "AOTH", "M": "BCRB", "N": "BAFR", "P": "BOTH",
    "R": "CHNE", "S": "OOTH", "Z": "REFU", "99": "NOBT",
}  # fmt: skip
_APPOINTMENT_OUTCOMES = {
    "2": Outcome.CANCELLED,
    "3": Outcome.WAS_NOT_BROUGHT,
    "4": Outcome.CANCELLED,
    "5": Outcome.ATTENDED,
    "6": Outcome.ATTENDED,
    "7": Outcome.OTHER,  # somebody did bring the child, if too late to be seen
}


def read(folder: Path) -> Tables:
    """Read the five tables as text, as sent, from CSV or Parquet."""
    return read_tables(folder, TABLES)


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the children with a health record, in the order sent.

    One row per local patient identifier. Absent: an NHS number that was withheld, that did not
    trace to this child or whose check digit is wrong is missing.
    """
    sent = tables["patients"]
    unusable = sent["nhs_number_status_indicator_code"].isin(_UNUSABLE_NUMBER)
    return make_persons(
        sent, FEED, person=_PATIENT,
        forename=sent["person_given_name"], surname=sent["person_family_name"],
        birth_date=sent["person_birth_date"], death_date=sent["person_death_date"],
        sex=sent["person_stated_gender_code"].map(_SEXES),
        postcode=tidy_postcodes(sent["postcode_of_usual_address"]),
        address=sent["usual_address_line"],
        nhs_number=valid_nhs_numbers(sent["nhs_number"]).mask(unusable),
        ethnicity=sent["ethnic_category"].map(_ETHNICITIES),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:
    """Give attendances, referrals, appointments and vulnerability factors as entries.

    One row per row sent. Knowable: from `recorded_date`; an appointment may be booked ahead.
    Absent: health records no closure, so `is_nfa` is always empty.
    """
    referrals, vulnerabilities = tables["csds_referrals"], tables["csds_safeguarding_vulnerability"]
    return join_events(
        [
            _attendances(tables["ecds_attendances"]),
            make_events(
                referrals, FEED, person=_PATIENT, kind="health_referral",
                date="referral_request_received_date",
            ),
            _care_contacts(tables["csds_care_contacts"]),
            make_events(
                vulnerabilities, FEED, person=_PATIENT, kind="vulnerability_recorded",
                date="start_date",
            ),
        ]
    )  # fmt: skip


def _attendances(rows: pd.DataFrame) -> pd.DataFrame:
    concern = rows["safeguarding_concern"].notna()
    injury = (
        rows["injury_date"].notna()
        | rows["injury_intent"].notna()
        | rows["chief_complaint"].isin(list(INJURY_COMPLAINTS.codes))
    )
    kind = pd.Series("emergency_attendance", index=rows.index)
    complaints = {**INJURY_COMPLAINTS.codes, **ILLNESS_COMPLAINTS.codes}
    return make_events(
        rows, FEED, person=_PATIENT, date="emergency_care_arrival_date",
        kind=kind.mask(concern, "emergency_safeguarding_concern"),
        # Children fall off bicycles. An injury counts as reported only where staff recorded a
        # safeguarding concern with it; else every ordinary accident would ask for a strategy
        # discussion, and the rule that looks for a missing one would be worthless.
        is_injury=concern & injury,
        place=rows["organisation_site_identifier_of_treatment"],
        detail=coded_words(
            rows["safeguarding_concern"].map(SAFEGUARDING_CONCERNS.codes),
            rows["chief_complaint"].map(complaints),
            rows["injury_intent"].map(INJURY_INTENTS.codes),
        ),
    )  # fmt: skip


def _care_contacts(rows: pd.DataFrame) -> pd.DataFrame:
    sent = rows["attended_or_did_not_attend_code"]
    outcome = sent.map(_APPOINTMENT_OUTCOMES)
    kind = pd.Series("health_appointment", index=rows.index)
    kind = kind.mask(outcome == Outcome.WAS_NOT_BROUGHT, "was_not_brought")
    category = kind.map({code: one.category.value for code, one in EVENT_KINDS.items()})
    return make_events(
        rows, FEED, person=_PATIENT, date="care_contact_date", kind=kind, outcome=outcome,
        # Nobody met the child, and nobody failed to bring it: a cancellation is no contact.
        category=category.mask(outcome == Outcome.CANCELLED, Category.ADMINISTRATIVE.value),
        team=rows["care_professional_team_local_identifier"],
        worker=rows["staff_local_identifier"],
        detail=sent.map(ATTENDANCES.codes),
    )  # fmt: skip
