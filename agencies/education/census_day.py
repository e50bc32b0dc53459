"""The day a school census is taken, which is when its counts are known to a school."""

from __future__ import annotations

from datetime import date, timedelta

_THURSDAY = 3
# Month, and which Thursday of it (DfE, School census: guide for schools, census dates).
_CENSUS_THURSDAYS = {"autumn": (10, 1), "spring": (1, 3), "summer": (5, 3)}


def census_day(year: int, term: str) -> date:
    """Give the census day of a term: a Thursday in October, January or May.

    Args:
        year: calendar year of the census; the spring census of school year 2024/25 is 2025.
        term: autumn, spring or summer.
    """
    month, thursday = _CENSUS_THURSDAYS[term]
    first = date(year, month, 1)
    to_first_thursday = (_THURSDAY - first.weekday()) % 7
    return first + timedelta(days=to_first_thursday + 7 * (thursday - 1))
