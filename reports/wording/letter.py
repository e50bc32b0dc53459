"""Sentences of the letters that tell an agency how its data arrived.

They are read outside the partnership's data team: short sentences, no blame, no value from a
record, and what a fault costs the children whom the rows are about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.wording.basics import (
    counted,
    day,
    first_upper,
    in_sentence,
    listed,
    number,
    span,
    tables_in_words,
)
from reports.wording.remedies import NOT_SO

CAPTION = "Data-quality letter"
HEADING = "How your data arrived"
FIRST_HEADING = "What to fix first"
NOTHING_TO_FIX = "Nothing needs to be put right. Thank you."
ROW_NUMBERS = (
    "Row numbers are those of the table as you sent it: row 1 is the first after the headings. "
    "This letter holds counts and row numbers only. No value from a record is shown; a spelling of "
    "a code is written only if we know it and 10 or more rows use it."
)
SEE_BELOW = "Where to find the rows"
EVERY_ROW_PASSED = "Every row of every table passed every check that could be made. Thank you."
NOTHING_READ = "No row of this file could be read, so there is nothing to count."
ALL_TESTED = "Every check of this file could be made."
NOTHING_UNUSUAL = "Nothing unusual was found about the delivery as a whole."
NOT_LOOKED_AT = (
    "Whether the delivery is unusual as a whole was not looked at. That is no sign that it is not."
)
NO_SPELLING = "Every code was sent as its list writes it. Thank you."
SPELLINGS_NOT_COUNTED = "Spellings of codes were not counted."
SPELLINGS = (
    "These columns hold spellings that are not codes of the published list. We know what they mean "
    "and read them as a code. A spelling that is new to us is set aside, or kept without a code "
    "where it is a detail, so please send the code."
)
FEWEST_ROWS_TO_WRITE = 10
NOT_WRITTEN = "Not shown"
SPELLING_HEADINGS = (
    "Column", "Code list", "Different spellings", "Rows",
    "Written as (letter case and spaces aside)",
)  # fmt: skip
NOTHING_OF_REFUSED = "Nothing of a delivery that could not be used has gone further."
NO_ROW_IS_USED = "No row of this delivery is used."
STOP_COSTS = "The delivery cannot be used until this is put right."
KEPT = "The rows are used as they are."
REPLY_DO = "When you have put something right, send the whole file again in the usual way."

# What an agency can do about something unusual; the data team's own next step is on the run page.
DO_ABOUT = {
    "refused": "Please put this right and send the whole delivery again.",
    "unusual_volume": (
        "Please check if the export was cut short, if rows were sent twice, or if a filter "
        "changed. If the number is right, please tell us."
    ),
    "late": "Please send the newest export.",
    "schema_drift": "If you changed or renamed this, please tell us, so that nothing is left out.",
    "same_again": "Please check if your export ran.",
    "cannot_tell": "There is nothing to do. It can be told after more deliveries.",
}


def link(agency: str) -> str:
    """Name the letter in a link."""
    return f"Letter to {in_sentence(agency)}"


def addressed(agency: str, partnership: str, when: date) -> str:
    """Say whom the letter is to, whom it is from, and its date."""
    return (
        f"To: the people who send us data from {in_sentence(agency)}. "
        f"From: the data team of the {partnership}, {day(when)}."
    )


def lead(tables: int, rows: int, accepted: int, set_aside: int) -> str:
    """Sum up what arrived and how it fared."""
    return (
        f"{counted(rows, 'row', 'rows')} in {counted(tables, 'table', 'tables')} arrived. "
        f"{number(accepted)} were accepted and {number(set_aside)} were set aside."
    )


def lead_unread() -> str:
    """Say that nothing that arrived could be read."""
    return "A delivery arrived and could not be read."


def compared(now: tuple[int, int], before: tuple[int, int], when: date) -> str:
    """Compare rows set aside with those of the delivery before; each is set aside, rows.

    Args:
        now: of this delivery.
        before: of the one before.
        when: the day that one reached us.
    """
    then = f"{number(before[0])} of {counted(before[1], 'row', 'rows')} on {day(when)}"
    share, share_before = (part / whole if whole else 0.0 for part, whole in (now, before))
    if not now[0] and not before[0]:
        return f"No row was set aside, as in the delivery of {day(when)}. Thank you."
    if share < share_before:
        return f"Fewer were set aside than before ({then}). Thank you."
    if share > share_before:
        return f"More were set aside than before ({then})."
    return f"As many were set aside as before ({then})."


FIRST_DELIVERY = "This is the first delivery that we can compare with."


def more_below(count: int) -> str:
    """Say that less pressing things stand further down."""
    return f"{counted(count, 'more thing stands', 'more things stand')} in the tables below."


def share(part: int, whole: int) -> str:
    """Write a share in words that need no decimals."""
    if not whole:
        return "–"
    hundredths = round(100 * part / whole)
    if part and not hundredths:
        return "under 1 in 100"
    return f"{hundredths} in 100"


def fix_rows(wrong: str, failed: int, checked: int, table: str) -> str:
    """Say what is wrong with rows of a table, as something to put right."""
    rows = f"{number(failed)} of {counted(checked, 'row', 'rows')}"
    rule = wrong.removeprefix(NOT_SO)
    return f"In {table}, {rows}{' did not pass' if rule != wrong else ''}: {rule}"


def same_rows(more: int) -> str:
    """Say that other checks fail on the rows of a check that was named."""
    if not more:
        return ""
    return f"{counted(more, 'more check fails', 'more checks fail')} on the same rows."


def read_as(spelling: str, code: str, rows: int) -> str:
    """Give a known spelling that many rows use, and the code that was read."""
    return f"“{spelling}”, read as {code}: {counted(rows, 'row', 'rows')}"


def lost_entries(rows: int) -> str:
    """Say what rows set aside cost: entries that are on no timeline."""
    if rows == 1:
        return "This 1 row is not on any child’s timeline."
    return f"These {number(rows)} rows are not on any child’s timeline."


def lost_people(rows: int) -> str:
    """Say what rows set aside cost: people who cannot be put together with other records."""
    if rows == 1:
        return "The person in this 1 row cannot be matched, and entries about them are not used."
    return (
        f"The people in these {number(rows)} rows cannot be matched, and entries about them are "
        "not used."
    )


def lost_details(rows: int) -> str:
    """Say what rows set aside cost: details that nobody sees."""
    if rows == 1:
        return "What this 1 row says about a child is not used."
    return f"What these {number(rows)} rows say about children is not used."


def examples(numbers: str, failed: int) -> str:
    """Name the rows to look at."""
    shown = [one.strip() for one in numbers.split(",") if one.strip()]
    if not shown:
        return "Not noted"
    rows = "Row" if len(shown) == 1 else "Rows"
    first = "First of them: " if failed > len(shown) else ""
    text = f"{rows} {listed(shown)}"
    return f"{first}{text.lower()}" if first else text


def about(received: date, *, is_refused: bool, in_use: date | None) -> str:
    """Say which delivery the counts are about, and whether it is used."""
    if not is_refused:
        return f"The delivery of {day(received)}, which is in use."
    instead = (
        f"Your delivery of {day(in_use)} is used instead."
        if in_use
        else "No other delivery of yours is in use."
    )
    return f"The delivery of {day(received)}, which could not be used. {instead}"


def refused(received: date, what: str, found: str) -> str:
    """Say that a delivery was refused and why, as the first thing to put right."""
    return f"Your delivery of {day(received)} could not be used. {what} {found}"


def refused_costs(in_use: date | None) -> str:
    """Say what a refused delivery costs."""
    if in_use is None:
        return "Pages say “cannot tell” for everything it would have shown about a child."
    return f"What you recorded after your delivery of {day(in_use)} is on no child’s timeline."


def covers(start: date, end: date) -> str:
    """Say which days a delivery speaks about."""
    return span(start, end)


def tables_not_sent(tables: str) -> str:
    """Name optional tables that were not sent."""
    return tables_in_words(tables)


_MOST_CHECKS_NAMED = 3


def checks_not_made(checks: Sequence[tuple[str, str]]) -> str:
    """Name checks that could not be made for one reason: all of a few, the tables of many.

    Args:
        checks: table and sentence of each.
    """
    if len(checks) <= _MOST_CHECKS_NAMED:
        return " ".join(f"{table}: {what}" for table, what in checks)
    tables = listed(list(dict.fromkeys(table for table, _ in checks)))
    return f"{counted(len(checks), 'check', 'checks')} of {tables}."


def cannot_show(things: Sequence[str]) -> str:
    """Say what a file has no field for, and what pages say of it."""
    return (
        f"What you sent cannot show {listed(list(things), last='or')}. "
        "Pages say “cannot tell” for this. They never say that it was not done."
    )


WHO_WAS_TOLD = "Who was told"
WHEN_RECORDED = "When it was recorded"
NOT_IN_FORMAT = "No field for it"


def still_aside(rows: int) -> str:
    """Say that rows of earlier deliveries in use are still set aside."""
    if not rows:
        return ""
    stay = "row stays" if rows == 1 else "rows stay"
    return f"Of deliveries before it that are also in use, {number(rows)} {stay} set aside."


def write_to(partnership: str, contact: str) -> str:
    """Say whom to write to."""
    if contact:
        return f"Write to {contact}."
    return f"Answer to the data team of the {first_upper(partnership)}, in the way you send files."
