"""Factors are what a completed assessment found."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8614",
    says="An assessment that is not completed has no factors.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    action="warn",
    why="Children in need census, rule 8614. The assessment itself is sound.",
    check=each_row(
        lambda rows: rows["AssessmentFactors"].notna() & rows["AssessmentAuthorisationDate"].isna()
    ),
    accepts={
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate | AssessmentFactors
            A         | 2025-07-01                  | 2A
            B         |                             |
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate | AssessmentFactors
          > A         |                             | 2A
        """,
    },
)
