"""The department’s systems hold 20 characters of a child’s number."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN1570",
    says="No child’s number is longer than 20 characters.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "LAchildID"},
    action="warn",
    why="Children in need census, rule 1570. A longer number still names one child here, so the"
    " child is kept.",
    check=each_row(lambda rows: rows["LAchildID"].str.len() > 20),
    accepts={
        "ChildIdentifiers": """
            LAchildID
            A2345678901234567890
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID
          > A23456789012345678901
        """,
    },
)
