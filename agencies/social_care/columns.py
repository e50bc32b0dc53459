"""Short ways to write a column of a social care table, so that a table reads like its format."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from agencies.contract import NEVER_TYPED, CodeList, Column, Reference, Table, Use

CODES = Path(__file__).with_name("codes.csv")

# Live extracts hold this text where the supplier's query was never finished (Standard Safeguarding
# Dataset 1.4, field guidance).
PLACEHOLDER = ("PLACEHOLDER_DATA",)

# The last is how SQL Server writes a datetime into a text file.
_DATE_FORMATS = "%Y-%m-%d|%Y-%m-%dT%H:%M:%S|%Y-%m-%d %H:%M:%S|%Y-%m-%d %H:%M:%S.%f"


@functools.cache
def codes(name: str) -> CodeList:
    """Give one code list of children’s social care."""
    return CodeList.from_csv(CODES, name)


def key(name: str, meaning: str) -> Column:
    """Give the column that names a row."""
    return Column(name, meaning, use="key", required=True)


def person(name: str) -> Column:
    """Give the column that says which child a row is about."""
    return Column(name, "the child, as the case system numbers them", use="key", required=True)


def event_date(name: str, meaning: str, *, required: bool = True) -> Column:
    """Give the date something happened."""
    return Column(
        name, meaning, type="date", use="feature", required=required, date_format=_DATE_FORMATS,
        is_event_date=True, absent=(*NEVER_TYPED, *PLACEHOLDER),
    )  # fmt: skip


def end_date(name: str, meaning: str, *, not_before: str, use: Use = "feature") -> Column:
    """Give the date something ended; empty while it goes on.

    Args:
        name: as the format has it.
        meaning: in our words.
        not_before: when it began.
        use: `display` where the end is no entry and nothing asks if it goes on.
    """
    return Column(
        name, meaning, type="date", use=use, date_format=_DATE_FORMATS,
        not_before=not_before, absent=(*NEVER_TYPED, *PLACEHOLDER),
    )  # fmt: skip


def a_date(name: str, meaning: str, *, linkage: bool = False) -> Column:
    """Give another date."""
    return Column(
        name, meaning, type="date", use="linkage" if linkage else "display",
        date_format=_DATE_FORMATS, absent=(*NEVER_TYPED, *PLACEHOLDER),
    )  # fmt: skip


def recorded_date() -> Column:
    """Give our extension of the published format: when the case system held the row."""
    return Column(
        "recorded_date",
        "extension of ours, not in the published format: the day the case system held this row",
        type="date", use="feature", date_format=_DATE_FORMATS, is_recorded_date=True,
    )  # fmt: skip


def flag(name: str, meaning: str, *, use: Use = "feature", is_detail: bool = True) -> Column:
    """Give a Y or N; empty where nobody recorded it, or where it cannot be read.

    Args:
        name: as the format has it.
        meaning: in our words.
        use: what it may be used for.
        is_detail: not so where it decides whether the row tells of anything.
    """
    return Column(name, meaning, "flag", use, absent=PLACEHOLDER, is_detail=is_detail)


def code(name: str, meaning: str, list_name: str, *, use: Use = "feature") -> Column:
    """Give a code of a published list.

    Args:
        name: as the format has it.
        meaning: in our words.
        list_name: which list of codes.csv.
        use: `display` where a wrong code must not set the row aside; `audit` where no model
            may ever see it.
    """
    return Column(name, meaning, "code", use, codes=codes(list_name))


def outcome(name: str, meaning: str) -> Column:
    """Give flags written as JSON; of a row whose flags cannot be read the rest stands."""
    return Column(name, meaning, type="json", use="feature", is_detail=True)


def text(name: str, meaning: str) -> Column:
    """Give a text that is shown or kept, and never counted."""
    return Column(name, meaning, absent=PLACEHOLDER)


def number(name: str, meaning: str) -> Column:
    """Give a number that is shown or kept, and never counted."""
    return Column(name, meaning, "number", absent=PLACEHOLDER)


def linkage_text(name: str, meaning: str, *, pattern: str | None = None) -> Column:
    """Give a text that helps to find the same child elsewhere."""
    return Column(name, meaning, use="linkage", pattern=pattern, absent=PLACEHOLDER)


def team(name: str) -> Column:
    """Give the column that names the team, by its id in `ssd_department`."""
    return Column(name, "team that did it, as `ssd_department` numbers it", use="feature")


def worker(name: str) -> Column:
    """Give the column that names the worker, by a number without a name."""
    return Column(name, "worker who did it, as a number without a name", use="feature")


def child(column: str) -> tuple[Reference, ...]:
    """Say that a row's child must be in the person table of the same delivery."""
    return (Reference(column, "ssd_person", "pers_person_id"),)


def retractable(table: Table) -> Table:
    """Give a table whose rows can be taken back, as the DfE's daily collection does it."""
    purge = Column(
        "purge",
        "extension of ours, after the DfE’s daily collection: the council takes this row back",
        "flag", "feature",
    )  # fmt: skip
    return replace(table, columns=(*table.columns, purge), purge_column=purge.name)
