"""A section 47 enquiry should not start before the referral it answers."""

from __future__ import annotations

from expectations.rule import Rule, before_its

RULE = Rule(
    code="CIN2889",
    says="No section 47 enquiry starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    dates={"Section47": "S47ActualStartDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 2889. The row is kept: the same row records the strategy "
    "discussion, and without it a page would say that none was recorded.",
    check=before_its("CINdetails", by={"CINdetailsID": "CINdetailsID"}, date="CINreferralDate"),
)
