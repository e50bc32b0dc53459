"""Since 2025 sexual abuse says by whom."""

from __future__ import annotations

from expectations.census import has_factor
from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8950Q",
    says="No assessment uses factor 19A, which became 19B and 19C.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    action="warn",
    why="Children in need census, rule 8950Q, a query. The assessment itself is sound.",
    check=each_row(lambda rows: has_factor(rows["AssessmentFactors"], "19A")),
    accepts={
        "Assessments": """
            LAchildID | AssessmentFactors
            A         | 19C
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | AssessmentFactors
          > A         | 19A
        """,
    },
)
