"""A suspension of a child who is not born yet was put on the wrong pupil."""

from __future__ import annotations

from expectations.births import ON_ROLL
from expectations.rule import Rule

RULE = Rule(
    code="EDU01",
    says="No suspension or permanent exclusion starts before the pupil’s birth.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "startdate"},
    needs=("pupilonroll",),
    action="quarantine",
    why="Ours. The row is about another pupil. Where neither the day of entry nor another row of "
    "the pupil agrees with the birth, the birth is what is wrong (EDU14), and all are kept.",
    check=ON_ROLL.after_entry(days=0),
    accepts={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | dob
            2024            | autumn          | P1                 | 2015-06-01
            2024            | spring          | P1                 | 2018-06-01
        """,
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
            2024            | autumn          | P1                 | 2016-01-01
        """,
    },
    refuses={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | dob
            2024            | autumn          | P1                 | 2015-06-01
            2024            | spring          | P1                 | 2018-06-01
        """,
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
          > 2024            | spring          | P1                 | 2016-01-01
            2024            | spring          | P1                 | 2024-01-10
        """,
    },
)
