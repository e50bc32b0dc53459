"""A child is on one plan at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    plans = tables["ChildProtectionPlans"]
    protected = is_named_by(rows, plans, by=EPISODE, where=plans["CPPendDate"].isna())
    return (rows[column].isna() & protected).astype("boolean")


RULE = Rule(
    code="CIN4001",
    says="No child in need plan is open while a child protection plan of the episode is.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanEndDate"},
    needs=("ChildProtectionPlans",),
    action="warn",
    why="Children in need census, rule 4001. Both plans are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
            A         | A_1          | 2025-05-01       | 2025-06-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate | CPPendDate
            A         | A_1          | 2025-06-02   |
        """,
    },
    refuses={
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate
          > A         | A_1          | 2025-05-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate
            A         | A_1          | 2025-06-02
        """,
    },
)
