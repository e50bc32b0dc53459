"""An NHS number is one person’s."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="HLT11",
    says="No two patients have the same NHS number.",
    agency="health",
    format="ecds_csds",
    about={"patients": "nhs_number"},
    action="warn",
    why="Ours. Both are kept: linkage decides whether they are one child under two local "
    "numbers, or one number was typed twice.",
    check=each_row(
        lambda rows: is_one_of_several(rows, ["nhs_number"], where=rows["nhs_number"].notna())
    ),
    accepts={
        "patients": """
            local_patient_identifier | nhs_number
            N1                       | 9434765919
            N2                       |
            N3                       |
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | nhs_number
          > N1                       | 9434765919
          > N2                       | 9434765919
        """,
    },
)
