"""A child is on one plan at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import periods
from expectations.comparing import starts_within
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    needed = periods(
        tables["CINplanDates"], tables, group="LAchildID", start="CINPlanStartDate",
        end="CINPlanEndDate",
    )  # fmt: skip
    starts = pd.DataFrame({"group": rows["LAchildID"], "start": rows[column]})
    return starts_within(starts, needed, shared_day=False).astype("boolean")


RULE = Rule(
    code="CIN4017",
    says="No child protection plan starts while a child in need plan of the child runs.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("Header", "CINplanDates"),
    action="warn",
    why="Children in need census, rule 4017. Both plans are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
          > A         | 2025-08-01
        """,
    },
)
