"""An assessment cannot start before the referral it answers."""

from __future__ import annotations

from expectations.census import EPISODE
from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="CIN1103",
    says="No assessment starts before the referral it belongs to.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentActualStartDate"},
    needs=("CINdetails",),
    action="quarantine",
    why="Children in need census, rule 1103. One of the two dates is wrong, and time from "
    "referral to assessment would be negative.",
    check=before_its("CINdetails", by=EPISODE, date="CINreferralDate"),
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate
            A         | A_1          | 2025-05-02
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINreferralDate
            A         | A_1          | 2025-05-02
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate
          > A         | A_1          | 2025-05-01
        """,
    },
)
