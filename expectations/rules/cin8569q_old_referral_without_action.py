"""A referral of an earlier year is in the return because something went on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import first_day, working_days_back
from expectations.comparing import is_before
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    earliest = working_days_back(first_day(tables), 1)
    early = is_before(rows[column], pd.Series(earliest, index=rows.index))
    return early & rows["ReferralNFA"]


RULE = Rule(
    code="CIN8569Q",
    says="No referral from before the year is marked as no further action.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8569Q, a query. One working day’s grace is given, and "
    "the validator counts the first day of the year as that day; so do we.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate | ReferralNFA
            A         | 2024-05-01      | 0
            B         | 2025-04-01      | 1
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate | ReferralNFA
          > A         | 2024-05-01      | 1
        """,
    },
)
