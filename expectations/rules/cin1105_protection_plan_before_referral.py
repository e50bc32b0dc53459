"""A child protection plan follows a referral."""

from __future__ import annotations

from expectations.census import EPISODE
from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN1105",
    says="No child protection plan starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 1105. The row is kept: that a child had a plan must "
    "never be lost over its date, and a child who moves here brings an older one.",
    check=before_its("CINdetails", by=EPISODE, date="CINreferralDate"),
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate
            A         | A_1          | 2025-05-20
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate
          > A         | A_1          | 2025-05-01
        """,
    },
)
