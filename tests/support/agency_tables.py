"""Builds small agency tables for tests: only what a test is about needs to be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.parse import parse_tables

if TYPE_CHECKING:
    from agencies.contract import Feed, Table, Tables


def accepted(feed: Feed, **rows: list[dict[str, str]]) -> Tables:
    """Give parsed tables of a feed from the texts of some cells; other cells are empty.

    Optional tables without rows were not sent. Key columns that a test leaves out are numbered.
    """
    raw = {
        table.name: _raw(table, rows.get(table.name, []))
        for table in feed.tables
        if table.name in rows or not table.optional
    }
    assert set(rows) <= set(raw), "a table that the contract does not name"
    return parse_tables(raw, feed)


def _raw(table: Table, rows: list[dict[str, str]]) -> pd.DataFrame:
    own_key = table.key[-1]
    numbered = [{own_key: str(number), **row} for number, row in enumerate(rows, start=1)]
    names = [column.name for column in table.columns]
    assert all(set(row) <= set(names) for row in numbered), "a column the contract does not name"
    return pd.DataFrame(numbered, columns=names).astype("str")
