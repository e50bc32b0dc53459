"""A return is about one year."""

from __future__ import annotations

from expectations.census import outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8930",
    says="A child protection plan that ended did so in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPendDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8930. What happened is real, and only in the wrong "
    "return, so the row is kept.",
    check=outside_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPendDate
            A         | 2025-04-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPendDate
          > A         | 2025-03-31
        """,
    },
)
