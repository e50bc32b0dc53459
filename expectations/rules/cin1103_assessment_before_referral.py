"""An assessment cannot start before the referral it answers."""

from __future__ import annotations

from expectations.rule import Rule, before_its

RULE = Rule(
    code="CIN1103",
    says="No assessment starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    dates={"Assessments": "AssessmentActualStartDate"},
    needs=("CINdetails",),
    action="quarantine",
    why="Children in need census, rule 1103. One of the two dates is wrong, and time from referral "
    "to assessment would be negative.",
    check=before_its("CINdetails", by={"CINdetailsID": "CINdetailsID"}, date="CINreferralDate"),
)
