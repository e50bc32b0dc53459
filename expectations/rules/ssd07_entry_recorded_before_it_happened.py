"""Nobody records a contact before it is made."""

from __future__ import annotations

from expectations.comparing import after_own
from expectations.rule import Rule

RULE = Rule(
    code="SSD07",
    says="No contact, referral or enquiry is recorded before the day it happened.",
    agency="social_care",
    format="ssd",
    about={
        "ssd_contacts": "cont_contact_date",
        "ssd_cin_episodes": "cine_referral_date",
        "ssd_s47_enquiry": "s47e_s47_start_date",
    },
    action="warn",
    why="Ours. The entry is sound, but it would be taken as known too early; conferences and "
    "visits are booked ahead and not looked at.",
    check=after_own("recorded_date"),
    accepts={
        "ssd_contacts": """
            cont_contact_date | recorded_date
            2025-05-01        | 2025-05-02
        """,
    },
    refuses={
        "ssd_contacts": """
            cont_contact_date | recorded_date
          > 2025-05-01        | 2025-04-30
        """,
        "ssd_cin_episodes": """
            cine_referral_date | recorded_date
          > 2025-05-01         | 2025-04-30
        """,
        "ssd_s47_enquiry": """
            s47e_s47_start_date | recorded_date
          > 2025-05-01          | 2025-04-30
        """,
    },
)
