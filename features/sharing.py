"""Which agency was told about an entry, when, and how do we know?

Makes SHARING. Being told is never read out of the title of a meeting: only out of a record of
who was told, a matching contact that the other agency received, or a record of who attended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.catalogue import SHARING
from core.vocabulary import Capability, Category

if TYPE_CHECKING:
    from features.coverage import Coverage

MATCHING_CONTACT_DAYS = 7
"""A contact that social care received this soon after an agency's concern is taken to be about
it (signal 11: a record not with the other agency within 7 days)."""


def build_sharing(chronology: pd.DataFrame, *, coverage: Coverage) -> pd.DataFrame:
    """Find who was told about each entry.

    One row per (entry, agency that was told, basis), in order of person and entry.
    Knowable: from the later of the two records' `known_date`, and not before the day of telling.
    Absent: no row means "no record of being shared" for agencies whose system can record it, and
    "cannot tell" for the others; `coverage` says which. It is never "not shared".

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        coverage: a record of telling or attending counts only from a feed that can record it.
    """
    found = [
        _recipient_codes(chronology, coverage),
        _matching_contacts(chronology),
        _attendance(chronology, coverage),
    ]
    rows = pd.concat([SHARING.empty(), *found], ignore_index=True)
    order = ["person_id", "event_id", "recipient_agency", "basis"]
    return SHARING.conform(rows.sort_values(order, kind="stable"))


def _recipient_codes(chronology: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    """The agency that recorded the entry recorded whom it told."""
    told = chronology[
        _can(chronology, coverage, Capability.SHARING)
        & chronology["told_agency"].notna()
        & (chronology["told_agency"] != chronology["agency"])
    ]
    # Without a day of telling, all we know is that it was told by the day we learned of it.
    rows = told.assign(
        recipient_agency=told["told_agency"],
        told_date=told["told_date"].fillna(told["known_date"]),
        basis="recipient_code",
    )
    return _known_from_telling(rows)


def _matching_contacts(chronology: pd.DataFrame) -> pd.DataFrame:
    """Another agency recorded a contact from this one soon after its concern."""
    concerns = chronology.loc[
        chronology["category"] == Category.CONCERN.value,
        ["event_id", "person_id", "agency", "event_date", "known_date"],
    ]
    contacts = chronology.loc[
        (chronology["category"] == Category.RESPONSE.value)
        & chronology["kind"].isin(["contact_agency", "referral"])
        & (chronology["concern_agency"] != chronology["agency"]),
        ["person_id", "agency", "concern_agency", "event_date", "known_date", "source_record_id"],
    ]
    pairs = concerns.merge(
        contacts, left_on=["person_id", "agency"], right_on=["person_id", "concern_agency"],
        suffixes=("", "_contact"),
    )  # fmt: skip
    after = (pairs["event_date_contact"] - pairs["event_date"]).dt.days
    pairs = pairs[after.between(0, MATCHING_CONTACT_DAYS)]
    pairs = pairs.sort_values(["event_id", "event_date_contact", "source_record_id"], kind="stable")
    pairs = pairs.drop_duplicates(["event_id", "agency_contact"])
    rows = pairs.assign(
        recipient_agency=pairs["agency_contact"],
        told_date=pairs["event_date_contact"],
        known_date=pairs[["known_date", "known_date_contact"]].max(axis=1),
        basis="matching_contact",
    )
    return _known_from_telling(rows)


def _attendance(chronology: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    """An agency is recorded as having attended; it was told about that meeting, not all else."""
    attended = chronology[
        _can(chronology, coverage, Capability.ATTENDANCE_AT_MEETING)
        & chronology["attended"].notna()
    ]
    rows = attended.assign(recipient_agency=attended["attended"].str.split(","))
    rows = rows.explode("recipient_agency", ignore_index=True)
    rows["recipient_agency"] = rows["recipient_agency"].astype("str").str.strip()
    rows = rows[(rows["recipient_agency"] != "") & (rows["recipient_agency"] != rows["agency"])]
    return _known_from_telling(rows.assign(told_date=rows["event_date"], basis="attendance"))


def _can(chronology: pd.DataFrame, coverage: Coverage, capability: Capability) -> pd.Series:
    able = [agency for agency in coverage.agencies if coverage.can(agency, capability)]
    return chronology["agency"].isin(able)


def _known_from_telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Nobody knew that an agency was told before it was: an attendance booked ahead is none yet."""
    known = rows["known_date"].where(rows["known_date"] >= rows["told_date"], rows["told_date"])
    return rows.assign(known_date=known)[SHARING.columns].drop_duplicates(
        ["event_id", "recipient_agency", "basis"]
    )
