"""The parts a contract is written with: feeds, tables, columns and code lists.

A contract says what an agency promised to send. Readers, checks, linkage, features, the
simulator and the letters to agencies all read it from here, and nothing is promised elsewhere.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from core.vocabulary import Capability

Type = Literal["text", "code", "date", "whole", "number", "flag", "json"]
Use = Literal["key", "linkage", "feature", "audit", "display"]

# Live systems hold this day where nobody typed one (Standard Safeguarding Dataset 1.4, field
# guidance): where something may be open still, nothing was recorded. In every form it is sent in.
NEVER_TYPED = (
    "1900-01-01", "1900-01-01 00:00:00", "1900-01-01T00:00:00", "1900-01-01 00:00:00.000",
    "01/01/1900", "01/01/1900 00:00:00", "1900-Jan-01 00:00:00", "1900-JAN-01 00:00:00",
)  # fmt: skip


@dataclass(frozen=True)
class Agency:
    """An agency: its code, and its name as a reader knows it.

    Attributes:
        is_optional: nobody misses it: without a delivery no page speaks of it.
        is_about_adults: it holds people of every age, so that somebody whom it alone knows, and
            without a date of birth, is no child.
    """

    code: str
    name: str
    short_name: str
    is_optional: bool = False
    is_about_adults: bool = False

    @property
    def name_in_sentence(self) -> str:
        """Give the name as it stands inside a sentence: children’s social care, police."""
        return self.name[:1].lower() + self.name[1:]


def fold(text: str) -> str:
    """Give a spelling without what says nothing: letter case, and more than one space or a hard one."""
    return " ".join(text.split()).casefold()


Period = tuple[date | None, date | None]


@dataclass(frozen=True)
class CodeList:
    """Allowed codes with their meanings, where they were published, and how people spell them.

    `spellings` leads from a folded spelling (see `fold`) that was really sent to the code it
    means; `agencies.parse` applies it and counts every use. `periods` holds the first and last
    day of a code that came or went; it is understood on every day, and a rule says when it is
    out of time.
    """

    name: str
    codes: Mapping[str, str]
    source: str
    spellings: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a spelling that means no code of the list, or that is not folded."""
        wrong = [s for s, code in self.spellings.items() if code not in self.codes or s != fold(s)]
        if wrong:
            raise ContractError(
                f"Code list {self.name} has spellings that it cannot use.",
                where="a contract under agencies/",
                expected="folded spellings, each of a code of the list",
                found=f"{len(wrong)} others",
                next_step="correct the spellings",
            )

    @functools.cached_property
    def folded(self) -> Mapping[str, str]:
        """Give every spelling that leads to a code: those named, and the codes themselves."""
        return {fold(code): code for code in self.codes} | dict(self.spellings)

    def is_out_of_time(self, code: str, day: date) -> bool:
        """Say whether a code was not yet, or no longer, in use on a day."""
        first, last = self.periods.get(code, (None, None))
        return bool((first and day < first) or (last and day > last))

    @classmethod
    def from_csv(cls, path: Path, name: str) -> CodeList:
        """Read one list from a codes.csv with columns list, code, meaning, source.

        Codes of one list may come from several sources; the list names them all. Columns `from`
        and `until`, if there, hold the first and last day of a code that came or went.

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
        periods = {row["code"]: _period(row) for row in rows}
        return cls(
            name,
            {row["code"]: row["meaning"] for row in rows},
            "; ".join(sources),
            periods={code: period for code, period in periods.items() if any(period)},
        )


def _is_whole(row: dict[str, str]) -> bool:
    # The reader puts surplus cells under no name, and nothing where cells are missing.
    said = {name: cell for name, cell in row.items() if name not in ("from", "until")}
    return None not in row and all((cell or "").strip() for cell in said.values())


def _period(row: dict[str, str]) -> Period:
    first, last = (row.get(end) or "" for end in ("from", "until"))
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


@dataclass(frozen=True)
class Column:
    """A column as the published format names it.

    A date column says how it is written (`%Y-%m-%d` unless stated). A code column has a list.
    `formerly` are the names it had in other years; a file with one of them is read all the same.

    Attributes:
        is_detail: a fault in it costs the value and not the row: an entry is worth more than the
            day somebody was told of it. What is shown of it then is "cannot tell".
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
    formerly: tuple[str, ...] = ()
    is_detail: bool = False

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


# What a model learns from reaches back so far: the two years before an as-of date that features
# look at, three and a half years of as-of dates, and the half year after them in which it is seen
# what followed. The agency keeps its own record under its own law; ours is a copy.
KEEP_YEARS = 6
# What becomes neither a person nor an entry is only held against the next delivery: one year is
# the longest any of our feeds waits for it.
KEEP_UNREAD_YEARS = 1


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
    contract does not name are never loaded; their names are told to the data team.

    Attributes:
        purge_column: a flag that takes back the row of this key, and what refers to it.
        keep_years: how long our copy of a row may be kept after its last event; see
            `KEEP_YEARS`. Stated and not yet enforced: nothing deletes by it.
        formerly: names of the table in other years or terms.
        is_about_adults: a row is about an adult around a child, and becomes no entry.
        is_extension: ours, beside the published format: nobody is told that it is missing, unless
            it used to come. What only it can say is "cannot tell" all the same.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    person_column: str | None = None
    optional: bool = False
    references: tuple[Reference, ...] = ()
    purge_column: str | None = None
    keep_years: int = KEEP_YEARS
    formerly: tuple[str, ...] = ()
    is_about_adults: bool = False
    is_extension: bool = False

    def __post_init__(self) -> None:
        """Refuse a table that nobody described, or that names a column it does not have."""
        names = [column.name for column in self.columns]
        named = [*self.key, *(reference.column for reference in self.references)]
        named += [column.not_before for column in self.columns if column.not_before]
        named += [name for name in (self.person_column, self.purge_column) if name]
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
class Sent:
    """A delivery as its reader found it: text, nothing parsed.

    Attributes:
        tables: every contract column of every table that was sent; a column that was not sent
            is empty.
        columns: table → names of the columns (or elements) that were really in it.
        files_ignored: names of files that belong to no table of the contract.
    """

    tables: Tables
    columns: Mapping[str, tuple[str, ...]]
    files_ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """One agency's records in one published format.

    `read` gives each table as text, as sent; it parses nothing. Parsing and checks follow
    (`agencies.parse`, `expectations.checkpoint`); `to_persons` and `to_events` then take accepted,
    typed tables and give `core.catalogue.SOURCE_PERSONS` and `SOURCE_EVENTS`.

    Attributes:
        sharing: whether and how the format records who was told about an entry, as a sentence.
        recorded: which column says when the agency's system held a row, as a sentence.
        days_between: the longest that usually passes between two deliveries. A delivery is late
            when its data is older than that, and the days of grace of the settings.
        needs: what can be recorded only in an optional table, or an optional column → that
            `table` or `table.column`; several that are all needed are joined by ` and `.
        to_stays: gives `core.catalogue.SOURCE_STAYS`, where the format says who lived where.
        to_adults: gives `core.catalogue.SOURCE_ADULTS`, where it says which adults are around.
    """

    agency: Agency
    format: str
    title: str
    tables: tuple[Table, ...]
    capabilities: frozenset[Capability]
    read: Callable[[Path], Sent]
    to_persons: Callable[[Tables], pd.DataFrame]
    to_events: Callable[[Tables], pd.DataFrame]
    source: str  # where the format is published
    sharing: str
    recorded: str
    needs: Mapping[Capability, str] = field(default_factory=dict)
    days_between: int = 1
    to_stays: Callable[[Tables], pd.DataFrame] | None = None
    to_adults: Callable[[Tables], pd.DataFrame] | None = None

    def table(self, name: str) -> Table:
        """Give the table with this name."""
        return {table.name: table for table in self.tables}[name]

    def capabilities_of(self, sent: Mapping[str, Collection[str]]) -> frozenset[Capability]:
        """Give what a delivery can record that holds these tables and columns.

        Absent: what is recorded only in a table or column that was not sent cannot be told.

        Args:
            sent: table → columns that were in it, as in `Sent.columns`.
        """
        places = {*sent, *(f"{table}.{name}" for table, names in sent.items() for name in names)}
        missing = {one for one, all_of in self.needs.items() if set(all_of.split(" and ")) - places}
        return self.capabilities - missing

    def days_overdue(self, current_as_of: date, *, on: date) -> int:
        """Give by how many days data is older than usually lie between two deliveries.

        Args:
            current_as_of: the day the newest delivery says it is current.
            on: the day to stand on.
        """
        return max((on - current_as_of).days - self.days_between, 0)

    def tables_missed(
        self, sent: Collection[str], *, before: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Give the optional tables that should have come: a capability needs them, or they used to.

        Args:
            sent: the tables that came.
            before: the tables that came in earlier deliveries.
        """
        places = [place for all_of in self.needs.values() for place in all_of.split(" and ")]
        needed = {place.partition(".")[0] for place in places}
        wanted = {t.name for t in self.tables if t.name in needed and not t.is_extension}
        wanted |= set(before)
        return tuple(t.name for t in self.tables if t.name in wanted and t.name not in sent)
