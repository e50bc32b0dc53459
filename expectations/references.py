"""Rows that name a row which is not there: their person, or the referral they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    failed: frozenset[int]

    @property
    def code(self) -> str:
        """Give the check's code."""
        return f"found:{self.reference.column}"

    @property
    def says(self) -> str:
        """Give the promise as a sentence."""
        to = self.reference
        return f"{to.column} is the {to.to_column} of an accepted row of {to.table}."


def find_orphans(tables: Tables, feed: Feed, *, refused: Mapping[str, set[int]]) -> list[Orphans]:
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
    """
    lost = {name: set(rows) for name, rows in refused.items()}
    while True:
        found = [
            _orphans_of(reference, table, tables, feed=feed, lost=lost)
            for table in feed.tables
            if table.name in tables
            for reference in table.references
        ]
        before = sum(map(len, lost.values()))
        for orphans in found:
            if orphans.action != "warn":
                lost.setdefault(orphans.table.name, set()).update(orphans.failed)
        if sum(map(len, lost.values())) == before:
            return found


def _orphans_of(
    reference: Reference, table: Table, tables: Tables, *, feed: Feed, lost: Mapping[str, set[int]]
) -> Orphans:
    rows = tables[table.name]
    names = rows[reference.column]
    named = rows[names.notna()]
    # What is about a person is set aside with the row it belongs to. A table that explains codes,
    # such as the names of teams, is no reason to lose a record.
    action: Action = "quarantine" if feed.table(reference.table).person_column else "warn"
    if reference.table in tables:
        others = tables[reference.table]
        accepted = others[~others[ROW].isin(lost.get(reference.table, set()))]
        named = named[~named[reference.column].isin(accepted[reference.to_column])]
    return Orphans(table, reference, action, int(names.notna().sum()), frozenset(named[ROW]))
