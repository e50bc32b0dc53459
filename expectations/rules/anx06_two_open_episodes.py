"""A child has one episode at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="ANX06",
    says="No child has more than one open episode of need.",
    agency="social_care",
    format="annex_a",
    about={"list_6": "CIN Closure Date"},
    action="warn",
    why="Ours, as in children in need census rule 8815. All are kept: nothing tells which "
    "is right.",
    check=several_open("Child Unique ID"),
    accepts={
        "list_6": """
            Child Unique ID | CIN Closure Date
            A               | 2025-06-01
            A               |
        """,
    },
    refuses={
        "list_6": """
            Child Unique ID
          > A
          > A
        """,
    },
)
