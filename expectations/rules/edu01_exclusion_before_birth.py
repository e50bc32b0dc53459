"""A suspension of a child who is not born yet was put on the wrong pupil."""

from __future__ import annotations

from expectations.rule import Rule, before_its

# Pupils are numbered anew in each collection.
_COLLECTION = {"collection_year": "collection_year", "collection_term": "collection_term"}
_PUPIL = "pupilonrolltableid"


RULE = Rule(
    code="EDU01",
    says="No suspension or permanent exclusion starts before the pupil’s birth.",
    agency="education",
    format="school_census",
    dates={"termlyexclusionsonroll": "startdate"},
    needs=("pupilonroll",),
    action="quarantine",
    why="Ours. The row is about another pupil, or one of the two dates is wrong.",
    check=before_its("pupilonroll", by={**_COLLECTION, _PUPIL: _PUPIL}, date="dob"),
)
