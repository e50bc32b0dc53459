"""What each agreement of two records weighs, and where the lines are drawn.

The weights are kept as a document that a person can read and a night can run on: for each level
of each comparison, `m` (how often records of one child come out there) and `u` (how often those
of two children do). `train` estimates the same document from the records themselves.
"""

from __future__ import annotations

from typing import Any

Parameters = dict[str, Any]

LINK_THRESHOLD = 0.95
"""Records are put together from this probability on: 1 in 20 at the line, far fewer above it."""

CHECK_BELOW = 0.995
"""A link below this is shown as "check it's the right child"."""

RESTRICTION_THRESHOLD = 0.5
"""A person this near to a record on the restrictions list is treated as restricted: showing one
who should be hidden does harm that cannot be undone, and hiding one too many is put right by
completing the list."""

KEEP_FROM = 0.1
"""Weighed pairs below this are forgotten. Those between here and the lines above link nothing; a few
of them are drawn by chance for somebody to look at, so that missed links can be estimated."""

WITHIN_FEED_PROBABILITY = 0.99999
"""One agency's two records are two children unless they agree on everything it holds."""

MOST_RECORDS_OF_ONE_CHILD = 40
"""A cluster above this is refused: its records stand apart unless identifiers or decisions hold
them, the run page says so, and they go to clerical review."""

MOST_RECORDS_OF_ONE_KEY = 300
"""Records that share a blocking key with more others than this are not compared for that key's
sake: the key is a placeholder, or a name so common that it says nothing on its own."""


def _weigh(m: float, u: float, reason: str) -> dict[str, Any]:
    return {"m": m, "u": u, "from": "reviewed", "reason": reason}


REVIEWED_PARAMETERS: Parameters = {
    "version": "reviewed-2",
    "source": "Reviewed by hand; nothing was estimated from anybody's records.",
    "probability_two_random_records_match": 1 / 60_000,
    "reason": "One area has about 60,000 children, so two records picked blindly are one child's "
    "once in 60,000 pairs.",
    "comparisons": {
        "forename": {
            "same_rare": _weigh(0.11, 0.00003, "Rare names: each held by fewer than 1 in 2,000"),
            "same": _weigh(0.45, 0.0022, "The names in between: each held by about 1 in 250"),
            "same_common": _weigh(0.27, 0.0045, "Names above 1 in 100 agree by chance more often"),
            "short_form": _weigh(0.07, 0.002, "Schools and police often write the short form"),
            "swapped": _weigh(0.004, 1e-6, "A chance swap needs both names to agree at once"),
            "near": _weigh(0.05, 0.005, "Typing errors; also names that merely look alike"),
            "part": _weigh(0.01, 0.002, "Second forenames and shortened names"),
            "other": _weigh(0.036, 0.984, "Known-as names; otherwise another child"),
        },
        "surname": {
            "same_rare": _weigh(0.34, 0.00008, "Rare names: each held by fewer than 1 in 2,000"),
            "same": _weigh(0.36, 0.0012, "The names in between: each held by about 1 in 300"),
            "same_common": _weigh(0.13, 0.0026, "Names above 1 in 100 agree by chance more often"),
            "swapped": _weigh(0.004, 0.004, "Already weighed with the forename, so neutral here"),
            "near": _weigh(0.06, 0.004, "Typing errors; also surnames that look alike"),
            "part": _weigh(0.03, 0.001, "Double-barrelled surnames written in part"),
            "other": _weigh(0.076, 0.987, "A parent's new surname; otherwise another family"),
        },
        "birth_date": {
            "same": _weigh(0.92, 0.00016, "About 6,200 days of birth between 0 and 17"),
            "due": _weigh(0.008, 0.0001, "An unborn child is born in one window of 140 days"),
            "swapped": _weigh(0.01, 0.0001, "Day and month in the American order"),
            "near": _weigh(0.025, 0.001, "One wrong digit, or a day read off the row beside"),
            "same_month": _weigh(0.007, 0.005, "About 200 months between 0 and 17"),
            "same_year": _weigh(0.015, 0.001, "Where a day is not known, 1 in 18 years agrees"),
            "other": _weigh(0.015, 0.99264, "Rarely wrong in more than one digit"),
        },
        "address": {
            "same": _weigh(0.50, 0.0004, "Brothers and sisters share it, so weighed with care"),
            "same_postcode": _weigh(0.10, 0.0006, "About 15 homes share a postcode"),
            "former": _weigh(0.08, 0.0008, "Agencies learn of a move late; families come back"),
            "same_line": _weigh(0.02, 0.001, "Many streets share a name and a house number"),
            "near": _weigh(0.01, 0.0001, "A misread letter of the postcode"),
            "same_sector": _weigh(0.05, 0.01, "Moves within the neighbourhood are frequent"),
            "other": _weigh(0.24, 0.9871, "Families move, and agencies learn of it late"),
        },
        "parents": {
            "same": _weigh(0.60, 0.0008, "Brothers and sisters share them, so weighed with care"),
            "other": _weigh(0.40, 0.9992, "One agency names the mother, another the father"),
        },
        "sex": {
            "same": _weigh(0.985, 0.5, "Half of all pairs agree by chance"),
            "other": _weigh(0.015, 0.5, "Recorded wrongly for about 1 child in 70"),
        },
        "nhs_number": {
            "same": _weigh(0.98, 0.00001, "A valid number held by another child is a typing error"),
            "other": _weigh(0.02, 0.99999, "A second number is given now and then"),
        },
        "upn": {
            "same": _weigh(0.95, 0.00001, "A valid UPN held by another pupil is a typing error"),
            "other": _weigh(0.05, 0.99999, "Former UPNs stay in use after a move"),
        },
        "other_identifier": {
            "same": _weigh(0.85, 0.00002, "Nobody checks it, so a slip may hit another person's"),
            "near": _weigh(0.05, 0.0001, "A slip of one key; neighbours in a list differ so, too"),
            "other": _weigh(0.10, 0.99988, "Some systems keep several, or an outdated one"),
        },
    },
}
"""What a night runs on while nothing was trained."""
