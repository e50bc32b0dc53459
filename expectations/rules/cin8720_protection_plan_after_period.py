"""A return is about days that have passed."""

from __future__ import annotations

from expectations.census import after_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8720",
    says="No child protection plan starts after the last day the return is about.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8720. The row is kept: that a child has a plan must "
    "never be lost over its date. A missing one is found by `required:CPPstartDate`.",
    check=after_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
            A         | 2026-03-31
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
          > A         | 2026-04-01
        """,
    },
)
