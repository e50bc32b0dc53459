"""A closure has a reason."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="ANX07",
    says="Every closed episode says why it was closed.",
    agency="social_care",
    format="annex_a",
    about={"list_6": "Reason for Closure"},
    action="warn",
    why="Ours, as in children in need census rule 8805. The closure is kept; whether it "
    "went on elsewhere cannot be told.",
    check=each_row(
        lambda rows: rows["CIN Closure Date"].notna() & rows["Reason for Closure"].isna()
    ),
    accepts={
        "list_6": """
            Child Unique ID | CIN Closure Date | Reason for Closure
            A               | 2025-06-01       | RC9
            B               |                  |
        """,
    },
    refuses={
        "list_6": """
            Child Unique ID | CIN Closure Date
          > A               | 2025-06-01
        """,
    },
)
