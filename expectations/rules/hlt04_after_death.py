"""An attendance or appointment after the child’s death."""

from __future__ import annotations

from expectations.comparing import after_its
from expectations.rule import Rule

_PATIENT = "local_patient_identifier"


RULE = Rule(
    code="HLT04",
    says="No emergency attendance or community appointment is dated after the child’s death.",
    agency="health",
    format="ecds_csds",
    about={
        "ecds_attendances": "emergency_care_arrival_date",
        "csds_care_contacts": "care_contact_date",
    },
    needs=("patients",),
    action="warn",
    why="Ours. Appointments booked earlier stay in the system, and a wrong date of death must "
    "not hide a living child, so the row is kept.",
    check=after_its("patients", by={_PATIENT: _PATIENT}, date="person_death_date"),
    accepts={
        "patients": """
            local_patient_identifier | person_death_date
            N1                       | 2025-06-01
            N2                       |
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
            N1                       | 2025-06-01
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | person_death_date
            N1                       | 2025-06-01
            N2                       |
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
          > N1                       | 2025-06-02
        """,
        "csds_care_contacts": """
            local_patient_identifier | care_contact_date
          > N1                       | 2025-06-02
        """,
    },
)
