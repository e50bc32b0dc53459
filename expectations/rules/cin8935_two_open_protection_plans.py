"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="CIN8935",
    says="No child has more than one child protection plan without an end.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPendDate"},
    action="warn",
    why="Children in need census, rule 8935. All are kept: nothing tells which is right.",
    check=several_open("LAchildID"),
    accepts={
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-06-01
            A         | 2025-07-01   |
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
          > A         | 2025-05-01
          > A         | 2025-07-01
        """,
    },
)
