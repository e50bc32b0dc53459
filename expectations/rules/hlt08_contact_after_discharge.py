"""A service that discharged a child sees them no more."""

from __future__ import annotations

from expectations.comparing import after_its
from expectations.rule import Rule

_REQUEST = "service_request_identifier"


RULE = Rule(
    code="HLT08",
    says="No community appointment is dated after the service discharged the child.",
    agency="health",
    format="ecds_csds",
    about={"csds_care_contacts": "care_contact_date"},
    needs=("csds_referrals",),
    action="warn",
    why="Ours. The row is kept: the discharge may be what is wrong, and whether a child was "
    "brought must stay on the chronology.",
    check=after_its("csds_referrals", by={_REQUEST: _REQUEST}, date="service_discharge_date"),
    accepts={
        "csds_referrals": """
            service_request_identifier | service_discharge_date
            S1                         | 2025-09-01
        """,
        "csds_care_contacts": """
            service_request_identifier | care_contact_date
            S1                         | 2025-09-01
        """,
    },
    refuses={
        "csds_referrals": """
            service_request_identifier | service_discharge_date
            S1                         | 2025-09-01
        """,
        "csds_care_contacts": """
            service_request_identifier | care_contact_date
          > S1                         | 2025-09-02
        """,
    },
)
