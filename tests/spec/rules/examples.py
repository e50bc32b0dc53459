"""Tries the examples of a rule: tables as text, through the real contract and its parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Column, Table
from agencies.feeds import find_feed
from agencies.parse import ROW, UNREADABLE, parse_table
from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS
from expectations.between_agencies import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agencies.contract import Tables
    from expectations.rule import Rule

_MARK = ">"


def tables_of(rule: Rule) -> dict[str, Table]:
    """Give the tables that a rule may name: those of its feed, or what feeds are made into."""
    if rule.agency == ALL:
        return {
            dataset.name: Table(
                dataset.name,
                dataset.grain,
                tuple(
                    Column(field.name, field.help, "date" if field.kind == "date" else "text")
                    for field in dataset.fields
                ),
            )
            for dataset in (SOURCE_PERSONS, SOURCE_EVENTS)
        }
    return {table.name: table for table in find_feed(rule.agency, rule.format).tables}


def read_example(rule: Rule, example: Mapping[str, str]) -> Tables:
    """Parse the tables of an example; columns that it does not show are empty."""
    tables = tables_of(rule)
    parsed = {}
    for name, text in example.items():
        rows = _cells(text)
        columns = [column.name for column in tables[name].columns]
        assert set(rows.columns) <= set(columns), f"{name} has no such column"
        sent = rows.reindex(columns=columns).astype("str")
        parsed[name] = parse_table(sent, tables[name], prefix="example")
    unread = [name for name, rows in parsed.items() if rows[UNREADABLE].notna().any()]
    assert not unread, f"the example cannot be read: {unread}"
    return parsed


def marked(example: Mapping[str, str]) -> dict[str, list[int]]:
    """Give the numbers of the rows that the example says break the rule, for tables with one."""
    lines = {name: text.strip("\n").splitlines()[1:] for name, text in example.items()}
    rows = {
        name: [n for n, line in enumerate(said, start=1) if line.lstrip().startswith(_MARK)]
        for name, said in lines.items()
    }
    return {name: numbers for name, numbers in rows.items() if numbers}


def broken(rule: Rule, tables: Tables) -> dict[str, list[int]]:
    """Give the numbers of the rows that break the rule, for tables with one."""
    rows = {
        name: tables[name].loc[_breaks(rule, name, tables).fillna(value=False).astype(bool), ROW]
        for name in rule.about
        if name in tables
    }
    return {name: numbers.tolist() for name, numbers in rows.items() if len(numbers)}


def accepted(rule: Rule, tables: Tables) -> dict[str, int]:
    """Give how many rows of each table of an example the rule looked at and accepted."""
    return {
        name: int((~_breaks(rule, name, tables)).fillna(value=False).sum())
        for name in rule.about
        if name in tables
    }


def _breaks(rule: Rule, name: str, tables: Tables) -> pd.Series:
    answers = rule.check(tables[name], rule.about[name], tables)
    assert answers.index.equals(tables[name].index)
    assert answers.dtype == "boolean"
    return answers


def _cells(text: str) -> pd.DataFrame:
    head, *lines = [line.strip().removeprefix(_MARK) for line in text.strip("\n").splitlines()]
    names = [name.strip() for name in head.split("|")]
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines if line.strip()]
    return pd.DataFrame(cells, columns=names, dtype="str")
