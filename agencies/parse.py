"""Turns text as sent into dates, numbers, flags and codes, and loses nothing on the way.

A value that cannot be read stays visible: its cell becomes missing and its column's name is
written into the row's `_unreadable`, which a check then finds and the row is quarantined. A code
that no list and no spelling knows stays as it was sent, for a check to find.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import fold
from core.catalogue import SPELLINGS_APPLIED

if TYPE_CHECKING:
    from agencies.contract import CodeList, Column, Feed, Table, Tables

UNREADABLE = "_unreadable"
ROW = "_row"
# From here on a float no longer holds every whole number, so what was sent may be read as another.
_TOO_LARGE = 2**53
_FLAGS = {"y": True, "n": False, "true": True, "false": False, "1": True, "0": False,
          "yes": True, "no": False}  # fmt: skip


def parse_tables(raw: Tables, feed: Feed) -> Tables:
    """Parse every table of a delivery; see `parse_table`."""
    return {
        name: parse_table(rows, feed.table(name), prefix=f"{feed.agency.code}/{name}")
        for name, rows in raw.items()
    }


def parse_table(raw: pd.DataFrame, table: Table, *, prefix: str) -> pd.DataFrame:
    """Parse one table.

    One row per row as sent, in the order sent, with the contract's columns in their types and
    `source_record_id`, `_row` (1 for the first) and `_unreadable` (names of columns, or missing).

    Args:
        raw: text as sent, with the contract's columns.
        table: the contract.
        prefix: what a `source_record_id` starts with.
    """
    raw = raw.reset_index(drop=True)
    parsed: dict[str, pd.Series] = {}
    unreadable = pd.Series("", index=raw.index, dtype="str")
    for column in table.columns:
        text = raw[column.name].astype("str").str.strip()
        text = text.mask(text.isin(["", *column.absent]))
        parsed[column.name] = text if column.type == "text" else _parse(text, column)
        lost = text.notna() & parsed[column.name].isna()
        if lost.any():
            unreadable = unreadable.mask(lost, unreadable + "," + column.name)
    parsed[UNREADABLE] = unreadable.str.removeprefix(",").mask(unreadable == "")
    parsed[ROW] = pd.Series(range(1, len(raw) + 1), dtype="int64")
    parsed["source_record_id"] = prefix + "/" + _row_keys(raw, table, parsed[ROW])
    return pd.DataFrame(parsed)


def _row_keys(raw: pd.DataFrame, table: Table, row: pd.Series) -> pd.Series:
    """Give the key as sent; `row-<number>` where a part of it is missing or there is none."""
    number = "row-" + row.astype("str")
    if not table.key:
        return number
    parts = [raw[name].astype("str").str.strip() for name in table.key]
    first, *others = (part.mask(part == "") for part in parts)
    return first.str.cat(others, sep="-").fillna(number) if others else first.fillna(number)


def count_spellings(raw: Tables, feed: Feed) -> pd.DataFrame:
    """Count every spelling that was read as a code it does not equal.

    See `core.catalogue.SPELLINGS_APPLIED`; without rows nothing was mapped. Never holds a text
    that a mapping does not name.

    Args:
        raw: text as sent.
        feed: the contract.
    """
    counted = [
        _count_spellings(rows[column.name], column.codes, feed, name)
        for name, rows in raw.items()
        for column in feed.table(name).columns
        if column.codes is not None
    ]
    return pd.concat([SPELLINGS_APPLIED.empty(), *counted], ignore_index=True)


def _count_spellings(sent: pd.Series, codes: CodeList, feed: Feed, table: str) -> pd.DataFrame:
    said = sent.astype("str").str.strip().value_counts()
    said = said[[one not in codes.codes and fold(one) in codes.folded for one in said.index]]
    spelling = said.rename(index=fold).groupby(level=0).sum()
    return SPELLINGS_APPLIED.conform(
        pd.DataFrame({
            "agency": feed.agency.code, "format": feed.format, "table": table,
            "column": sent.name, "spelling": spelling.index,
            "code": [codes.folded[one] for one in spelling.index],
            "rows": spelling.to_numpy(), "received_date": pd.NaT,
        })
    )  # fmt: skip


def _parse(text: pd.Series, column: Column) -> pd.Series:
    if column.codes is not None:
        return _read_codes(text, column.codes)
    if column.type == "date":
        return _parse_dates(text, column.date_format)
    if column.type in ("whole", "number"):
        numbers = pd.to_numeric(text, errors="coerce").replace([float("inf"), -float("inf")], None)
        if column.type == "number":
            return numbers.astype("Float64")
        numbers = numbers.astype("Float64")
        return numbers.where((numbers % 1 == 0) & (numbers.abs() < _TOO_LARGE)).astype("Int64")
    if column.type == "flag":
        return text.str.lower().map(_FLAGS).astype("boolean")
    # JSON is left. A county has a few dozen different outcome texts, so each is tried once.
    return text.where(text.isin({one for one in text.dropna().unique() if _is_json(one)}))


def _parse_dates(text: pd.Series, formats: str) -> pd.Series:
    """Read dates in the first of the formats (separated by `|`) that fits; times are cut off."""
    dates = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    for one in formats.split("|"):
        unread = text.where(dates.isna())
        if unread.notna().any():
            read = pd.to_datetime(unread, format=one, errors="coerce")
            dates = dates.fillna(read.astype("datetime64[us]"))
    return dates.dt.normalize()


def _read_codes(text: pd.Series, codes: CodeList) -> pd.Series:
    """Read spellings as the codes they mean. Few different ones are sent, so each is tried once."""
    known, folded = codes.codes, codes.folded
    spelled = {
        one: folded.get(fold(one), one) for one in text.dropna().unique() if one not in known
    }
    return text.replace(spelled) if spelled else text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
