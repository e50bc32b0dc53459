"""A child has one child in need plan at a time."""

from __future__ import annotations

from expectations.census import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="CIN4014",
    says="No child in need plan starts while another of the child runs.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 4014. Both plans are kept: nothing tells which is right.",
    check=overlaps("LAchildID", end="CINPlanEndDate"),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-06-01
            A         | 2025-06-02       |
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate | CINPlanEndDate
            A         | 2025-05-01       | 2025-06-01
          > A         | 2025-06-01       |
        """,
    },
)
