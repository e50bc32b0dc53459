"""A child cannot be brought to an emergency department before they are born."""

from __future__ import annotations

from expectations.births import HEALTH
from expectations.rule import Rule

RULE = Rule(
    code="HLT01",
    says="No emergency attendance is dated before the child’s birth.",
    agency="health",
    format="ecds_csds",
    about={"ecds_attendances": "emergency_care_arrival_date"},
    needs=("patients",),
    action="quarantine",
    why="Ours. The attendance may be the mother’s. Where no entry of the child agrees with "
    "the birth, the birth is what is wrong (HLT14), and all are kept.",
    check=HEALTH.after_entry(days=0),
    accepts={
        "patients": """
            local_patient_identifier | person_birth_date
            N1                       | 2024-06-01
            N2                       |
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
            N1                       | 2024-06-01
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | person_birth_date
            N1                       | 2024-06-01
            N2                       |
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
          > N1                       | 2024-05-31
            N1                       | 2024-06-01
        """,
    },
)
