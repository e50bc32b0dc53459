"""Which numbers of people may leave the team. Two named constants, one function."""

from __future__ import annotations

SUPPRESSION_THRESHOLD = 10
SUPPRESSED = "fewer than 10"


def suppress(count: int) -> str:
    """Give a number of people as text, with any number from 1 to 9 withheld.

    Zero is shown: that nobody is counted discloses nothing about anybody.
    Complementary suppression (a hidden cell that could be worked out by subtraction) is the
    duty of the table that shows several cells.
    """
    return SUPPRESSED if 0 < count < SUPPRESSION_THRESHOLD else f"{count:,}"
