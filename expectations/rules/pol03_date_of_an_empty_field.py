"""1900-01-01 is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="POL03",
    says="No notice, incident or missing episode is dated before 1990.",
    agency="police",
    format="ppn",
    about={
        "public_protection_notices": "created_date",
        "domestic_abuse_incidents": "incident_date",
        "missing_episodes": "reported_date",
    },
    action="quarantine",
    why="Ours. Nobody who was a child then is one now: the date was never typed, and no place "
    "on a chronology is right.",
    check=before_year(1990),
    accepts={
        "public_protection_notices": """
            created_date
            2025-06-01
        """,
    },
    refuses={
        "public_protection_notices": """
            created_date
          > 1900-01-01
        """,
        "domestic_abuse_incidents": """
            incident_date
          > 1900-01-01
        """,
        "missing_episodes": """
            reported_date
          > 1900-01-01
        """,
    },
)
