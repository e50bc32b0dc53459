"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import HEALTH
from expectations.rule import Rule

RULE = Rule(
    code="HLT14",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="health",
    format="ecds_csds",
    about={"patients": "person_birth_date"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=HEALTH.after_every_entry(),
    accepts={
        "patients": """
            local_patient_identifier | person_birth_date
            A                        | 2014-06-01
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
            A                        | 2015-01-01
            A                        | 2001-01-01
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | person_birth_date
          > A                        | 2105-06-01
        """,
        "ecds_attendances": """
            local_patient_identifier | emergency_care_arrival_date
            A                        | 2015-01-01
            A                        | 2016-01-01
        """,
    },
)
