"""1900-01-01 is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="HLT05",
    says="No attendance, referral, appointment or vulnerability is dated before 1990.",
    agency="health",
    format="ecds_csds",
    about={
        "ecds_attendances": "emergency_care_arrival_date",
        "csds_referrals": "referral_request_received_date",
        "csds_care_contacts": "care_contact_date",
        "csds_safeguarding_vulnerability": "start_date",
    },
    action="quarantine",
    why="Ours. Nobody who was a child then is one now: the date was never typed, and no place "
    "on a chronology is right.",
    check=before_year(1990),
    accepts={
        "ecds_attendances": """
            emergency_care_arrival_date
            2025-06-01
        """,
    },
    refuses={
        "ecds_attendances": """
            emergency_care_arrival_date
          > 1900-01-01
        """,
        "csds_referrals": """
            referral_request_received_date
          > 1900-01-01
        """,
        "csds_care_contacts": """
            care_contact_date
          > 1900-01-01
        """,
        "csds_safeguarding_vulnerability": """
            start_date
          > 1900-01-01
        """,
    },
)
