"""A reason for a closure that has no day."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="SSD8810",
    says="An episode with a reason for its closure has the day of it.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_close_reason"},
    action="warn",
    why="Children in need census, rule 8810. The referral itself is sound.",
    check=each_row(lambda rows: rows["cine_close_date"].isna() & rows["cine_close_reason"].notna()),
    accepts={
        "ssd_cin_episodes": """
            cine_close_date | cine_close_reason
            2025-09-01      | RC7
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_close_date | cine_close_reason
          >                 | RC7
        """,
    },
)
