"""About whom are the rows that the checks set aside? Counts for a person's own page, nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from agencies.history import LAST
from core.catalogue import SET_ASIDE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agencies.contract import Feed, Table, Tables

_NTH = "_nth"


@dataclass(frozen=True, kw_only=True)
class Aside:
    """What one delivery did not add to what stands.

    Attributes:
        received_date: the day it reached us.
        quarantined: rows set aside, by table; see `Checked.quarantined`.
        taken_back: rows that take others back, by table; see `agencies.history.keys_of`.
    """

    received_date: date
    quarantined: Tables
    taken_back: Tables = field(default_factory=dict)


def count_set_aside(sent: Sequence[Aside], feed: Feed, *, standing: Tables) -> pd.DataFrame:
    """Count the rows of a feed that were set aside, by the person they are about.

    See `core.catalogue.SET_ASIDE`. A row that a later delivery sent again, and that was accepted
    then, is not counted; nor is one that a later delivery takes back, or whose person it does. One
    that was set aside twice is counted once.

    Absent: a row that names no person is nobody's, and is in no count here.

    Args:
        sent: what each delivery in use did not add, oldest first.
        feed: the contract.
        standing: the feed's tables as they stand after all of them.
    """
    counted = [
        _of_table(sent, table, feed, standing) for table in feed.tables if table.person_column
    ]
    return pd.concat([SET_ASIDE.empty(), *counted], ignore_index=True)


def _of_table(sent: Sequence[Aside], table: Table, feed: Feed, standing: Tables) -> pd.DataFrame:
    rows = [
        _left(one.quarantined[table.name], table, later=sent[nth:]).assign(**{_NTH: nth})
        for nth, one in enumerate(sent)
        if len(one.quarantined.get(table.name, ()))
    ]
    if not rows:
        return SET_ASIDE.empty()
    about = pd.concat(rows).dropna(subset=[table.person_column])
    # Without a key a row is known by its number, which the next delivery gives to another.
    if table.key:
        about = about.drop_duplicates(["source_record_id", table.person_column], keep="last")
        if table.name in standing:
            about = about[~_was_accepted_later(about, sent, standing[table.name])]
    place = f"{feed.agency.code}/{feed.format}"
    people = (place + "/" + about[table.person_column].astype("str")).value_counts(sort=False)
    return SET_ASIDE.conform(
        pd.DataFrame({
            "source_person_id": people.index, "agency": feed.agency.code, "format": feed.format,
            "table": table.name, "rows": people.to_numpy(),
        }).sort_values("source_person_id", kind="stable")
    )  # fmt: skip


def _left(rows: pd.DataFrame, table: Table, *, later: Sequence[Aside]) -> pd.DataFrame:
    """Leave out the rows that these deliveries take back, or that refer to what they take back."""
    gone = pd.Series(data=False, index=rows.index)
    for one in later:
        back = one.taken_back
        if table.name in back:
            gone |= rows["source_record_id"].isin(back[table.name]["source_record_id"])
        for reference in table.references:
            if reference.to_column in back.get(reference.table, ()):
                named = back[reference.table][reference.to_column].dropna()
                gone |= rows[reference.column].isin(named)
    return rows[~gone]


def _was_accepted_later(
    rows: pd.DataFrame, sent: Sequence[Aside], accepted: pd.DataFrame
) -> pd.Series:
    """Say of each row whether a delivery after the one that set it aside brought it whole."""
    place = {pd.Timestamp(one.received_date): nth for nth, one in enumerate(sent)}
    last = accepted.set_index("source_record_id")[LAST].map(place)
    brought = last.reindex(rows["source_record_id"]).set_axis(rows.index)
    return brought > rows[_NTH]
