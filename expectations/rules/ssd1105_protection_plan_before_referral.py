"""A child protection plan follows a referral."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD1105",
    says="No child protection plan starts before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_plans": "cppl_cp_plan_start_date"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 1105. The row is kept: that a child had a plan must "
    "never be lost over its date, and a child who moves here brings an older one.",
    check=before_its(
        "ssd_cin_episodes", by={"cppl_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cp_plans": """
            cppl_referral_id | cppl_cp_plan_start_date
            R1               | 2025-03-20
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cp_plans": """
            cppl_referral_id | cppl_cp_plan_start_date
          > R1               | 2025-03-09
        """,
    },
)
