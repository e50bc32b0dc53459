"""One assessment at a time."""

from __future__ import annotations

from expectations.census import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="CIN8863Q",
    says="No assessment starts while another of the episode runs.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8863Q, a query. All are kept: nothing tells which is right.",
    check=overlaps("CINdetailsID", end="AssessmentAuthorisationDate"),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
            A         | A_1          | 2025-05-01                | 2025-06-01
            A         | A_1          | 2025-06-02                |
            A         | A_2          | 2025-05-20                | 2025-06-10
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
            A         | A_1          | 2025-05-01                | 2025-06-01
          > A         | A_1          | 2025-06-01                |
        """,
    },
)
