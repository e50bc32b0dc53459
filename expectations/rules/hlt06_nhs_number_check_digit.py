"""An NHS number has a digit that tells a typing error."""

from __future__ import annotations

from expectations.comparing import each_row, has_wrong_check_digit
from expectations.rule import Rule

RULE = Rule(
    code="HLT06",
    says="The last digit of an NHS number is its check digit.",
    agency="health",
    format="ecds_csds",
    about={"patients": "nhs_number"},
    action="warn",
    why="Ours. The child is kept: linkage ignores a number that is wrong. Another form is found"
    " by `pattern:nhs_number`.",
    check=each_row(lambda rows: has_wrong_check_digit(rows["nhs_number"])),
    accepts={
        "patients": """
            local_patient_identifier | nhs_number
            N1                       | 9434765919
            N2                       |
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | nhs_number
          > N1                       | 9434765918
        """,
    },
)
