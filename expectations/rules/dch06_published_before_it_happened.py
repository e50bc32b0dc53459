"""Nobody publishes an attendance before it happens."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="DCH06",
    says="No emergency attendance or risk is published before the day of it.",
    agency="health",
    format="dch_events",
    about={
        "emergency_attendances": "arrival_date",
        "safeguarding_risks": "risk_date",
    },
    action="warn",
    why="Ours. The entry is sound, but it would be taken as known too early; "
    "immunisations are booked ahead and not looked at.",
    check=after_own("recorded_date"),
    accepts={
        "emergency_attendances": """
            arrival_date | recorded_date
            2025-06-01   | 2025-06-01
        """,
    },
    refuses={
        "emergency_attendances": """
            arrival_date | recorded_date
          > 2025-06-01   | 2025-05-31
        """,
        "safeguarding_risks": """
            risk_date  | recorded_date
          > 2025-06-01 | 2025-05-31
        """,
    },
)
