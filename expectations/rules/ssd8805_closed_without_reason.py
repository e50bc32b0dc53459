"""Why an episode was closed is asked of every closure."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="SSD8805",
    says="An episode that was closed has a reason for it.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_close_date"},
    action="warn",
    why="Children in need census, rule 8805. The closure itself is sound.",
    check=each_row(lambda rows: rows["cine_close_date"].notna() & rows["cine_close_reason"].isna()),
    accepts={
        "ssd_cin_episodes": """
            cine_close_date | cine_close_reason
            2025-09-01      | RC7
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_close_date | cine_close_reason
          > 2025-09-01      |
        """,
    },
)
