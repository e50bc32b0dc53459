"""An assessment cannot start before the referral it answers."""

from __future__ import annotations

from expectations.rule import Rule, before_its

RULE = Rule(
    code="SSD1103",
    says="No assessment starts before the referral it belongs to.",
    agency="social_care",
    format="ssd",
    dates={"ssd_cin_assessments": "cina_assessment_start_date"},
    needs=("ssd_cin_episodes",),
    action="quarantine",
    why="Children in need census, rule 1103. One of the two dates is wrong, and time from referral "
    "to assessment would be negative.",
    check=before_its(
        "ssd_cin_episodes", by={"cina_referral_id": "cine_referral_id"}, date="cine_referral_date"
    ),
)
