"""A child protection plan is reviewed while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import periods
from expectations.comparing import look_up, starts_within
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    needed = periods(
        tables["CINplanDates"], tables, group="CINdetailsID", start="CINPlanStartDate",
        end="CINPlanEndDate",
    )  # fmt: skip
    reviews = pd.DataFrame({"group": rows["CINdetailsID"], "start": rows[column]})
    ended = look_up(rows, tables["ChildProtectionPlans"], by={"CPPID": "CPPID"}, give="CPPendDate")
    during = starts_within(reviews, needed, shared_day=False) & (rows[column] != ended)
    return during.astype("boolean")


RULE = Rule(
    code="CIN4003",
    says="No child protection review is held while a child in need plan of the episode runs, "
    "save on the plan’s last day.",
    agency="social_care",
    format="cin_census",
    about={"Reviews": "CPPreviewDate"},
    needs=("Header", "ChildProtectionPlans", "CINplanDates"),
    action="warn",
    why="Children in need census, rule 4003. The review is kept: the dates of the child in need"
    " plan may be what is wrong.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPID | CPPendDate
            A         | A_1_1 | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
            A         | A_1          | 2025-09-01       |
        """,
        "Reviews": """
            LAchildID | CINdetailsID | CPPID | CPPreviewDate
            A         | A_1          | A_1_1 | 2025-08-01
            A         | A_1          | A_1_1 | 2025-09-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPID | CPPendDate
            A         | A_1_1 |
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
            A         | A_1          | 2025-07-01       | 2025-09-01
        """,
        "Reviews": """
            LAchildID | CINdetailsID | CPPID | CPPreviewDate
          > A         | A_1          | A_1_1 | 2025-08-01
        """,
    },
)
