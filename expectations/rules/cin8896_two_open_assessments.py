"""One assessment at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="CIN8896",
    says="No episode has more than one assessment that is not completed.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentAuthorisationDate"},
    action="warn",
    why="Children in need census, rule 8896. All are kept: nothing tells which is right.",
    check=several_open("CINdetailsID"),
    accepts={
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentAuthorisationDate
            A         | A_1          |
            A         | A_1          | 2025-06-01
            A         | A_2          |
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | CINdetailsID
          > A         | A_1
          > A         | A_1
        """,
    },
)
