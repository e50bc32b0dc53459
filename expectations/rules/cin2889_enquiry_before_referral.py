"""A section 47 enquiry should not start before the referral it answers."""

from __future__ import annotations

from expectations.census import EPISODE
from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN2889",
    says="No section 47 enquiry starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 2889. The row is kept: the same row records the strategy"
    " discussion, and without it a page would say that none was recorded.",
    check=before_its("CINdetails", by=EPISODE, date="CINreferralDate"),
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate
            A         | A_1          | 2025-05-02
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate
          > A         | A_1          | 2025-05-01
        """,
    },
)
