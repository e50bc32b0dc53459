"""A referral that led to nothing has no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_episode
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return of_episode(rows, tables, "ReferralNFA")


RULE = Rule(
    code="CIN8832",
    says="No child protection plan belongs to a referral with no further action.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8832. The plan is kept: the flag may be what is wrong.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | ReferralNFA
            A         | A_1          | 0
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | ReferralNFA
            A         | A_1          | 1
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID
          > A         | A_1
        """,
    },
)
