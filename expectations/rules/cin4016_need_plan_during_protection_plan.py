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
    protected = periods(
        tables["ChildProtectionPlans"], tables, group="LAchildID", start="CPPstartDate",
        end="CPPendDate",
    )  # fmt: skip
    starts = pd.DataFrame({"group": rows["LAchildID"], "start": rows[column]})
    return starts_within(starts, protected, shared_day=False).astype("boolean")


RULE = Rule(
    code="CIN4016",
    says="No child in need plan starts while a child protection plan of the child runs.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanStartDate"},
    needs=("Header", "ChildProtectionPlans"),
    action="warn",
    why="Children in need census, rule 4016. Both plans are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
          > A         | 2025-08-01
        """,
    },
)
