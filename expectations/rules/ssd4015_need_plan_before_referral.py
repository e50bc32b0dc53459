"""A plan answers a referral."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD4015",
    says="No child in need plan starts before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_plans": "cinp_cin_plan_start_date"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 4015. The plan is kept: it may go on from an episode "
    "that was closed too early.",
    check=before_its(
        "ssd_cin_episodes", by={"cinp_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cin_plans": """
            cinp_referral_id | cinp_cin_plan_start_date
            R1               | 2025-03-20
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cin_plans": """
            cinp_referral_id | cinp_cin_plan_start_date
          > R1               | 2025-03-09
        """,
    },
)
