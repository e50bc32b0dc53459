"""A return is about days that have passed."""

from __future__ import annotations

from expectations.census import after_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN4010",
    says="No child in need plan starts after the last day the return is about.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanStartDate"},
    needs=("Header",),
    action="quarantine",
    why="Children in need census, rule 4010. The date is wrong: a return cannot tell of a plan "
    "to come. A missing one is found by `required:CINPlanStartDate`.",
    check=after_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
            A         | 2026-03-31
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
          > A         | 2026-04-01
        """,
    },
)
