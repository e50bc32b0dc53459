"""A number that was verified is there."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="HLT13",
    says="A patient whose NHS number is said to be verified has one.",
    agency="health",
    format="ecds_csds",
    about={"patients": "nhs_number_status_indicator_code"},
    action="warn",
    why="Ours. The child is kept: linkage weighs the other details.",
    check=each_row(
        lambda rows: (rows["nhs_number_status_indicator_code"] == "01") & rows["nhs_number"].isna()
    ),
    accepts={
        "patients": """
            local_patient_identifier | nhs_number | nhs_number_status_indicator_code
            N1                       | 9434765919 | 01
            N2                       |            | 04
        """,
    },
    refuses={
        "patients": """
            local_patient_identifier | nhs_number | nhs_number_status_indicator_code
          > N1                       |            | 01
        """,
    },
)
