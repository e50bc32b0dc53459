"""A due date that has long passed should have become a date of birth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import last_day
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    last = last_day(tables)
    expected = rows[column]
    near = expected.between(last - pd.Timedelta(days=30), last + pd.DateOffset(months=9))
    return (~near.astype("boolean")).mask(expected.isna() | pd.isna(last))


RULE = Rule(
    code="CIN8530Q",
    says="An expected date of birth is at most 30 days before, and 9 months after, the last day "
    "the return is about.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "ExpectedPersonBirthDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8530Q, a query. The child is kept: linkage weighs the "
    "other details.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | ExpectedPersonBirthDate
            A         | 2026-03-10
            B         | 2026-12-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | ExpectedPersonBirthDate
          > A         | 2025-06-01
          > B         | 2027-02-01
        """,
    },
)
