"""A child has one episode of being looked after at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="CLA04",
    says="No child has more than one episode of being looked after without an end.",
    agency="social_care",
    format="ssda903",
    about={"episodes": "DEC"},
    action="warn",
    why="Ours. All are kept: nothing tells which is right.",
    check=several_open("CHILD"),
    accepts={
        "episodes": """
            CHILD | DEC
            A     | 2025-05-01
            A     |
        """,
    },
    refuses={
        "episodes": """
            CHILD
          > A
          > A
        """,
    },
)
