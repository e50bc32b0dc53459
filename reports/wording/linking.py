"""Sentences on how a record came to its child, and on adults and children around it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reports.wording.basics import counted, day, in_sentence, listed, number, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- how each entry was matched ----------------------------------------------------------------

MATCHED = {
    "identifier": "Matched on NHS number or unique pupil number",
    "decision": "Matched because somebody decided so",
    "details": "Matched on name, date of birth and address",
    "alone": "Only record found for this child",
}


def matched(how: str, *, needs_check: bool) -> str:
    """Say how an entry's record came to this child, as its row of the table does."""
    return f"{MATCHED[how]} only" if how == "details" and needs_check else MATCHED[how]


# --- references that changed -------------------------------------------------------------------

CHECK_TOGETHER = "Check that every entry is about this child."
CHECK_APART = "Check that each entry is on the right child’s page."
BECAUSE_TOGETHER = (
    "The stories were put together because what agencies sent agrees, or somebody decided so."
)
BECAUSE_APART = (
    "They were taken apart because what agencies sent no longer agrees, or somebody decided so."
)
ANOTHER_REFERENCE = "another reference"


def holds_also(old: Sequence[str], since: date) -> str:
    """Say that a page also holds what was kept under other references."""
    return (
        f"Since {day(since)} this page also holds what was kept under {listed(old)}. "
        f"{BECAUSE_TOGETHER} {CHECK_TOGETHER}"
    )


def moved_away(new: Sequence[str], others: int, since: date) -> str:
    """Say that entries which stood on a page are under other references now."""
    return (
        f"Since {day(since)} some entries that stood here are under {_named(new, others)}. "
        f"{BECAUSE_APART} {CHECK_APART}"
    )


def moved_here(old: Sequence[str], others: int, since: date) -> str:
    """Say that a page holds entries which stood under other references."""
    return (
        f"Since {day(since)} this page holds some entries that stood under {_named(old, others)}. "
        f"{BECAUSE_APART} {CHECK_APART}"
    )


def _named(references: Sequence[str], others: int) -> str:
    """Name the references that have a page; of the others only that there are some."""
    rest = {0: [], 1: [ANOTHER_REFERENCE]}.get(others, ["other references"])
    return listed([*references, *rest])


IN_SHORT = {
    "merged": "Put together with another record",
    "moved_away": "Some entries moved to another record",
    "moved_here": "Holds entries of another record",
}


def changed_in_short(what: str, since: date) -> str:
    """Say on the list that a record's reference changed."""
    return f"{IN_SHORT[what]} on {short_day(since)}"


NOT_LISTED_NOW = "is under another reference, which is not on tonight’s list"
GONE = "The data that agencies sent last no longer holds a record for it."


def old_title(reference: str) -> str:
    """Head the page of a reference that is no longer in use."""
    return f"Record {reference}: this reference is no longer in use"


def old_lead(listed_now: int, others: int) -> str:
    """Say where the story of an old reference is now."""
    if not listed_now and not others:
        return GONE
    if not listed_now:
        return f"What was kept under it {NOT_LISTED_NOW}."
    where = "on this page:" if listed_now == 1 else "on these pages:"
    if others:
        return f"Part of what was kept under it {NOT_LISTED_NOW}. The other part is {where}"
    return f"What was kept under it is now {where}"


OLD_NOTE = (
    "References change when records that were taken for two children’s turn out to be one child’s, "
    "or the other way round. Note down the new reference."
)

# --- adults at the child's address -------------------------------------------------------------

ADULTS = "Adults at the child’s address"
NOT_SENT = "not_sent"
CANNOT_TELL_BECAUSE = {
    NOT_SENT: "social care sent no names of adults",
    "nearly_alike": "a similar name is there",
    "no_name": "no full name was recorded",
    "set_aside": "some rows in social care’s data could not be used",
    "not_yet": "social care’s newest data is older than that",
}
CANNOT_COMPARE = "the names could not be compared"
SOCIAL_CARE_MAY_KNOW = (
    "This says something about records, not about the adult. Social care may know more than "
    "its data shows."
)
ADULTS_QUESTION = (
    "Who are the adults in this child’s daily life, and does every agency know of the same ones?"
)


def not_named(agency: str, adults: int, first: date, last: date) -> str:
    """Say that adults recorded at the address are on no social care record, and when that was."""
    who, are = _adults(adults)
    return (
        f"{who} recorded by {in_sentence(agency)} at this address {are} not named in any social "
        f"care record. Recorded there {_when(first, last)}."
    )


def cannot_tell_named(agency: str, adults: int, because: str, first: date, last: date) -> str:
    """Say why it cannot be told if adults recorded at the address are named by social care."""
    who, are = _adults(adults)
    reason = CANNOT_TELL_BECAUSE.get(because, CANNOT_COMPARE)
    return (
        f"We cannot tell if {in_sentence(who)} recorded by {in_sentence(agency)} at this address "
        f"{are} named in a social care record: {reason}. Recorded there {_when(first, last)}."
    )


def _adults(count: int) -> tuple[str, str]:
    return ("An adult", "is") if count == 1 else (f"{number(count)} adults", "are")


def _when(first: date, last: date) -> str:
    return f"on {day(first)}" if first == last else f"between {day(first)} and {day(last)}"


# --- other children ----------------------------------------------------------------------------


def family(in_family: int, at_address: int) -> str:
    """Say how many other children with contacts belong to the family, or share an address."""
    parts = [
        f"{counted(count, 'other child is', 'other children are')} recorded {where}"
        for count, where in (
            (in_family, "in the same family"),
            (at_address, "at the same address"),
        )
        if count
    ]
    return f"{listed(parts)}. Only children with a contact in the last 12 months are counted."


FAMILY_LISTED = "On the list as well:"
