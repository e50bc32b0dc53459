"""A suspension from a school before the day the pupil joined it."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

# Pupils are numbered anew in each collection.
_COLLECTION = {"collection_year": "collection_year", "collection_term": "collection_term"}
_PUPIL = "pupilonrolltableid"


RULE = Rule(
    code="EDU02",
    says="No suspension or permanent exclusion starts before the pupil joined the school.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "startdate"},
    needs=("pupilonroll",),
    action="warn",
    why="Ours. The suspension may be one that an earlier school sent on, so the row is kept.",
    check=before_its("pupilonroll", by={**_COLLECTION, _PUPIL: _PUPIL}, date="entrydate"),
    accepts={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | entrydate
            2024            | autumn          | P1                 | 2022-09-01
        """,
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
            2024            | autumn          | P1                 | 2022-09-01
        """,
    },
    refuses={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | entrydate
            2024            | autumn          | P1                 | 2022-09-01
        """,
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
          > 2024            | autumn          | P1                 | 2022-08-31
        """,
    },
)
