"""An assessment takes weeks, not years."""

from __future__ import annotations

from expectations.census import assessment_is_open, open_outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8736",
    says="An assessment that is still open began in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8736. Its end was probably not typed in.",
    check=open_outside_period(assessment_is_open),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentActualStartDate | AssessmentAuthorisationDate
            A         | 2025-04-01                |
            B         | 2025-03-01                | 2025-04-10
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentActualStartDate
          > A         | 2025-03-31
        """,
    },
)
