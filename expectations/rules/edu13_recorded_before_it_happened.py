"""Nobody records a suspension before it starts."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="EDU13",
    says="No suspension or permanent exclusion is recorded before the day it starts.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "startdate", "termlyexclusionsoffroll": "startdate"},
    action="warn",
    why="Ours. The entry is sound, but it would be taken as known too early.",
    check=after_own("recorded_date"),
    accepts={
        "termlyexclusionsonroll": """
            startdate  | recorded_date
            2024-06-01 | 2024-06-01
        """,
    },
    refuses={
        "termlyexclusionsonroll": """
            startdate  | recorded_date
          > 2024-06-01 | 2024-05-20
        """,
        "termlyexclusionsoffroll": """
            startdate  | recorded_date
          > 2024-06-01 | 2024-05-20
        """,
    },
)
