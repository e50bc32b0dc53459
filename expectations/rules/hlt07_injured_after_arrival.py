"""An injury comes before the visit about it."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="HLT07",
    says="No injury is dated after the child arrived with it.",
    agency="health",
    format="ecds_csds",
    about={"ecds_attendances": "injury_date"},
    action="warn",
    why="Ours. The attendance is sound; only the day of the injury is not.",
    check=after_own("emergency_care_arrival_date"),
    accepts={
        "ecds_attendances": """
            injury_date | emergency_care_arrival_date
            2025-06-01  | 2025-06-01
        """,
    },
    refuses={
        "ecds_attendances": """
            injury_date | emergency_care_arrival_date
          > 2025-06-02  | 2025-06-01
        """,
    },
)
