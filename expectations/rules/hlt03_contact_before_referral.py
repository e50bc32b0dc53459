"""An appointment before the service received the referral it belongs to."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

_REQUEST = "service_request_identifier"


RULE = Rule(
    code="HLT03",
    says="No community appointment is dated before the service received the referral.",
    agency="health",
    format="ecds_csds",
    about={"csds_care_contacts": "care_contact_date"},
    needs=("csds_referrals",),
    action="warn",
    why="Ours. Referrals are often typed in after an urgent first visit, and whether a child "
    "was brought must stay on the chronology, so the row is kept.",
    check=before_its(
        "csds_referrals", by={_REQUEST: _REQUEST}, date="referral_request_received_date"
    ),
    accepts={
        "csds_referrals": """
            service_request_identifier | referral_request_received_date
            S1                         | 2025-05-01
        """,
        "csds_care_contacts": """
            service_request_identifier | care_contact_date
            S1                         | 2025-05-01
        """,
    },
    refuses={
        "csds_referrals": """
            service_request_identifier | referral_request_received_date
            S1                         | 2025-05-01
        """,
        "csds_care_contacts": """
            service_request_identifier | care_contact_date
          > S1                         | 2025-04-30
        """,
    },
)
