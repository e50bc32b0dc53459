"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.census import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="CIN8940",
    says="No child protection plan starts while another of the child runs.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8940. All are kept: nothing tells which is right.",
    check=overlaps("LAchildID", end="CPPendDate"),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-06-01
            A         | 2025-06-02   |
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-06-01
          > A         | 2025-06-01   |
        """,
    },
)
