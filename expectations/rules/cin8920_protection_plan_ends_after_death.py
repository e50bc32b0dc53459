"""A plan ends when the child dies."""

from __future__ import annotations

from expectations.census import CHILD
from expectations.comparing import after_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN8920",
    says="No child protection plan ends after the child’s death.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPendDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 8920. The row is kept: a wrong date of death must not "
    "hide a living child.",
    check=after_its("ChildIdentifiers", by=CHILD, date="PersonDeathDate"),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPendDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPendDate
          > A         | 2025-09-02
        """,
    },
)
