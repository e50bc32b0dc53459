"""A child has one episode at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import periods
from expectations.comparing import starts_within_another
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    episodes = periods(rows, tables, group="LAchildID", start=column, end="CINclosureDate")
    # A referral without further action and without a closure lasted no time.
    lasted = rows["CINclosureDate"].notna() | ~rows["ReferralNFA"].fillna(value=False)
    episodes["end"] = episodes["end"].where(lasted)
    return starts_within_another(episodes, shared_day=False).astype("boolean")


RULE = Rule(
    code="CIN8820",
    says="No referral falls within another episode of the child.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8820. All are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate | CINclosureDate | ReferralNFA
            A         | 2025-05-01      | 2025-06-01     | 0
            A         | 2025-06-01      |                | 0
            B         | 2025-05-01      |                | 1
            B         | 2025-06-01      |                | 0
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate | CINclosureDate | ReferralNFA
            A         | 2025-05-01      | 2025-06-01     | 0
          > A         | 2025-05-31      |                | 0
        """,
    },
)
