"""A plan answers a referral."""

from __future__ import annotations

from expectations.census import EPISODE
from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN4015",
    says="No child in need plan starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    about={"CINplanDates": "CINPlanStartDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 4015. The plan is kept: it may go on from an episode "
    "that was closed too early.",
    check=before_its("CINdetails", by=EPISODE, date="CINreferralDate"),
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate
            A         | A_1          | 2025-05-02
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID | CINPlanStartDate
          > A         | A_1          | 2025-05-01
        """,
    },
)
