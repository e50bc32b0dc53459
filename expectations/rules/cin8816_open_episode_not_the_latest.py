"""An episode is closed before the next referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_before
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    latest = rows.groupby("LAchildID")[column].transform("max")
    is_open = rows["CINclosureDate"].isna() & ~rows["ReferralNFA"]
    return is_before(rows[column], latest) & is_open


RULE = Rule(
    code="CIN8816",
    says="An open episode from a referral that went on is the child’s latest.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate"},
    action="warn",
    why="Children in need census, rule 8816. All are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINreferralDate | CINclosureDate | ReferralNFA
            A         | 2025-05-01      | 2025-06-01     | 0
            A         | 2025-07-01      |                | 0
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINreferralDate | ReferralNFA
          > A         | 2025-05-01      | 0
            A         | 2025-07-01      | 1
        """,
    },
)
