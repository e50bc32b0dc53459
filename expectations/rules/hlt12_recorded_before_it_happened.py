"""Nobody records an attendance before it happens."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="HLT12",
    says="No emergency attendance is recorded before the day of it.",
    agency="health",
    format="ecds_csds",
    about={"ecds_attendances": "emergency_care_arrival_date"},
    action="warn",
    why="Ours. The entry is sound, but it would be taken as known too early; appointments are "
    "booked ahead and not looked at.",
    check=after_own("recorded_date"),
    accepts={
        "ecds_attendances": """
            emergency_care_arrival_date | recorded_date
            2025-06-01                  | 2025-06-01
        """,
    },
    refuses={
        "ecds_attendances": """
            emergency_care_arrival_date | recorded_date
          > 2025-06-01                  | 2025-05-31
        """,
    },
)
