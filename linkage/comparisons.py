"""How two records are compared: for each thing they hold, the ways in which it can agree.

Conditions are SQL over the columns of `linkage.evidence`, `_l` and `_r` for the two records. An
empty text is null there; `forename_forms`, `postcodes` (the latest and the former ones) and
`parents` are lists.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    label: str
    unknown: str  # condition under which nothing can be said
    levels: tuple[Level, ...]


def _empty(column: str) -> str:
    return f"{column}_l is null or {column}_r is null"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _share(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


_OTHER = Level("other", "None of the above", "ELSE")
_SWAPPED_NAMES = (
    "jaro_winkler_similarity(forename_l, surname_r) >= 0.88"
    " and jaro_winkler_similarity(surname_l, forename_r) >= 0.88"
)
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


def _born_about_due(unborn: str, born: str) -> str:
    # From a viable birth at 24 weeks to one 4 weeks late; due dates move with the scans.
    due = f"date_diff('day', due_date_{unborn}::date, birth_date_{born}::date)"
    return f"coalesce({due} between -112 and 28, false)"


_DUE = (
    f"{_born_about_due('l', 'r')} or {_born_about_due('r', 'l')}"
    " or abs(date_diff('day', due_date_l::date, due_date_r::date)) <= 28"
)
_NO_DATES = (
    f"({_empty('birth_date')}) and (birth_year_l = 0 or birth_year_r = 0)"
    " and (coalesce(due_date_l, birth_date_l) is null or coalesce(due_date_r, birth_date_r) is null"
    " or (due_date_l is null and due_date_r is null))"
)


def _exact(name: str) -> tuple[Level, ...]:
    return (
        Level("same_rare", f"The same {name}, a rare one", f"{_same(name)} and {name}_band_l = 0"),
        Level("same", f"The same {name}", f"{_same(name)} and {name}_band_l = 1"),
        Level("same_common", f"The same {name}, one that many share", _same(name)),
    )


COMPARISONS = (
    Comparison(
        "forename", "Forename", _empty("forename"),
        (
            *_exact("forename"),
            Level("short_form", "Short forms or spellings of one name", _share("forename_forms")),
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
        "surname", "Surname", _empty("surname"),
        (
            *_exact("surname"),
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
        "birth_date", "Date of birth", _NO_DATES,
        (
            Level("same", "The same date of birth", _same("birth_date")),
            Level("due", "Born when the unborn child was expected", _DUE),
            Level("swapped", "Day and month swapped", _SWAPPED_DAY_AND_MONTH),
            Level("near", "One digit, or up to 3 days, apart", _NEAR_BIRTH_DATE),
            Level(
                "same_month", "Another day of the same month",
                "substr(birth_date_l, 1, 7) = substr(birth_date_r, 1, 7)",
            ),
            Level(
                "same_year", "The same year, the day not known",
                f"({_empty('birth_date')}) and birth_year_l = birth_year_r and birth_year_l > 0",
            ),
            _OTHER,
        ),
    ),
    Comparison(
        "address", "Address", f"({_empty('postcodes')}) and ({_same('address')}) is not true",
        (
            Level(
                "same", "The same postcode and first line",
                f"{_same('postcode')} and {_same('address')}",
            ),
            Level("same_postcode", "The same postcode", _same("postcode")),
            Level("former", "A former postcode of one is a postcode of the other", _share("postcodes")),
            Level("same_line", "The same first line, a postcode missing", _empty("postcodes")),
            Level(
                "near", "One letter of the postcode differs, the same first line",
                f"damerau_levenshtein(postcode_l, postcode_r) <= 1 and {_same('address')}",
            ),
            Level("same_sector", "The same postcode sector", "postcode_l[:-3] = postcode_r[:-3]"),
            _OTHER,
        ),
    ),
    Comparison(
        "parents", "Parents or carers", _empty("parents"),
        (Level("same", "A parent of the same name", _share("parents")), _OTHER),
    ),
    Comparison("sex", "Sex", _empty("sex"), (Level("same", "The same sex", _same("sex")), _OTHER)),
    Comparison(
        "nhs_number", "NHS number", _empty("nhs_number"),
        (Level("same", "The same NHS number", _same("nhs_number")), _OTHER),
    ),
    Comparison(
        "upn", "UPN", _empty("upn"), (Level("same", "The same UPN", _same("upn")), _OTHER)
    ),
    Comparison(
        "other_identifier", "Other identifier", _empty("other_identifier"),
        (
            Level("same", "The same other identifier", _same("other_identifier")),
            Level(
                "near", "One character of the other identifier differs",
                "damerau_levenshtein(other_identifier_l, other_identifier_r) <= 1",
            ),
            _OTHER,
        ),
    ),
)  # fmt: skip
"""Reviewed like a contract: a change of a level is a change of what a night links."""
