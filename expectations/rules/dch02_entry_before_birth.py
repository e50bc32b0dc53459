"""Care starts in pregnancy, and not before."""

from __future__ import annotations

from expectations.births import CHILD_HEALTH_EVENTS
from expectations.rule import Rule

RULE = Rule(
    code="DCH02",
    says="No referral, risk, professional or legal information is dated more than 40 weeks "
    "before the child’s birth.",
    agency="health",
    format="dch_events",
    about={
        "referrals": "referral_date",
        "safeguarding_risks": "risk_date",
        "professional_contacts": "start_date",
        "legal_information": "fact_date",
    },
    needs=("children",),
    action="quarantine",
    why="Ours, after children in need census rule 8606. The entry is about another "
    "person. Where no entry of the child agrees with the birth, the birth is what is "
    "wrong (DCH04), and all are kept.",
    check=CHILD_HEALTH_EVENTS.after_entry(),
    accepts={
        "children": """
            patient_id | birth_date
            A          | 2024-06-01
            B          |
        """,
        "referrals": """
            patient_id | referral_date
            A          | 2023-08-26
            B          | 2001-01-01
        """,
    },
    refuses={
        "children": """
            patient_id | birth_date
            A          | 2024-06-01
        """,
        "referrals": """
            patient_id | referral_date
          > A          | 2023-08-25
            A          | 2023-08-26
        """,
        "safeguarding_risks": """
            patient_id | risk_date
          > A          | 2023-08-25
            A          | 2023-08-26
        """,
        "professional_contacts": """
            patient_id | start_date
          > A          | 2023-08-25
            A          | 2023-08-26
        """,
        "legal_information": """
            patient_id | fact_date
          > A          | 2023-08-25
            A          | 2023-08-26
        """,
    },
)
