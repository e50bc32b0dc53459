"""A conference answers a referral."""

from __future__ import annotations

from expectations.census import EPISODE
from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN1104",
    says="No initial child protection conference after a section 47 enquiry is held before the "
    "referral.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "DateOfInitialCPC"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 1104. The row is kept: it records the strategy "
    "discussion, too.",
    check=before_its("CINdetails", by=EPISODE, date="CINreferralDate"),
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-05-20
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
          > A         | A_1          | 2025-05-01
        """,
    },
)
