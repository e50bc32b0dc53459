"""The parts a contract is written with: feeds, tables, columns and code lists.

A contract says what an agency promised to send. Readers, checks, linkage, features, the
simulator and the letters to agencies all read it from here, and nothing is promised elsewhere.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from core.vocabulary import Capability

Type = Literal["text", "code", "date", "whole", "number", "flag", "json"]
Use = Literal["key", "linkage", "feature", "audit", "display"]


@dataclass(frozen=True)
class Agency:
    """An agency: its code, and its name as a reader knows it."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class CodeList:
    """Allowed codes with their meanings, and where they were published."""

    name: str
    codes: Mapping[str, str]
    source: str

    @classmethod
    def from_csv(cls, path: Path, name: str) -> CodeList:
        """Read one list from a codes.csv with columns list, code, meaning, source.

        Codes of one list may come from several sources; the list names them all.

        Raises:
            ContractError: the file has no such list, or a row with an empty cell, or with more
                cells than columns, as an unquoted comma makes them.
        """
        with path.open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["list"] == name]
        faulty = [row for row in rows if not _is_whole(row)]
        if not rows or faulty:
            raise ContractError(
                f"Code list {name} is missing, or has a row that is not whole.",
                where=f"{path.parent.name}/{path.name}",
                expected="at least one code, each with a meaning and a source; commas in quotes",
                found=f"{len(rows)} codes, {len(faulty)} of them in rows that are not whole",
                next_step="complete the file",
            )
        sources = dict.fromkeys(row["source"] for row in rows)
        return cls(name, {row["code"]: row["meaning"] for row in rows}, "; ".join(sources))


def _is_whole(row: dict[str, str]) -> bool:
    # The reader puts surplus cells under no name, and nothing where cells are missing.
    return None not in row and all((cell or "").strip() for cell in row.values())


@dataclass(frozen=True)
class Column:
    """A column as the published format names it.

    A date column says how it is written (`%Y-%m-%d` unless stated). A code column has a list.
    """

    name: str
    meaning: str
    type: Type = "text"
    use: Use = "display"
    required: bool = False  # the column must be in the file, and no row may leave it empty
    codes: CodeList | None = None
    pattern: str | None = None
    date_format: str = "%Y-%m-%d"
    not_before: str | None = None  # another date column of the same table
    absent: tuple[str, ...] = ()  # texts that stand for "nothing recorded"
    is_event_date: bool = False
    is_recorded_date: bool = False

    def __post_init__(self) -> None:
        """Refuse a column that nobody described, or a code without its list."""
        if not self.meaning.strip() or (self.type == "code" and self.codes is None):
            raise ContractError(
                f"Column {self.name} is not described.",
                where="a contract under agencies/",
                expected="a meaning, and a code list where the type is code",
                found="none",
                next_step="describe the column",
            )


@dataclass(frozen=True)
class Reference:
    """A column whose values must be found in another table of the same delivery."""

    column: str
    table: str
    to_column: str


@dataclass(frozen=True)
class Table:
    """A table of a feed.

    Without a `key` a row is known by its number in the file. Columns in the file that the
    contract does not name are ignored and counted.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    person_column: str | None = None
    optional: bool = False
    references: tuple[Reference, ...] = ()
    keep_years: int = 6

    def __post_init__(self) -> None:
        """Refuse a table that nobody described, or that names a column it does not have."""
        names = [column.name for column in self.columns]
        named = [*self.key, *(reference.column for reference in self.references)]
        named += [column.not_before for column in self.columns if column.not_before]
        named += [self.person_column] if self.person_column else []
        unknown = sorted(set(named).difference(names))
        if not self.meaning.strip() or unknown or len(set(names)) < len(names):
            raise ContractError(
                f"Table {self.name} is not described.",
                where="a contract under agencies/",
                expected="a meaning, each column once, and only columns the table has",
                found=f"{len(names)} columns; named but not there: {', '.join(unknown) or 'none'}",
                next_step="correct the table",
            )

    def column(self, name: str) -> Column:
        """Give the column with this name."""
        return {column.name: column for column in self.columns}[name]


Tables = dict[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Feed:
    """One agency's records in one published format.

    `read` gives each table as text, as sent, every contract column present; it parses nothing.
    Parsing and checks follow (`agencies.parse`, `expectations.checkpoint`); `to_persons` and
    `to_events` then take accepted, typed tables and give `core.catalogue.SOURCE_PERSONS` and
    `SOURCE_EVENTS`.
    """

    agency: Agency
    format: str
    title: str
    tables: tuple[Table, ...]
    capabilities: frozenset[Capability]
    read: Callable[[Path], Tables]
    to_persons: Callable[[Tables], pd.DataFrame]
    to_events: Callable[[Tables], pd.DataFrame]
    source: str  # where the format is published
    # What can be recorded only in an optional table → that table.
    needs_tables: Mapping[Capability, str] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """Give the table with this name."""
        return {table.name: table for table in self.tables}[name]

    def capabilities_of(self, tables_sent: Collection[str]) -> frozenset[Capability]:
        """Give what a delivery can record that holds these tables.

        Absent: what is recorded only in a table that was not sent cannot be told.

        Args:
            tables_sent: names of the tables in the delivery.
        """
        missing = {one for one, table in self.needs_tables.items() if table not in tables_sent}
        return self.capabilities - missing
