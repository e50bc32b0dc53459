"""A suspension of a child who is not born yet was put on the wrong pupil."""

from __future__ import annotations

from expectations.births import OFF_ROLL
from expectations.rule import Rule

RULE = Rule(
    code="EDU05",
    says="No suspension or permanent exclusion of a pupil who left starts before the pupil’s "
    "birth.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsoffroll": "startdate"},
    needs=("pupilnolongeronroll",),
    action="quarantine",
    why="Ours. The row is about another pupil. Where neither the day of entry nor another row of "
    "the pupil agrees with the birth, the birth is what is wrong (EDU15), and all are kept.",
    check=OFF_ROLL.after_entry(days=0),
    accepts={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | dob
            2024            | autumn          | P1                         | 2015-06-01
        """,
        "termlyexclusionsoffroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | startdate
            2024            | autumn          | P1                         | 2024-01-10
        """,
    },
    refuses={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | dob
            2024            | autumn          | P1                         | 2015-06-01
        """,
        "termlyexclusionsoffroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | startdate
          > 2024            | autumn          | P1                         | 2014-01-10
            2024            | autumn          | P1                         | 2024-01-10
        """,
    },
)
