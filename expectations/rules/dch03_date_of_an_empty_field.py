"""1900-01-01 is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.births import CHILD_HEALTH_EVENTS
from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="DCH03",
    says="No event is dated before 1990.",
    agency="health",
    format="dch_events",
    about=CHILD_HEALTH_EVENTS.entries,
    action="quarantine",
    why="Ours. Nobody who was a child then is one now: the date was never typed, and no "
    "place on a chronology is right.",
    check=before_year(1990),
    accepts={
        "emergency_attendances": """
            arrival_date
            2025-06-01
        """,
    },
    refuses={
        "emergency_attendances": """
            arrival_date
          > 1900-01-01
        """,
        "immunisations": """
            immunisation_date
          > 1900-01-01
        """,
        "professional_contacts": """
            start_date
          > 1900-01-01
        """,
        "referrals": """
            referral_date
          > 1900-01-01
        """,
        "safeguarding_risks": """
            risk_date
          > 1900-01-01
        """,
        "legal_information": """
            fact_date
          > 1900-01-01
        """,
    },
)
