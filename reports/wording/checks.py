"""Sentences of the pages of data checks, for the data team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.wording.basics import counted, day, number

TITLE = "Data checks"
NOTHING_CHECKED = "No file was checked in this run."
COUNTS_ONLY = "Pages of data checks hold counts of rows only. No value from a record is shown."
RESTRICTIONS_CHECKED = (
    "The restrictions list is checked as well. It is not counted here, so that nobody can work "
    "out how many people are on it."
)
# How a check ended: the word, its colour, and whether it stands among those to look at.
STATES = {
    "passed": ("Passed", "green"),
    "not_tested": ("Could not be tested", "grey"),
    "warn": ("Warning", "yellow"),
    "quarantine": ("Set aside", "orange"),
    "stop": ("Stopped", "red"),
}
IN_USE = ("In use", "green")
REFUSED = ("Refused", "red")
# What `expectations.checkpoint` begins the sentence of a check with that it could not make.
UNTESTED = "Could not be tested, because "
FIRST_DELIVERY = "First delivery"
NOTHING_BEFORE = "This is the first delivery, so there is none before to compare it with."
NOT_SENT = "This table was not sent."
COMPARED = "Records that carry the same number as another agency’s, compared with them."
_BETWEEN_AGENCIES = {
    "source_persons": "People, beside other agencies’ records",
    "source_events": "Entries, beside other agencies’ records",
}
NO_ROW = "there was no row to look at"


def table_name(table: str) -> str:
    """Name a table as its agency does, or what stands beside other agencies' records in words."""
    return _BETWEEN_AGENCIES.get(table, table)


def why_uncounted(table: str) -> str:
    """Say why a table has checks and no rows of its own."""
    return COMPARED if table in _BETWEEN_AGENCIES else NOT_SENT


def lead(checks: int, tables: int, rows: int, quarantined: int) -> str:
    """Sum up the checks of a night or of a feed."""
    return (
        f"{counted(checks, 'check', 'checks')} ran on {counted(tables, 'table', 'tables')} with "
        f"{counted(rows, 'row', 'rows')}. {counted(quarantined, 'row was', 'rows were')} set aside."
    )


def not_tested(count: int) -> str:
    """Say how many checks could not be made; that is not the same as passing them."""
    if not count:
        return ""
    return f"{counted(count, 'check', 'checks')} could not be made, which is not a pass."


def table_counts(rows: int, accepted: int, quarantined: int) -> str:
    """Say how many rows of a table went on and how many were set aside."""
    return (
        f"{counted(rows, 'row', 'rows')} received, {number(accepted)} accepted, "
        f"{number(quarantined)} set aside."
    )


def about_delivery(received: date, *, is_refused: bool, in_use: date | None) -> str:
    """Say which delivery a page is about, and whether it is the one in use."""
    if not is_refused:
        return f"This is about the delivery of {day(received)}, which is in use."
    instead = (
        f"that of {day(in_use)} is used instead." if in_use else "no other delivery is in use."
    )
    return f"This is about the delivery of {day(received)}. It was refused; {instead}"


def past(numbers: Sequence[int | None]) -> str:
    """Write the same numbers as the small bars show, oldest first; no number where none was taken."""
    if len(numbers) < 2:
        return FIRST_DELIVERY
    known = [one for one in numbers if one is not None]
    if len(known) == len(numbers) and not any(known):
        return f"0 in each of the last {len(numbers)}"
    written = ", ".join("–" if one is None else number(one) for one in numbers)
    return f"Oldest first: {written}"


def reason_untested(says: str) -> tuple[str, str]:
    """Take apart the sentence of a check that could not be made: the check, and why not."""
    if not says.startswith(UNTESTED):
        return says, NO_ROW
    why, _, check = says.removeprefix(UNTESTED).partition(": ")
    return check, why
