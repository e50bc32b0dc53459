"""A return is about one year."""

from __future__ import annotations

from expectations.census import outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN4013",
    says="A child in need plan that ended did so in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanEndDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 4013. What happened is real, and only in the wrong "
    "return, so the row is kept.",
    check=outside_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanEndDate
            A         | 2025-04-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanEndDate
          > A         | 2025-03-31
          > B         | 2026-04-01
        """,
    },
)
