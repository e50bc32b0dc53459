"""How two records are compared, what each agreement weighs, and where the lines are drawn.

The weights are kept as a document that a person can read and a night can run on: for each level
of each comparison, `m` (how often records of one child come out there) and `u` (how often those
of two children do). `train` estimates the same document from the records themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
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

WITHIN_FEED_PROBABILITY = 0.99999
"""One agency's two records are two children unless they agree on everything it holds."""


@dataclass(frozen=True)
class Level:
    """A way in which two values can compare: its code, what it means, and its condition."""

    code: str
    label: str
    condition: str


@dataclass(frozen=True)
class Comparison:
    """What is compared; the first level whose condition holds counts, `other` if none does."""

    name: str
    unknown: str  # condition under which nothing can be said
    levels: tuple[Level, ...]


def _empty(column: str) -> str:
    return f"{column}_l is null or {column}_r is null"


def _both_agree(first: str, second: str) -> str:
    return f"l.{first} = r.{first} and l.{second} = r.{second}"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


_OTHER = Level("other", "None of the above", "ELSE")
_SHORT_FORM = (
    "list_has_any(string_split(forename_forms_l, ' '), string_split(forename_forms_r, ' '))"
)
_SWAPPED_NAMES = "forename_l = surname_r and surname_l = forename_r"
_SWAPPED_DAY_AND_MONTH = (
    "substr(birth_date_l, 1, 4) = substr(birth_date_r, 1, 4)"
    " and substr(birth_date_l, 6, 2) = substr(birth_date_r, 9, 2)"
    " and substr(birth_date_l, 9, 2) = substr(birth_date_r, 6, 2)"
)
_NEAR_BIRTH_DATE = (
    "abs(birth_year_l - birth_year_r) < 12"
    " and (damerau_levenshtein(birth_date_l, birth_date_r) <= 1"
    " or abs(date_diff('day', birth_date_l::date, birth_date_r::date)) <= 3)"
)

COMPARISONS = (
    Comparison(
        "forename", _empty("forename"),
        (
            Level("same", "The same forename", f"{_same('forename')} and not forename_is_common_l"),
            Level("same_common", "The same forename, one that many share", _same("forename")),
            Level("short_form", "Short forms of one name", _SHORT_FORM),
            Level("swapped", "Forename and surname swapped", _SWAPPED_NAMES),
            Level("near", "Spelled alike", "jaro_winkler_similarity(forename_l, forename_r) >= 0.88"),
            Level(
                "part", "One is the beginning of the other",
                "starts_with(forename_l, forename_r) or starts_with(forename_r, forename_l)",
            ),
            _OTHER,
        ),
    ),
    Comparison(
        "surname", _empty("surname"),
        (
            Level("same", "The same surname", f"{_same('surname')} and not surname_is_common_l"),
            Level("same_common", "The same surname, one that many share", _same("surname")),
            Level("swapped", "Forename and surname swapped", _SWAPPED_NAMES),
            Level("near", "Spelled alike", "jaro_winkler_similarity(surname_l, surname_r) >= 0.9"),
            Level(
                "part", "One is a part of the other",
                "list_has_any(string_split(surname_l, ' '), string_split(surname_r, ' '))",
            ),
            _OTHER,
        ),
    ),
    Comparison(
        "birth_date", _empty("birth_date"),
        (
            Level("same", "The same date of birth", _same("birth_date")),
            Level("swapped", "Day and month swapped", _SWAPPED_DAY_AND_MONTH),
            Level("near", "One digit, or up to 3 days, apart", _NEAR_BIRTH_DATE),
            Level(
                "same_month", "Another day of the same month",
                "substr(birth_date_l, 1, 7) = substr(birth_date_r, 1, 7)",
            ),
            _OTHER,
        ),
    ),
    Comparison(
        "address", f"({_empty('postcode')}) and ({_same('address')}) is not true",
        (
            Level(
                "same", "The same postcode and first line",
                f"{_same('postcode')} and {_same('address')}",
            ),
            Level("same_postcode", "The same postcode", _same("postcode")),
            Level("same_line", "The same first line, a postcode missing", _empty("postcode")),
            Level(
                "near", "One letter of the postcode differs, the same first line",
                f"damerau_levenshtein(postcode_l, postcode_r) <= 1 and {_same('address')}",
            ),
            Level("same_sector", "The same postcode sector", "postcode_l[:-3] = postcode_r[:-3]"),
            _OTHER,
        ),
    ),
    Comparison("sex", _empty("sex"), (Level("same", "The same sex", _same("sex")), _OTHER)),
    Comparison(
        "nhs_number", _empty("nhs_number"),
        (Level("same", "The same NHS number", _same("nhs_number")), _OTHER),
    ),
    Comparison(
        "upn", _empty("upn"), (Level("same", "The same UPN", _same("upn")), _OTHER)
    ),
)  # fmt: skip

BLOCKING_RULES = (
    _both_agree("birth_date", "surname"),
    _both_agree("birth_date", "forename_key"),
    _both_agree("birth_date", "postcode"),
    _both_agree("surname", "forename_key"),
    _both_agree("surname", "postcode"),
    _both_agree("postcode", "forename_key"),
    "l.forename = r.surname and l.surname = r.forename",
)
"""Pairs that agree on none of these are not compared."""


def _weigh(m: float, u: float, reason: str) -> dict[str, Any]:
    return {"m": m, "u": u, "from": "reviewed", "reason": reason}


REVIEWED_PARAMETERS: Parameters = {
    "version": "reviewed-1",
    "source": "Reviewed by hand; nothing was estimated from anybody's records.",
    "probability_two_random_records_match": 1 / 60_000,
    "reason": "One area has about 60,000 children, so two records picked blindly are one child's "
    "once in 60,000 pairs.",
    "comparisons": {
        "forename": {
            "same": _weigh(0.68, 0.004, "Popular names are given to about 1 child in 100"),
            "same_common": _weigh(0.15, 0.005, "Names above 1 in 100 agree by chance more often"),
            "short_form": _weigh(0.05, 0.002, "Schools and police often write the short form"),
            "swapped": _weigh(0.004, 1e-6, "A chance swap needs both names to agree at once"),
            "near": _weigh(0.04, 0.004, "Typing errors; also names that merely look alike"),
            "part": _weigh(0.01, 0.002, "Second forenames and shortened names"),
            "other": _weigh(0.066, 0.982, "Known-as names; otherwise another child"),
        },
        "surname": {
            "same": _weigh(0.75, 0.003, "Few surnames are held by more than 1 in 100"),
            "same_common": _weigh(
                0.12, 0.004, "Surnames above 1 in 100 agree by chance more often"
            ),
            "swapped": _weigh(0.004, 0.004, "Already weighed with the forename, so neutral here"),
            "near": _weigh(0.04, 0.004, "Typing errors; also surnames that look alike"),
            "part": _weigh(0.03, 0.001, "Double-barrelled surnames written in part"),
            "other": _weigh(0.056, 0.984, "A parent's new surname; otherwise another family"),
        },
        "birth_date": {
            "same": _weigh(0.93, 0.00016, "About 6,200 days of birth between 0 and 17"),
            "swapped": _weigh(0.01, 0.0001, "Day and month in the American order"),
            "near": _weigh(0.03, 0.001, "One wrong digit, or a day read off the row beside"),
            "same_month": _weigh(0.01, 0.005, "About 200 months between 0 and 17"),
            "other": _weigh(0.02, 0.99374, "Rarely wrong in more than one digit"),
        },
        "address": {
            "same": _weigh(0.55, 0.0004, "Brothers and sisters share it, so weighed with care"),
            "same_postcode": _weigh(0.12, 0.0006, "About 15 homes share a postcode"),
            "same_line": _weigh(0.02, 0.001, "Many streets have a 12 Church Road"),
            "near": _weigh(0.01, 0.0001, "A misread letter of the postcode"),
            "same_sector": _weigh(0.05, 0.01, "Moves within the neighbourhood are frequent"),
            "other": _weigh(0.25, 0.9879, "Families move, and agencies learn of it late"),
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
    },
}
"""What a night runs on while nothing was trained."""
