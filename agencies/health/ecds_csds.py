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
    PROTECTION_PLAN_REASONS,
    REFERRAL_SOURCES,
    REJECTION_REASONS,
    SAFEGUARDING_CONCERNS,
    TABLES,
)  # fmt: skip
from agencies.health.nhs_numbers import usable_nhs_numbers
from agencies.identity import make_persons, tidy_postcodes
from agencies.readers import read_tables
from core.vocabulary import EVENT_KINDS, Category, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Sent, Tables

FEED = "health/ecds_csds"

_PATIENT = "local_patient_identifier"
_SEXES = {"1": "M", "2": "F"}
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


def read(folder: Path) -> Sent:
    """Read the tables as text, as sent, from CSV or Parquet."""
    return read_tables(folder, TABLES)


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the children with a health record, in the order sent.

    One row per local patient identifier. Absent: an NHS number that was withheld, that did not
    trace to this child or whose check digit is wrong is missing.
    """
    sent = tables["patients"]
    status = sent["nhs_number_status_indicator_code"]
    return make_persons(
        sent, FEED, person=_PATIENT,
        forename=sent["person_given_name"], surname=sent["person_family_name"],
        birth_date=sent["person_birth_date"], death_date=sent["person_death_date"],
        sex=sent["person_stated_gender_code"].map(_SEXES),
        postcode=tidy_postcodes(sent["postcode_of_usual_address"]),
        address=sent["usual_address_line"],
        nhs_number=usable_nhs_numbers(sent["nhs_number"], status),
        ethnicity=sent["ethnic_category"].map(_ETHNICITIES),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:
    """Give attendances, referrals, appointments, vulnerability factors and what else was noted.

    One entry per row sent, except that a plan may have two (start, end) and a service that took a
    referral on has none. Knowable: from `recorded_date`; an appointment may be booked ahead.
    Absent: health records no closure, so `is_nfa` is always empty.
    """
    parts = {
        "ecds_attendances": _attendances,
        "csds_referrals": _referrals,
        "csds_services_referred_to": _not_accepted,
        "csds_onward_referrals": _onward_referrals,
        "csds_care_contacts": _care_contacts,
        "csds_safeguarding_vulnerability": _vulnerabilities,
        "csds_child_protection_plans": _plans_noted,
    }
    return join_events([make(tables[name]) for name, make in parts.items() if name in tables])


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


def _referrals(rows: pd.DataFrame) -> pd.DataFrame:
    return make_events(
        rows, FEED, person=_PATIENT, kind="health_referral", date="referral_request_received_date",
        detail=_from(rows["source_of_referral_for_community"].map(REFERRAL_SOURCES.codes)),
    )  # fmt: skip


def _from(source: pd.Series) -> pd.Series:
    return "Source: " + source.astype("str").str.lower()


def _not_accepted(rows: pd.DataFrame) -> pd.DataFrame:
    # Of its own, not an outcome of the referral: it was not known when the referral was. And not
    # a closure: a service that turns a referral away says nothing of what others should do.
    return make_events(
        rows, FEED, person=_PATIENT, kind="health_referral_not_accepted",
        date="referral_rejection_date",
        detail=rows["referral_rejection_reason"].map(REJECTION_REASONS.codes),
    )  # fmt: skip


def _onward_referrals(rows: pd.DataFrame) -> pd.DataFrame:
    # The service that receives it records a referral of its own: that one is the contact.
    return make_events(
        rows, FEED, person=_PATIENT, kind="health_referral", date="onward_referral_date",
        category=Category.ADMINISTRATIVE.value,
        place=rows["organisation_identifier_receiving_organisation"],
        detail="Referred on to another service",
    )  # fmt: skip


def _vulnerabilities(rows: pd.DataFrame) -> pd.DataFrame:
    return make_events(
        rows, FEED, person=_PATIENT, kind="vulnerability_recorded", date="start_date"
    )


def _plans_noted(rows: pd.DataFrame) -> pd.DataFrame:
    start, end = (f"child_protection_plan_{one}_date" for one in ("start", "end"))
    reason = rows["child_protection_plan_reason_code"].map(PROTECTION_PLAN_REASONS.codes)
    return join_events(
        [
            make_events(rows, FEED, person=_PATIENT, kind="protection_plan_start_noted",
                        date=start, detail=reason),
            make_events(rows, FEED, person=_PATIENT, kind="protection_plan_end_noted", date=end,
                        is_end=True, detail=reason),
        ]
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
