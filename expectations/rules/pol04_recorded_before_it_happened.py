"""Nobody records an incident before it happens."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="POL04",
    says="No notice, incident or missing episode is recorded before the day it happened.",
    agency="police",
    format="ppn",
    about={
        "public_protection_notices": "created_date",
        "domestic_abuse_incidents": "incident_date",
        "missing_episodes": "reported_date",
    },
    action="warn",
    why="Ours. The entry is sound, but it would be taken as known too early.",
    check=after_own("recorded_date"),
    accepts={
        "public_protection_notices": """
            created_date | recorded_date
            2025-06-01   | 2025-06-01
        """,
    },
    refuses={
        "public_protection_notices": """
            created_date | recorded_date
          > 2025-06-01   | 2025-05-31
        """,
        "domestic_abuse_incidents": """
            incident_date | recorded_date
          > 2025-06-01    | 2025-05-31
        """,
        "missing_episodes": """
            reported_date | recorded_date
          > 2025-06-01    | 2025-05-31
        """,
    },
)
