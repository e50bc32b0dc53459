"""A section 47 enquiry should not start before the referral it answers."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD2889",
    says="No section 47 enquiry starts before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    about={"ssd_s47_enquiry": "s47e_s47_start_date"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 2889. The row is kept: the same row records the strategy"
    " discussion, and without it a page would say that none was recorded.",
    check=before_its(
        "ssd_cin_episodes", by={"s47e_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_s47_enquiry": """
            s47e_referral_id | s47e_s47_start_date
            R1               | 2025-03-10
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_s47_enquiry": """
            s47e_referral_id | s47e_s47_start_date
          > R1               | 2025-03-09
        """,
    },
)
