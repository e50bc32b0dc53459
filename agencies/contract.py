"""The parts a contract is written with: feeds, tables, columns and code lists.

A contract says what an agency promised to send. Readers, checks, linkage, features, the
simulator and the letters to agencies all read it from here, and nothing is promised elsewhere.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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

        Raises:
            ContractError: the file has no such list, or a code without a meaning.
        """
        with path.open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["list"] == name]
        if not rows or any(not row["meaning"].strip() for row in rows):
            raise ContractError(
                f"Code list {name} is missing or has a code without a meaning.",
                where=f"{path.parent.name}/{path.name}",
                expected="at least one code, each with a meaning",
                found=f"{len(rows)} codes",
                next_step="complete the file",
            )
        return cls(name, {row["code"]: row["meaning"] for row in rows}, rows[0]["source"])


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

    def column(self, name: str) -> Column:
        """Give the column with this name."""
        return next(column for column in self.columns if column.name == name)


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
    has_recorded_date: bool = True

    def table(self, name: str) -> Table:
        """Give the table with this name."""
        return next(table for table in self.tables if table.name == name)
