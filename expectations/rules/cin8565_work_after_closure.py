"""Work that is dated after its episode was closed: the closure or the work is misdated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_episode
from expectations.comparing import is_after
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

# First date of each table → all dates that are looked at.
_DATES = {
    "DateOfInitialCPC": ["DateOfInitialCPC"],
    "AssessmentActualStartDate": ["AssessmentActualStartDate", "AssessmentAuthorisationDate"],
    "S47ActualStartDate": ["S47ActualStartDate", "DateOfInitialCPC"],
    "CPPendDate": ["CPPendDate"],
    "CINPlanStartDate": ["CINPlanStartDate", "CINPlanEndDate"],
}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    return is_after(rows[_DATES[column]].max(axis=1), of_episode(rows, tables, "CINclosureDate"))


RULE = Rule(
    code="CIN8565",
    says="No assessment, enquiry, conference or plan is dated after its episode was closed.",
    agency="social_care",
    format="cin_census",
    about={
        "CINdetails": "DateOfInitialCPC",
        "Assessments": "AssessmentActualStartDate",
        "Section47": "S47ActualStartDate",
        "ChildProtectionPlans": "CPPendDate",
        "CINplanDates": "CINPlanStartDate",
    },
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8565. The closure may be what is wrong, and setting the "
    "work aside would hide what was done for the child.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC
            A         | A_1          | 2025-09-01     | 2025-08-01
            B         | B_1          |                |
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
            A         | A_1          | 2025-07-01                | 2025-09-01
            B         | B_1          | 2025-10-01                |
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate
            A         | A_1          | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPendDate
            A         | A_1          | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate
            A         | A_1          | 2025-09-01
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC
          > A         | A_1          | 2025-09-01     | 2025-09-02
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
          > A         | A_1          | 2025-07-01                | 2025-09-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate
          > A         | A_1          | 2025-09-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPendDate
          > A         | A_1          | 2025-09-02
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate
          > A         | A_1          | 2025-09-02
        """,
    },
)
