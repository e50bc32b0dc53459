"""An assessment cannot start before the referral it answers."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD1103",
    says="No assessment starts before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_assessments": "cina_assessment_start_date"},
    needs=("ssd_cin_episodes",),
    action="quarantine",
    why="Children in need census, rule 1103. One of the two dates is wrong, and time from "
    "referral to assessment would be negative.",
    check=before_its(
        "ssd_cin_episodes", by={"cina_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_assessment_start_date
            R1               | 2025-03-10
            R9               | 2020-01-01
                             | 2020-01-01
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_date
            R1               | 2025-03-10
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_assessment_start_date
          > R1               | 2025-03-09
        """,
    },
)
