"""A plan lasts."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8840",
    says="No child protection plan starts and ends on the same day.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPendDate"},
    action="warn",
    why="Children in need census, rule 8840. The row is kept: that a child had a plan must "
    "never be lost over its date.",
    check=each_row(lambda rows: rows["CPPstartDate"] == rows["CPPendDate"]),
    accepts={
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
            A         | 2025-05-01   | 2025-05-02
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate | CPPendDate
          > A         | 2025-05-01   | 2025-05-01
        """,
    },
)
