"""The day a school census is taken: its counts are known then, and its codes are those of that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from agencies.contract import CodeList

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


def census_days(rows: pd.DataFrame) -> pd.Series:
    """Give the census day of each row.

    Absent: missing where the row does not say which census it comes from.

    Args:
        rows: with `collection_year` and `collection_term`.
    """
    collections = rows["collection_year"].astype("str") + "_" + rows["collection_term"]
    days = {}
    for one in collections.dropna().unique():
        year, _, term = one.partition("_")
        if year.isdigit() and term in _CENSUS_THURSDAYS:
            days[one] = pd.Timestamp(census_day(int(year), term))
    return collections.map(days).astype("datetime64[us]")


def is_out_of_time(rows: pd.DataFrame, column: str, codes: CodeList) -> pd.Series:
    """Say which rows hold a code that their census did not have yet, or had no longer.

    Absent: missing without a code of the list, or where the census is not known.

    Args:
        rows: with `collection_year` and `collection_term`.
        column: where the code stands.
        codes: the list, with the days of codes that came or went.
    """
    said = pd.DataFrame({"code": rows[column], "day": census_days(rows)})
    # Few pairs of code and census among many rows: each is asked once.
    different = said[said["code"].isin(list(codes.codes))].dropna().drop_duplicates()
    answers = [
        codes.is_out_of_time(code, day.date())
        for code, day in zip(different["code"], different["day"], strict=True)
    ]
    answered = said.merge(different.assign(answer=answers), how="left")["answer"]
    return answered.set_axis(rows.index).astype("boolean")
