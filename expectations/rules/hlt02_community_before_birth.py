"""Health visiting starts in pregnancy, and not before."""

from __future__ import annotations

from expectations.births import HEALTH
from expectations.rule import Rule

RULE = Rule(
    code="HLT02",
    says="No community referral, appointment or vulnerability is dated more than 40 weeks before"
    " the child’s birth.",
    agency="health",
    format="ecds_csds",
    about={
        "csds_referrals": "referral_request_received_date",
        "csds_care_contacts": "care_contact_date",
        "csds_safeguarding_vulnerability": "start_date",
    },
    needs=("patients",),
    action="quarantine",
    why="Ours, after children in need census rule 8606; visits in pregnancy are kept. Further "
    "back, the row is about another person. Where no entry of the child agrees with the birth, "
    "the birth is what is wrong (HLT14), and all are kept.",
    check=HEALTH.after_entry(),
    accepts={
        "patients": """
            local_patient_identifier | person_birth_date
            N1                       | 2024-06-01
            N2                       |
        """,
        "csds_care_contacts": """
            local_patient_identifier | care_contact_date
            N1                       | 2023-08-26
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | person_birth_date
            N1                       | 2024-06-01
            N2                       |
        """,
        "csds_referrals": """
            local_patient_identifier | referral_request_received_date
          > N1                       | 2023-08-25
            N1                       | 2023-08-26
        """,
        "csds_care_contacts": """
            local_patient_identifier | care_contact_date
          > N1                       | 2023-08-25
        """,
        "csds_safeguarding_vulnerability": """
            local_patient_identifier | start_date
          > N1                       | 2023-08-25
        """,
    },
)
