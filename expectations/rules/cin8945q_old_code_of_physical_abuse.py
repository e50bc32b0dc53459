"""Since 2025 physical abuse says by whom."""

from __future__ import annotations

from expectations.census import has_factor
from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8945Q",
    says="No assessment uses factor 18A, which became 18B and 18C.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    action="warn",
    why="Children in need census, rule 8945Q, a query. The assessment itself is sound.",
    check=each_row(lambda rows: has_factor(rows["AssessmentFactors"], "18A")),
    accepts={
        "Assessments": """
            LAchildID | AssessmentFactors
            A         | 18B
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | AssessmentFactors
          > A         | 2A,18A
        """,
    },
)
