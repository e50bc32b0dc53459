"""Says whether two names, or two dates of birth, can belong to one person.

Plain comparisons that a person can check by reading. `link` uses them to keep records apart
that a match weight alone would put together: twins, siblings, a father and his son.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from linkage.short_names import OTHER_NAMES, SHORT_FORMS

Agreement = Literal["same", "near", "different", "unknown"]

_FORMAL: dict[str, tuple[str, ...]] = {}
for _formal, _shorts in sorted(SHORT_FORMS.items()):
    for _short in _shorts.split():
        _FORMAL[_short] = (*_FORMAL.get(_short, ()), _formal)
_FAMILIES: dict[str, str] = {}  # every name and short form → the first name of its family
for _short, _formals in sorted(_FORMAL.items()):
    _roots = {_FAMILIES.get(name, name) for name in (_short, *_formals)}
    _joined = {name for name, root in _FAMILIES.items() if root in _roots}
    _FAMILIES.update(dict.fromkeys(sorted(_joined | _roots | {_short, *_formals}), min(_roots)))
KNOWN_NAMES = frozenset(SHORT_FORMS) | frozenset(_FORMAL) | OTHER_NAMES
"""Names that parents give: one of them is never taken for a misspelling of another."""

SEVERAL = "and"
"""Stands in a cleaned forename that names more than one child."""

# Given before the name a child is called by, so sharing only this name says little.
_SHARED_FIRST_NAMES = frozenset({"mohammed", "abdul", "syed", "sayed", "sheikh", "bibi"})

_TITLES = frozenset({"mr", "mrs", "miss", "ms", "master"})
_NO_NAME = frozenset({"unknown", "not", "known", "notknown", "na", "nk", "none", "tbc", "tba", "x"})
_NO_FORENAME = _NO_NAME | {
    "baby", "unborn", "infant", "unnamed", "twin", "boy", "girl", "male", "female", "child",
}  # fmt: skip
_NAMES_A_PARENT = re.compile(
    r"(baby|infant|child|boy|girl|son|daughter|twin|unborn)( \w+){0,2} of\b"
)
_LETTERS = str.maketrans({  # letters of their own, which no decomposition takes apart
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "ng", "ə": "a",
})  # fmt: skip
_PARTICLES = frozenset({
    "de", "da", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le", "el", "al",
    "bin", "ibn", "ap", "o", "mac",
})  # fmt: skip

# A mistyped digit can move a date by 10 years; 12 and more is a parent of the same name.
_YEARS_OF_A_PARENT = 12


def clean_name(value: str | None) -> str:
    """Give a name in lower case with single spaces, without accents, marks or titles."""
    plain = unicodedata.normalize("NFKD", (value or "").casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    letters = re.sub(r"['’`.]", "", letters)
    words = re.sub(r"[^\w]|[\d_]", " ", letters).split()
    return " ".join(word for word in words if word not in _TITLES)


def clean_forename(value: str | None) -> str:
    """Give a forename for comparing; empty where a placeholder such as Baby was written.

    Several children's forenames come with `and` between them, whatever sign was written.
    """
    name = clean_name(re.sub(r"[&/+]", f" {SEVERAL} ", value or ""))
    name = " ".join(name.removeprefix(f"{SEVERAL} ").removesuffix(f" {SEVERAL}").split())
    is_none = set(name.split()) <= _NO_FORENAME or _NAMES_A_PARENT.match(name)
    return "" if is_none else name


def clean_surname(value: str | None) -> str:
    """Give a surname for comparing; empty where Unknown or the like was written."""
    name = clean_name(value)
    return "" if set(name.split()) <= _NO_NAME else name


def formal_names(name: str) -> tuple[str, ...]:
    """Give the names that a cleaned forename can stand for, itself first."""
    first = name.split(maxsplit=1)[0] if name else ""
    return (first, *_FORMAL.get(first, ())) if first else ()


def forename_key(name: str) -> str:
    """Give one word under which a forename is looked for, whatever its short form.

    Wider than being one name: Samuel and Samantha share a key, since Sam may be either.
    """
    names = formal_names(name)
    return _FAMILIES.get(names[0], names[0]) if names else ""


def called(forename: str, surname: str) -> str:
    """Give the name a child is called by: the surname, where the two look written backwards.

    They do where the surname is known as a forename, and the forename is not.
    """
    is_backwards = not KNOWN_NAMES.isdisjoint(surname.split()[:1])
    return surname if is_backwards and KNOWN_NAMES.isdisjoint(forename.split()) else forename


def surname_parts(name: str) -> tuple[str, ...]:
    """Give the parts of a surname that carry weight: Smith and Jones of Smith-Jones."""
    parts = tuple(part for part in name.split() if part not in _PARTICLES and len(part) > 1)
    return parts or tuple(name.split())


def compare_forenames(left: str, right: str) -> Agreement:
    """Say whether two cleaned forenames can be one person's.

    An initial that fits says nothing, since siblings share initials; one that does not fit is
    `different`. A name and its short form are the `same`.
    """
    if not left or not right:
        return "unknown"
    if left.replace(" ", "") == right.replace(" ", ""):
        return "same"
    if 1 in (len(left), len(right)):
        return "unknown" if left[0] == right[0] else "different"
    shorter, longer = sorted((left.split(), right.split()), key=lambda words: (len(words), words))
    found = [_best([_compare_words(a, b) for b in longer]) for a in shorter]
    if "different" not in found:
        only_shared = (
            len(longer) > len(shorter)
            and {_formal_of(word) for word in shorter} <= _SHARED_FIRST_NAMES
        )
        return "near" if only_shared or "near" in found else "same"
    joined = left.replace(" ", ""), right.replace(" ", "")
    if joined != (left, right) and min(map(len, joined)) > 5 and count_edits(*joined) <= 1:
        return "near"  # a space more or less, too, is a slip
    first_agree = _compare_words(shorter[0], longer[0]) == "same"
    return (
        "near" if first_agree and _formal_of(shorter[0]) not in _SHARED_FIRST_NAMES else "different"
    )


def compare_surnames(left: str, right: str) -> Agreement:
    """Say whether two cleaned surnames can be one person's; one part of two is `near`."""
    if not left or not right:
        return "unknown"
    if left.replace(" ", "") == right.replace(" ", ""):
        return "same"
    if set(surname_parts(left)) & set(surname_parts(right)):
        return "near"
    length = min(len(left), len(right))
    return "near" if count_edits(left, right) <= (length > 3) + (length > 6) else "different"


def compare_birth_dates(left: date | None, right: date | None) -> Agreement:
    """Say whether two dates of birth can be one person's.

    `near`: day and month swapped, one digit wrong, up to 3 days apart, or another day of the
    same month. The 1st of January stands for "some day of that year": only its year is held
    against the other date.
    """
    if left is None or right is None:
        return "unknown"
    if is_placeholder(left) or is_placeholder(right):
        return "unknown" if abs(left.year - right.year) <= 1 else "different"
    if left == right:
        return "same"
    if abs(left.year - right.year) >= _YEARS_OF_A_PARENT:
        return "different"
    swapped = (left.year, left.month, left.day) == (right.year, right.day, right.month)
    close = abs((left - right).days) <= 3 or (left.year, left.month) == (right.year, right.month)
    one_digit = count_edits(f"{left:%Y%m%d}", f"{right:%Y%m%d}") <= 1
    return "near" if swapped or close or one_digit else "different"


def is_placeholder(birth_date: date) -> bool:
    """Say whether a date stands for an unknown day: the 1st of January."""
    return (birth_date.month, birth_date.day) == (1, 1)


def count_edits(left: str, right: str) -> int:
    """Count letters changed, added, lost or swapped with their neighbour.

    Optimal string alignment distance (Damerau 1964, without repeated edits of one letter).
    """
    earlier: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        row = [i]
        for j, b in enumerate(right, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        earlier, above = above, row
    return above[-1]


def _formal_of(word: str) -> str:
    return formal_names(word)[-1]


def _best(found: list[Agreement]) -> Agreement:
    if "same" in found:
        return "same"
    return "near" if "near" in found else "different"


def _compare_words(left: str, right: str) -> Agreement:
    if set(formal_names(left)) & set(formal_names(right)):
        return "same"
    if {left, right} <= KNOWN_NAMES:
        return "different"
    length = min(len(left), len(right))
    if length >= 3 and (left.startswith(right) or right.startswith(left)):
        return "near"
    # One of the two is no known name, so it may well be the other one misspelt.
    allowed = (length > 2) + (length > 5 or (length > 4 and left[0] == right[0])) + (length > 8)
    return "near" if count_edits(left, right) <= allowed else "different"
