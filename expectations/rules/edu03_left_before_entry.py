"""A pupil cannot leave a school before the day they joined it."""

from __future__ import annotations

from expectations.comparing import before_own
from expectations.rule import Rule

RULE = Rule(
    code="EDU03",
    says="No pupil leaves a school before the day they joined it.",
    agency="education",
    format="school_census",
    about={"pupilnolongeronroll": "leavingdate"},
    action="warn",
    why="Ours. Setting a pupil aside would set aside every entry about them, so the row is kept.",
    check=before_own("entrydate"),
    accepts={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | entrydate  | leavingdate
            2024            | autumn          | P1                         | 2022-09-01 | 2024-07-20
        """,
    },
    refuses={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | entrydate  | leavingdate
          > 2024            | autumn          | P1                         | 2022-09-01 | 2022-08-31
        """,
    },
)
