"""A plan is made for a living child."""

from __future__ import annotations

from expectations.census import CHILD
from expectations.comparing import after_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN8915",
    says="No child protection plan starts after the child’s death.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 8915. The row is kept: a wrong date of death must not "
    "hide a living child.",
    check=after_its("ChildIdentifiers", by=CHILD, date="PersonDeathDate"),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
          > A         | 2025-09-02
        """,
    },
)
