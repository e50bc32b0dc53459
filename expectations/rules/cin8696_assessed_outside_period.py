"""A return is about one year."""

from __future__ import annotations

from expectations.census import outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8696",
    says="An assessment that was completed was completed in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentAuthorisationDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8696. What happened is real, and only in the wrong "
    "return, so the row is kept.",
    check=outside_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate
            A         | 2025-04-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate
          > A         | 2025-03-31
        """,
    },
)
