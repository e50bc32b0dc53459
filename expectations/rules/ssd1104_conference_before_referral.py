"""A conference answers a referral."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD1104",
    says="No initial child protection conference is held before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    about={"ssd_initial_cp_conference": "icpc_icpc_date"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 1104. The row is kept: that people met about the child "
    "must not be lost over a date.",
    check=before_its(
        "ssd_cin_episodes", by={"icpc_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_initial_cp_conference": """
            icpc_referral_id | icpc_icpc_date
            R1               | 2025-03-20
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_initial_cp_conference": """
            icpc_referral_id | icpc_icpc_date
          > R1               | 2025-03-09
        """,
    },
)
