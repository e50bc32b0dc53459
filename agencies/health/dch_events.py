"""Turns child health event messages into persons and entries. See `dch_events_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.events import coded_words, join_events, make_events
from agencies.health.dch_events_tables import (
    EMERGENCY_SOURCES,
    REASONS_NOT_GIVEN,
    SAFEGUARDING_RISKS,
    URGENCIES,
)
from agencies.health.ecds_csds_tables import (
    ILLNESS_COMPLAINTS,
    INJURY_COMPLAINTS,
    REFERRAL_SOURCES,
)
from agencies.health.nhs_numbers import usable_nhs_numbers
from agencies.identity import make_persons, tidy_postcodes
from core.vocabulary import EVENT_KINDS, Category, Outcome

if TYPE_CHECKING:
    from typing import Any

    from agencies.contract import Tables

FEED = "health/dch_events"

_SEXES = {"male": "M", "female": "F"}
_NOT_ATTENDED = "3"
_NOTED = {
    "looked_after_start": "looked_after_start_noted",
    "looked_after_end": "looked_after_end_noted",
    "protection_plan_start": "protection_plan_start_noted",
    "protection_plan_end": "protection_plan_end_noted",
}


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the children that the messages are about.

    One row per child. Absent: an NHS number that was withheld, that did not trace to this child
    or whose check digit is wrong is missing.
    """
    sent = tables["children"]
    return make_persons(
        sent, FEED, person="patient_id", forename=sent["given_name"], surname=sent["family_name"],
        birth_date=sent["birth_date"], sex=sent["gender"].map(_SEXES),
        postcode=tidy_postcodes(sent["postcode"]), address=sent["address_line"],
        nhs_number=usable_nhs_numbers(sent["nhs_number"], sent["nhs_number_status"]),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:
    """Give what the messages tell of, as entries.

    One entry per row, except that an association without a start has none. Knowable: from the day the message was published. Absent: no message has a field for a
    safeguarding concern at an emergency department, so no attendance is a concern, and no injury
    counts as reported; no message tells of a closure.
    """
    parts = {
        "emergency_attendances": _attendances,
        "immunisations": _immunisations,
        "professional_contacts": _professionals,
        "referrals": _referrals,
        "safeguarding_risks": _risks,
        "legal_information": _noted,
    }
    return join_events([make(tables[name]) for name, make in parts.items() if name in tables])


def _events(rows: pd.DataFrame, date: str, **said: Any) -> pd.DataFrame:
    return make_events(rows, FEED, person="patient_id", date=date, place=rows["ods_code"], **said)


def _attendances(rows: pd.DataFrame) -> pd.DataFrame:
    complaints = {**INJURY_COMPLAINTS.codes, **ILLNESS_COMPLAINTS.codes}
    return _events(
        rows,
        "arrival_date",
        kind="emergency_attendance",
        detail=coded_words(
            rows["presenting_complaint"].map(complaints),
            _sent_by(rows["referral_source"].map(EMERGENCY_SOURCES.codes)),
        ),
    )


def _sent_by(source: pd.Series) -> pd.Series:
    return "source: " + source.astype("str").str.lower()


def _immunisations(rows: pd.DataFrame) -> pd.DataFrame:
    not_given = rows["is_not_given"].fillna(value=False).astype(bool)
    not_brought = not_given & (rows["reason_not_given"] == _NOT_ATTENDED)
    outcome = pd.Series(Outcome.ATTENDED.value, index=rows.index)
    # A refusal, or a dose given elsewhere, does not say whether anybody brought the child.
    outcome = outcome.mask(not_given, Outcome.OTHER.value)
    reason = rows["reason_not_given"].map(REASONS_NOT_GIVEN.codes).where(not_given)
    kind = pd.Series("health_appointment", index=rows.index).mask(not_brought, "was_not_brought")
    return _events(
        rows,
        "immunisation_date",
        kind=kind,
        category=kind.map({code: one.category.value for code, one in EVENT_KINDS.items()}),
        outcome=outcome.mask(not_brought, Outcome.WAS_NOT_BROUGHT.value),
        detail=coded_words(pd.Series("immunisation", index=rows.index), reason),
    )


def _professionals(rows: pd.DataFrame) -> pd.DataFrame:
    return _events(
        rows,
        "start_date",
        # Who is responsible for a child, not that anybody met them: so no contact. And no
        # `worker_allocated`, which counts changes of social worker.
        kind="service_involvement",
        category=Category.ADMINISTRATIVE.value,
        team=rows["team"],
        worker=rows["worker"],
    )


def _referrals(rows: pd.DataFrame) -> pd.DataFrame:
    return _events(
        rows,
        "referral_date",
        kind="health_referral",
        detail=coded_words(
            rows["urgency"].map(URGENCIES.codes),
            _sent_by(rows["referral_source"].map(REFERRAL_SOURCES.codes)),
        ),
    )


def _risks(rows: pd.DataFrame) -> pd.DataFrame:
    return _events(
        rows,
        "risk_date",
        kind="vulnerability_recorded",
        detail=rows["risk"].map(SAFEGUARDING_RISKS.codes),
    )


def _noted(rows: pd.DataFrame) -> pd.DataFrame:
    # Social care's own decision is its own entry. This is what a health service was aware of, and
    # from when: never an escalation, and no contact.
    return _events(rows, "fact_date", kind=rows["fact"].map(_NOTED))
