"""Adults recorded at a child's address whom social care does not name: a fact about records.

Never a name, an address, or a word about the adult; nothing here is used to list anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.case_context import Gap
from reports.wording import gaps as gap_words
from reports.wording import linking as words
from reports.wording.basics import as_day

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from reports.entries import Numbering
    from reports.record import Record
    from reports.supply import Supply


def adults_gaps(record: Record, numbering: Numbering, supply: Supply) -> list[Gap]:
    """Say for each agency of how many adults no social care record holds the name.

    Adults whom social care names are not mentioned, and neither is that no adult was recorded:
    an agency may have looked and not written anybody down.

    Args:
        record: the record.
        numbering: its entries with their numbers.
        supply: who supplied what.
    """
    rows = record.adults
    if rows.empty:
        return []
    found = []
    for agency in sorted(set(rows["agency"]), key=lambda code: (supply.order(code), code)):
        own = rows[rows["agency"] == agency]
        not_named = own[own["named_by_social_care"] == "no"]
        if len(not_named):
            says = words.not_named(supply.name(agency), *_counted(not_named))
            says = f"{says} {words.SOCIAL_CARE_MAY_KNOW}"
            found.append(_gap(says, not_named, record, numbering))
        open_ = own[own["named_by_social_care"] == "cannot_tell"]
        because = open_["cannot_tell_because"].fillna("")
        for reason in sorted(set(because)):
            adults = open_[because == reason]
            count, first, last = _counted(adults)
            says = words.cannot_tell_named(supply.name(agency), count, reason, first, last)
            found.append(_gap(says, adults, record, numbering))
    return found


def has_adult_not_named(record: Record) -> bool:
    """Say whether an adult recorded at the address is named in no social care record."""
    return len(record.adults) > 0 and bool((record.adults["named_by_social_care"] == "no").any())


def _counted(adults: pd.DataFrame) -> tuple[int, date, date]:
    first, last = adults["first_date"].min(), adults["last_date"].max()
    return adults["adult_id"].nunique(), as_day(first), as_day(last)


def _gap(says: str, adults: pd.DataFrame, record: Record, numbering: Numbering) -> Gap:
    sources = {one for said in adults["event_evidence"].dropna() for one in said.split(",")}
    events = record.chronology
    own = events.loc[events["source_record_id"].isin(sources), "event_id"]
    return Gap(
        gap=words.ADULTS,
        known=says,
        entries=numbering.links(own),
        effect=gap_words.EFFECT_NONE,
    )
