"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="ANX05",
    says="No child has more than one child protection plan without an end.",
    agency="social_care",
    format="annex_a",
    about={"list_7": "Child Protection Plan End Date"},
    action="warn",
    why="Ours, as in children in need census rule 8935. All are kept: nothing tells which "
    "is right.",
    check=several_open("Child Unique ID"),
    accepts={
        "list_7": """
            Child Unique ID | Child Protection Plan End Date
            A               | 2025-06-01
            A               |
        """,
    },
    refuses={
        "list_7": """
            Child Unique ID
          > A
          > A
        """,
    },
)
