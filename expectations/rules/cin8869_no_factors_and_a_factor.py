"""An assessment found factors or none."""

from __future__ import annotations

from expectations.census import has_factor
from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8869",
    says="Factor 21, that none was found, stands alone.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    action="warn",
    why="Children in need census, rule 8869. The assessment itself is sound.",
    check=each_row(
        lambda rows: (
            has_factor(rows["AssessmentFactors"], "21") & (rows["AssessmentFactors"] != "21")
        )
    ),
    accepts={
        "Assessments": """
            LAchildID | AssessmentFactors
            A         | 21
            B         | 2A,3B
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | AssessmentFactors
          > A         | 21,3B
        """,
    },
)
