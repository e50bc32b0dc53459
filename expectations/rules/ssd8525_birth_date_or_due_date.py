"""A child is born or expected."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="SSD8525",
    says="Every child has a date of birth or an expected one.",
    agency="social_care",
    format="ssd",
    about={"ssd_person": "pers_dob"},
    action="warn",
    why="Children in need census, rule 8525. The child is kept: linkage weighs the other details.",
    check=each_row(lambda rows: rows["pers_dob"].isna() & rows["pers_expected_dob"].isna()),
    accepts={
        "ssd_person": """
            pers_person_id | pers_dob   | pers_expected_dob
            A              | 2024-06-01 |
            B              |            | 2026-06-01
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_dob
          > C              |
        """,
    },
)
