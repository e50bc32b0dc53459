"""A plan lasts."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN4012Q",
    says="No child in need plan starts and ends on the same day.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanEndDate"},
    action="warn",
    why="Children in need census, rule 4012Q, a query. A plan may be made and withdrawn.",
    check=each_row(lambda rows: rows["CINPlanStartDate"] == rows["CINPlanEndDate"]),
    accepts={
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-05-02
        """,
    },
    refuses={
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
          > A         | 2025-05-01       | 2025-05-01
        """,
    },
)
