"""An assessment is to be done within 45 working days."""

from __future__ import annotations

from expectations.census import assessment_is_open, open_too_long
from expectations.rule import Rule

RULE = Rule(
    code="CIN8670Q",
    says="No assessment that is still open began more than 45 working days before the end of the"
    " year.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8670Q, a query. It is late, or its end was not typed in.",
    check=open_too_long(assessment_is_open, working_days=45),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentActualStartDate | AssessmentAuthorisationDate
            A         | 2026-02-02                |
            B         | 2025-05-01                | 2025-06-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentActualStartDate
          > A         | 2025-11-03
        """,
    },
)
