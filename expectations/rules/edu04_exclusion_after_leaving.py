"""A school cannot suspend a pupil who has left it."""

from __future__ import annotations

from expectations.comparing import after_its
from expectations.rule import Rule

# Pupils are numbered anew in each collection.
_COLLECTION = {"collection_year": "collection_year", "collection_term": "collection_term"}
_PUPIL = "pupilnolongeronrolltableid"


RULE = Rule(
    code="EDU04",
    says="No suspension or permanent exclusion starts after the pupil left the school.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsoffroll": "startdate"},
    needs=("pupilnolongeronroll",),
    action="warn",
    why="Ours. The row is kept: the day of leaving may be what is wrong.",
    check=after_its("pupilnolongeronroll", by={**_COLLECTION, _PUPIL: _PUPIL}, date="leavingdate"),
    accepts={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | leavingdate
            2024            | autumn          | P1                         | 2024-07-20
        """,
        "termlyexclusionsoffroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | startdate
            2024            | autumn          | P1                         | 2024-07-20
        """,
    },
    refuses={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | leavingdate
            2024            | autumn          | P1                         | 2024-07-20
        """,
        "termlyexclusionsoffroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | startdate
          > 2024            | autumn          | P1                         | 2024-09-05
        """,
    },
)
