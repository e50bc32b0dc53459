"""A child has one child in need plan at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="CIN4004",
    says="No child has more than one child in need plan without an end.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanEndDate"},
    action="warn",
    why="Children in need census, rule 4004. Both plans are kept: nothing tells which is right.",
    check=several_open("LAchildID"),
    accepts={
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-06-01
            A         | 2025-07-01       |
        """,
    },
    refuses={
        "CINplanDates": """
            LAchildID | CINPlanStartDate
          > A         | 2025-05-01
          > A         | 2025-07-01
        """,
    },
)
