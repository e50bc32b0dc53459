"""Reads an example of a rule: tables as text, through the real contract and its parser."""

from __future__ import annotations

import pandas as pd

from agencies.feeds import find_feed
from agencies.parse import ROW, parse_tables
from expectations.rule import all_rules


def flagged(code: str, **tables: str) -> dict[str, list[int]]:
    """Apply a rule to tables written as text; give the numbers of the rows that break it.

    An example shows only the columns that matter to it. One list for each table the rule is about and that the example holds.
    """
    rule = next(rule for rule in all_rules() if rule.code == code)
    feed = find_feed(rule.agency, rule.format)
    raw = {
        name: _read(text).reindex(columns=[c.name for c in feed.table(name).columns]).astype("str")
        for name, text in tables.items()
    }
    parsed = parse_tables(raw, feed)
    unread = [name for name, rows in parsed.items() if rows["_unreadable"].notna().any()]
    assert not unread, f"the example cannot be read: {unread}"
    return {
        table: _rows(parsed[table], rule.check(parsed[table], column, parsed))
        for table, column in rule.dates.items()
        if table in parsed
    }


def _rows(rows: pd.DataFrame, breaks: pd.Series) -> list[int]:
    assert breaks.index.equals(rows.index)
    numbers: list[int] = rows.loc[breaks.fillna(value=False).astype(bool), ROW].tolist()
    return numbers


def _read(text: str) -> pd.DataFrame:
    head, _, *lines = [line.strip() for line in text.strip().splitlines()]
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    return pd.DataFrame(cells, columns=[name.strip() for name in head.split("|")], dtype="str")
