"""Dates, counts and lists as a page writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """Write a date in full: 22 November 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """Write a moment: 22 November 2026, 2:14am."""
    half = "am" if when.hour < 12 else "pm"
    return f"{day(when.date())}, {when.hour % 12 or 12}:{when.minute:02d}{half}"


def short_day(when: date) -> str:
    """Write a date for a narrow column: 22 Nov 2026."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def month(when: date) -> str:
    """Write a month for an axis: Nov."""
    return _MONTHS[when.month - 1][:3]


def as_day(value: pd.Timestamp) -> date:
    """Take the calendar day of a date column's value."""
    result: date = value.date()
    return result


def number(value: int) -> str:
    """Write a whole number with commas."""
    return f"{value:,}"


def signed(points: int) -> str:
    """Write points with their sign; the minus is the typographic one, read aloud as minus."""
    return f"+{points:,}" if points > 0 else f"−{-points:,}" if points < 0 else "0"


def plain_points(points: int) -> str:
    """Write points that stand for themselves, with a minus only where one is needed."""
    return f"{points:,}".replace("-", "−")


def counted(count: int, singular: str, plural: str) -> str:
    """Write a count with its noun: 1 contact, 18 contacts."""
    return f"{count:,} {singular if count == 1 else plural}"


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Write a list in words: social care, police and health."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


# Tables that no published format has, as a reader may look for them there.
_OURS = {"named_adults": "names of adults (asked for beside the published format)"}


def tables_in_words(tables: str) -> str:
    """Name tables in words: notice concerns and persons at address.

    Args:
        tables: their names, comma separated.
    """
    return listed([_OURS.get(name, name.replace("_", " ")) for name in tables.split(",")])


def first_upper(text: str) -> str:
    """Begin a sentence with a capital letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """Write an agency's name inside a sentence: children’s social care, police."""
    return name[:1].lower() + name[1:]


def span(start: date, end: date) -> str:
    """Write a period: 1 July 2026 to 31 August 2026."""
    return day(start) if start == end else f"{day(start)} to {day(end)}"


def paragraph(sentences: Iterable[str]) -> str:
    """Put sentences after each other, leaving out the empty ones."""
    return " ".join(sentence for sentence in sentences if sentence)
