"""A plan is made for a living child."""

from __future__ import annotations

from expectations.census import CHILD
from expectations.comparing import after_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN4008",
    says="No child in need plan starts after the child’s death.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanStartDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 4008. The row is kept: a wrong date of death must not "
    "hide a living child.",
    check=after_its("ChildIdentifiers", by=CHILD, date="PersonDeathDate"),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "CINplanDates": """
            LAchildID | CINPlanStartDate
          > A         | 2025-09-02
        """,
    },
)
