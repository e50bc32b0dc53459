"""An episode that ended says what followed."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CLA06",
    says="Every episode with a last day says why it ended, and no other does.",
    agency="social_care",
    format="ssda903",
    about={"episodes": "REC"},
    action="warn",
    why="Ours. The episode is kept; whether the child left care cannot be told.",
    check=each_row(lambda rows: rows["DEC"].notna() != rows["REC"].notna()),
    accepts={
        "episodes": """
            CHILD | DEC        | REC
            A     | 2025-05-01 | X1
            A     |            |
        """,
    },
    refuses={
        "episodes": """
            CHILD | DEC        | REC
          > A     | 2025-05-01 |
          > B     |            | X1
        """,
    },
)
