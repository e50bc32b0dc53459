"""Sentences about deliveries as a whole: refused, of unusual size, late, changed, sent again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from reports.wording.basics import counted, day, first_upper, listed, number

KINDS = {
    "refused": ("Refused", "red"),
    "unusual_volume": ("Unusual size", "yellow"),
    "late": ("Late", "yellow"),
    "schema_drift": ("Differs", "yellow"),
    "same_again": ("Sent again", "grey"),
    "cannot_tell": ("Cannot tell yet", "grey"),
}

HEADING = "What is unusual about tonight’s deliveries"
NOTHING_UNUSUAL = (
    "Nothing unusual was found: no delivery was refused, and none was late, changed or of an "
    "unusual size."
)
NOTHING_ELSE_UNUSUAL = "Nothing unusual was found: no delivery was refused, late or changed."
NOT_LOOKED_AT = (
    "The deliveries were not looked at in this run. That is no sign that they are as usual."
)
NOT_SHOWN = "Not shown: numbers of this file would tell how many people are on it."
NO_SPELLING = "Every code was sent as its list writes it."

_MOST_TOLD = 2


def sentence(words: str, names: Collection[str] = ()) -> str:
    """Write what was said as a sentence: a capital letter first and a full stop last.

    Args:
        words: what was said.
        names: words that stay as they are, such as names of columns.
    """
    said = words.strip()
    return ended(said if said.startswith(tuple(names)) else first_upper(said))


def ended(words: str) -> str:
    """End a sentence with a full stop; a name of a table that it starts with stays as it is."""
    return words if not words or words[-1] in ".!?" else f"{words}."


def size_cannot_be_told(feeds: Sequence[str]) -> str:
    """Say of which files too few came to tell whether their size is usual."""
    if not feeds:
        return ""
    return f"Too few deliveries came so far to tell if the size is usual: {listed(feeds)}."


def refused(words: str, received: date) -> str:
    """Say that a delivery could not be used."""
    return f"The {words} of {day(received)} could not be used."


def used_instead(in_use: date | None) -> str:
    """Say which delivery is used in the place of one that was refused."""
    if in_use is None:
        return (
            "No earlier file is in use. Pages say “cannot tell” for what it would have shown. "
            "Nightly runs say what was wrong."
        )
    return f"The file of {day(in_use)} is used instead. Nightly runs say what was wrong."


def unusual_volume(words: str, said: Sequence[str]) -> tuple[str, str]:
    """Say that tables of a feed are not of their usual size."""
    return (f"The {words} is not of its usual size.", _told(said))


def schema_drift(words: str, said: Sequence[str]) -> tuple[str, str]:
    """Say that a feed's columns, files or codes are not those of its contract."""
    return (f"The {words} has changed.", _told(said))


def _told(said: Sequence[str]) -> str:
    told = [ended(one) for one in said[:_MOST_TOLD]]
    left = len(said) - len(told)
    if left:
        told.append(f"{counted(left, 'more is', 'more are')} on the page of nightly runs.")
    return " ".join(told)


def spellings(spellings_used: int, rows: int) -> str:
    """Say how many codes were sent in a spelling of their own."""
    if not rows:
        return NO_SPELLING
    were = "code was" if rows == 1 else "codes were"
    ways = counted(spellings_used, "spelling", "spellings")
    return (
        f"{number(rows)} {were} sent in {ways} that are not the code itself, and read as the code "
        "that the spelling means. The letters say in which columns."
    )
