"""One episode of being looked after follows another."""

from __future__ import annotations

from expectations.comparing import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="CLA05",
    says="No episode of being looked after starts before another of the child has ended.",
    agency="social_care",
    format="ssda903",
    about={"episodes": "DECOM"},
    action="warn",
    why="Ours. Both are kept: nothing tells which is right. The next may start on the "
    "last day of the one before.",
    check=overlaps("CHILD", end="DEC", shared_day=False),
    accepts={
        "episodes": """
            CHILD | DECOM      | DEC
            A     | 2025-05-01 | 2025-06-01
            A     | 2025-06-01 |
        """,
    },
    refuses={
        "episodes": """
            CHILD | DECOM      | DEC
            A     | 2025-05-01 | 2025-06-01
          > A     | 2025-05-31 |
        """,
    },
)
