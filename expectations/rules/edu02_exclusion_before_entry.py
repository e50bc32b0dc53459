"""A suspension from a school before the day the pupil joined it."""

from __future__ import annotations

from expectations.rule import Rule, before_its

# Pupils are numbered anew in each collection.
_COLLECTION = {"collection_year": "collection_year", "collection_term": "collection_term"}
_PUPIL = "pupilonrolltableid"


RULE = Rule(
    code="EDU02",
    says="No suspension or permanent exclusion starts before the pupil joined the school.",
    agency="education",
    format="school_census",
    dates={"termlyexclusionsonroll": "startdate"},
    needs=("pupilonroll",),
    action="warn",
    why="Ours. The suspension may be one that an earlier school sent on, so the row is kept.",
    check=before_its("pupilonroll", by={**_COLLECTION, _PUPIL: _PUPIL}, date="entrydate"),
)
