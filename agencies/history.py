"""What a feed's deliveries add up to: which records stand, and since when they read as they do.

A delivery of everything replaces all before it. One of changes adds records, replaces those of
the same key, and takes back those it is told to, with all that refers to them. A row without a
key is known by its content. The same delivery twice adds up to what it does once.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.parse import ROW
from core.catalogue import FIRST_RECEIVED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from agencies.contract import Feed, Reference, Table, Tables
    from agencies.delivery import Holds

SINCE = "_since"
LAST = "_last"
CORRECTS = "_corrects"
_SAID = np.uint64(0x9E3779B97F4A7C15)
_READINGS = {"record": "uint64", "content": "uint64", "received_date": "datetime64[us]"}


@dataclass(frozen=True)
class Standing:
    """What stands after some deliveries of a feed.

    Attributes:
        tables: one row per record that stands, in order of `source_record_id`. `_since` is the
            day it was first received as it now reads, `_last` the day it was received last, and
            `_corrects` says that it was received before `_since` and read otherwise.
        readings: one row per content ever received, with its record, and the first day it was.
            Hashes only; a record that was taken back is forgotten.
    """

    tables: Tables
    readings: pd.DataFrame


NOTHING = Standing({}, pd.DataFrame({name: [] for name in _READINGS}).astype(_READINGS))


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is taken from one delivery.

    Attributes:
        accepted: rows that say something.
        retractions: rows that take others back.
        new_columns: table → columns that no delivery before held; see `find_new_columns`.
    """

    received_date: date
    holds: Holds
    accepted: Tables
    retractions: Tables
    new_columns: Mapping[str, Collection[str]] = field(default_factory=dict)


def find_new_columns(
    sent: Mapping[str, Collection[str]], before: Sequence[Mapping[str, Collection[str]]]
) -> dict[str, set[str]]:
    """Give the columns of a delivery that none before it held, of tables that were sent before.

    Args:
        sent: table → columns of the delivery.
        before: table → columns of each delivery before it.
    """
    earlier: dict[str, set[str]] = {}
    for one in before:
        for table, names in one.items():
            earlier.setdefault(table, set()).update(names)
    return {table: set(names) - earlier[table] for table, names in sent.items() if table in earlier}


def split_retractions(tables: Tables, feed: Feed) -> tuple[Tables, Tables]:
    """Give the rows that say something, and those that take back what was said under their key.

    To take a record back its key is enough, so these rows are split off before any check asks
    for more. One without its whole key stays where a check finds it; so does one whose key another
    row of the delivery also says something under: they contradict each other, the check of unique
    keys sets both aside, and what stood before stands.

    Args:
        tables: parsed tables; see `agencies.parse.parse_tables`.
        feed: the contract.
    """
    rest, retractions = dict(tables), {}
    for table in feed.tables:
        if table.purge_column and table.name in tables:
            rows = tables[table.name]
            takes_back = rows[table.purge_column].fillna(value=False).astype("bool")
            takes_back &= ~_is_without_key(rows, table, feed)
            said = rows.loc[~takes_back, "source_record_id"]
            takes_back &= ~rows["source_record_id"].isin(said)
            rest[table.name] = rows[~takes_back].reset_index(drop=True)
            retractions[table.name] = rows[takes_back].reset_index(drop=True)
    return rest, {name: rows for name, rows in retractions.items() if len(rows)}


def apply_delivery(before: Standing, taken: Taken, *, feed: Feed) -> Standing:
    """Give what stands after one more delivery.

    One row per record. Neither the order of rows nor that of tables matters.
    Knowable: a record is known from the first delivery in which it read as it does now, also if
    it read otherwise, or was not there, in between. What it says in a column that no delivery
    before held counts as more about the same: a wider export is no correction of every record.
    Absent: a table that a delivery of changes does not hold stands as before.

    Args:
        before: what stood before it; `NOTHING` before the first.
        taken: what the delivery says.
        feed: the contract.
    """
    tables = {} if taken.holds == "everything" else dict(before.tables)
    by_content, by_record = (
        before.readings.groupby(name)["received_date"].min() for name in ("content", "record")
    )
    readings = []
    for name, accepted in taken.accepted.items():
        rows = _with_content_ids(accepted, feed.table(name), feed)
        read = _readings_of(rows, taken.received_date)
        contents = [read["content"]]
        if taken.new_columns.get(name):
            known = [c for c in rows.columns if c not in {ROW, *taken.new_columns[name]}]
            contents.append(_hash_cells(rows[known]))
        for content in contents:
            earlier = by_content.reindex(content).set_axis(read.index)
            is_earlier = earlier < read["received_date"]
            read["received_date"] = read["received_date"].mask(is_earlier, earlier)
        readings.append(read)
        was = by_record.reindex(read["record"]).set_axis(read.index)
        days = {SINCE: read["received_date"], LAST: pd.Timestamp(taken.received_date),
                CORRECTS: was < read["received_date"]}  # fmt: skip
        tables[name] = _put_over(tables.get(name), rows.assign(**days))
    tables, gone = _take_back(tables, taken.retractions, feed)
    read = pd.concat([NOTHING.readings, *readings], ignore_index=True)
    old = before.readings[~before.readings["content"].isin(read["content"])]
    remembered = pd.concat([old, read], ignore_index=True)
    if gone:
        remembered = remembered[~remembered["record"].isin(gone)].reset_index(drop=True)
    return Standing(tables, remembered)


def first_received(standing: Standing) -> pd.DataFrame:
    """Give the day each record was first received as it now reads.

    One row per record that stands; see `core.catalogue.FIRST_RECEIVED`. A record that was
    corrected is known from the correction on: what it says now was not known before, and what
    it said before is not kept.
    """
    days = [
        rows[["source_record_id", SINCE, CORRECTS]].rename(
            columns={SINCE: "received_date", CORRECTS: "is_correction"}
        )
        for rows in standing.tables.values()
    ]
    return pd.concat([FIRST_RECEIVED.empty(), *days], ignore_index=True)


def _is_without_key(rows: pd.DataFrame, table: Table, feed: Feed) -> pd.Series:
    number = f"{_prefix(table, feed)}/row-" + rows[ROW].astype("str")
    return rows["source_record_id"] == number


def _prefix(table: Table, feed: Feed) -> str:
    return f"{feed.agency.code}/{table.name}"


def _with_content_ids(rows: pd.DataFrame, table: Table, feed: Feed) -> pd.DataFrame:
    """Name rows without a key after their content: their numbers say nothing in another file.

    The second of two same rows of a delivery has a name of its own, so neither is lost.
    """
    unnamed = _is_without_key(rows, table, feed)
    if not unnamed.any():
        return rows
    content = _hash(rows.loc[unnamed].drop(columns=[ROW, "source_record_id"]))
    nth = content.groupby(content).cumcount().astype("str")
    name = f"{_prefix(table, feed)}/row-" + content.map("{:016x}".format) + ("-" + nth)
    ids = rows["source_record_id"].copy()
    ids.loc[unnamed] = name.astype("str")
    return rows.assign(source_record_id=ids)


def _hash(rows: pd.DataFrame | pd.Series) -> pd.Series:
    return pd.util.hash_pandas_object(rows, index=False)


def _hash_cells(rows: pd.DataFrame) -> pd.Series:
    """Hash what each row says. A column that says nothing in it changes nothing, nor does order."""
    hashes = np.zeros(len(rows), dtype="uint64")
    for name in rows.columns:
        # The library hashes 0 and False to 0, which must stay apart from saying nothing.
        said = (_hash(rows[name]).to_numpy() ^ _SAID) * _factor_of(name)
        hashes += np.where(rows[name].isna().to_numpy(), np.uint64(0), said)
    return pd.Series(hashes, index=rows.index)


@functools.cache
def _factor_of(column: str) -> np.uint64:
    """Give a number of a column's own, so that values cannot change places; odd, to lose no bit."""
    digest = hashlib.sha256(column.encode()).digest()
    return np.uint64(int.from_bytes(digest[:8], "big") | 1)


def _readings_of(rows: pd.DataFrame, received_date: date) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "record": _hash(rows["source_record_id"]),
            "content": _hash_cells(rows.drop(columns=[ROW])),
            "received_date": pd.Timestamp(received_date),
        },
        index=rows.index,
    ).astype(_READINGS)


def _put_over(standing: pd.DataFrame | None, rows: pd.DataFrame) -> pd.DataFrame:
    if standing is not None:
        stays = ~standing["source_record_id"].isin(rows["source_record_id"])
        rows = pd.concat([standing[stays], rows], ignore_index=True)
    return rows.sort_values("source_record_id", ignore_index=True)


def keys_of(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give of rows that take others back only what says which: that much may be remembered."""
    return rows[["source_record_id", *table.key]]


def _take_back(tables: Tables, retractions: Tables, feed: Feed) -> tuple[Tables, set[int]]:
    """Leave out the records that were taken back, and all that refers to them; give their hashes.

    As that can reach further records, it is repeated until nothing new is found. A table that
    explains codes, such as the names of teams, takes no record with it.
    """
    if not retractions:
        return tables, set()
    lost = {
        name: rows["source_record_id"].isin(_ids(retractions.get(name)))
        for name, rows in tables.items()
    }
    references = [
        (table.name, reference)
        for table in feed.tables
        if table.name in tables
        for reference in table.references
        if feed.table(reference.table).person_column
    ]
    found = -1
    while found != sum(int(one.sum()) for one in lost.values()):
        found = sum(int(one.sum()) for one in lost.values())
        for name, reference in references:
            lost[name] |= _refers_to_lost(
                tables[name][reference.column], reference, tables, retractions, lost=lost
            )
    gone = {
        record
        for rows in (*(tables[name][one] for name, one in lost.items()), *retractions.values())
        for record in _hash(rows["source_record_id"])
    }
    left = {name: rows[~lost[name]].reset_index(drop=True) for name, rows in tables.items()}
    return left, gone


def _ids(rows: pd.DataFrame | None) -> list[str]:
    return [] if rows is None else rows["source_record_id"].tolist()


def _refers_to_lost(
    names: pd.Series,
    reference: Reference,
    tables: Tables,
    retractions: Tables,
    *,
    lost: Mapping[str, pd.Series],
) -> pd.Series:
    to, column = reference.table, reference.to_column
    gone = [retractions[to][column]] if to in retractions else []
    if to in tables:
        named = tables[to][column]
        gone.append(named[lost[to]])
        # One of several rows of that name is enough to refer to.
        names = names.mask(names.isin(named[~lost[to]]))
    values = {value for one in gone for value in one.dropna()}
    return names.isin(values) & names.notna()
