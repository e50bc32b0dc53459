"""A child who is missing cannot go missing."""

from __future__ import annotations

from expectations.comparing import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="CLA08",
    says="No child goes missing while an earlier episode of theirs goes on.",
    agency="social_care",
    format="ssda903",
    about={"missing": "MIS_START"},
    action="warn",
    why="Ours. Both are kept: the day the child was found may be what is wrong.",
    check=overlaps("CHILD", end="MIS_END", shared_day=False),
    accepts={
        "missing": """
            CHILD | MIS_START  | MIS_END
            A     | 2025-05-01 | 2025-05-02
            A     | 2025-05-02 |
        """,
    },
    refuses={
        "missing": """
            CHILD | MIS_START  | MIS_END
            A     | 2025-05-01 | 2025-05-03
          > A     | 2025-05-02 |
        """,
    },
)
