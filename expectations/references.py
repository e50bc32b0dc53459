"""Rows that name a row which is not there: their person, or the referral they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.parse import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agencies.contract import Feed, Reference, Table, Tables
    from expectations.suites import Action


@dataclass(frozen=True)
class Orphans:
    """Rows of one table whose reference leads nowhere, for one reference of its contract."""

    table: Table
    reference: Reference
    action: Action
    checked: int
    failed: pd.Index

    @property
    def code(self) -> str:
        """Give the check's code."""
        return f"found:{self.reference.column}"

    @property
    def says(self) -> str:
        """Give the promise as a sentence."""
        to = self.reference
        return f"{to.column} is the {to.to_column} of an accepted row of {to.table}."


def find_orphans(
    tables: Tables, feed: Feed, *, refused: Mapping[str, pd.Index], standing: Tables
) -> list[Orphans]:
    """Find the rows that refer to a row which was not sent, or was set aside.

    A row whose person was set aside is set aside with them: it would be about nobody. As that
    can reach further rows, the search is repeated until nothing new is found; the answer depends
    neither on the order of tables nor on that of rows.

    Absent: a row that names nothing is not an orphan; whether it must name something is another
    check. A table that was not sent holds no row, so everything that refers to it is an orphan.

    Args:
        tables: all rows of the delivery.
        feed: the contract.
        refused: numbers of the rows already set aside, by table.
        standing: rows of earlier deliveries that this one only changes; they can be referred to.
    """
    links = [
        _Link.between(table, reference, tables, standing, feed)
        for table in feed.tables
        if table.name in tables
        for reference in table.references
    ]
    lost = {name: rows[ROW].isin(refused.get(name, ())).to_numpy() for name, rows in tables.items()}
    while True:
        orphans = [link.find(lost) for link in links]
        before = _count(lost)
        for link, rows in zip(links, orphans, strict=True):
            if link.action != "warn":
                lost[link.table.name] = lost[link.table.name] | rows
        if _count(lost) == before:
            return [
                Orphans(
                    link.table, link.reference, link.action, int((link.names >= 0).sum()),
                    pd.Index(tables[link.table.name].loc[rows, ROW]).sort_values(),
                )
                for link, rows in zip(links, orphans, strict=True)
            ]  # fmt: skip


@dataclass(frozen=True)
class _Link:
    """One reference, with numbers that stand for the values on both sides; -1 for a gap.

    Texts are compared once; each round of the search then only looks up numbers.
    """

    table: Table
    reference: Reference
    action: Action
    names: np.ndarray
    accepted: np.ndarray  # of the rows of the other table
    standing: np.ndarray

    @classmethod
    def between(
        cls, table: Table, reference: Reference, tables: Tables, standing: Tables, feed: Feed
    ) -> _Link:
        names = tables[table.name][reference.column]
        others = [
            some[reference.table][reference.to_column]
            if reference.table in some
            else names.iloc[:0]
            for some in (tables, standing)
        ]
        numbers, _ = pd.factorize(pd.concat([names, *others], ignore_index=True))
        ends = [len(names), len(names) + len(others[0])]
        # What is about a person is set aside with the row it belongs to. A table that explains
        # codes, such as the names of teams, is no reason to lose a record.
        about_person = feed.table(reference.table).person_column
        return cls(
            table, reference, "quarantine" if about_person else "warn", *np.split(numbers, ends)
        )

    def find(self, lost: Mapping[str, np.ndarray]) -> np.ndarray:
        """Say which rows name a row that is neither accepted nor standing."""
        is_there = np.zeros(max(map(_most, (self.names, self.accepted, self.standing))) + 2, bool)
        left = ~lost[self.reference.table] if self.reference.table in lost else slice(None)
        is_there[self.accepted[left]] = True
        is_there[self.standing] = True
        is_there[-1] = True  # where a gap leads: a row that names nothing is not an orphan
        found: np.ndarray = ~is_there[self.names]
        return found


def _most(numbers: np.ndarray) -> int:
    return int(numbers.max(initial=-1))


def _count(lost: Mapping[str, np.ndarray]) -> int:
    return sum(int(rows.sum()) for rows in lost.values())
