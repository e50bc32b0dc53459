"""Which adults may be one although nothing proves it?

What is not proven is not denied either: where a name like an adult's is there, nobody may say
that the adult is not. So this is far wider than a link, and links nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from linkage.names import (
    Agreement,
    compare_birth_dates,
    compare_forenames,
    compare_surnames,
    count_edits,
    surname_parts,
)

_AGREE = ("same", "near")
_COMPARED = ["forename", "surname", "birth_date", "birth_year", "forename_key"]
# One wrong digit can move a year by nine; two dates further apart never agree.
_MOST_YEARS_APART = 12
_SOUNDS = {
    letter: code
    for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), start=1)
    for letter in letters
}


def agreements(
    records: pd.DataFrame, others: pd.DataFrame, *, pairs: tuple[np.ndarray, np.ndarray]
) -> pd.DataFrame:
    """Say for each pair how forenames, surnames and birth dates agree.

    Columns forename, called (the forename, heard and written less exactly), surname and
    birth_date, each `same`, `near`, `different` or `unknown`; is_crossed: forename and surname
    agree if one of the two was written backwards.

    Args:
        records: the columns of `linkage.adults.DETAILS`.
        others: the same columns.
        pairs: of each pair, its row in records and its row in others.
    """
    births = _births(records), _births(others)
    return pd.DataFrame(
        {
            "forename": _compare(compare_forenames, records["forename"], others["forename"], pairs),
            "called": _compare(_compare_called, records["forename"], others["forename"], pairs),
            "surname": _compare(compare_surnames, records["surname"], others["surname"], pairs),
            "birth_date": _compare(_compare_births, *births, pairs),
            "is_crossed": _crossed(records, others, pairs),
        }
    )


def may_be_born_alike(
    records: pd.DataFrame, others: pd.DataFrame, *, pairs: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Say of which pairs no birth date speaks against it: most need no look at the names.

    Args:
        records: see `agreements`.
        others: see `agreements`.
        pairs: see `agreements`.
    """
    years = [
        frame["birth_year"].to_numpy()[rows]
        for frame, rows in zip((records, others), pairs, strict=True)
    ]
    is_known = (years[0] > 0) & (years[1] > 0)
    found = ~is_known | (np.abs(years[0] - years[1]) <= _MOST_YEARS_APART)
    near = pairs[0][found], pairs[1][found]
    found[found] = _compare(_compare_births, _births(records), _births(others), near) != "different"
    return np.asarray(found)


def is_alike_in_name(found: pd.DataFrame) -> pd.Series:
    """Say which pairs have names that agree, and no birth date that speaks against it.

    A forename that is not known, or only an initial, agrees with any that it fits.

    Args:
        found: see `agreements`.
    """
    is_name_open = found["surname"].isin(_AGREE) & (found["called"] != "different")
    return (is_name_open | found["is_crossed"]) & (found["birth_date"] != "different")


def is_alike_anywhere(found: pd.DataFrame) -> pd.Series:
    """Say which pairs may be one person, of all in a county.

    Alike in name, or born on one day and alike in one of the names: the other may have changed.

    Args:
        found: see `agreements`.
    """
    one_name = found["called"].isin(_AGREE) | found["surname"].isin(_AGREE)
    return is_alike_in_name(found) | ((found["birth_date"] == "same") & one_name)


def is_alike_around_a_child(found: pd.DataFrame) -> pd.Series:
    """Say which pairs may be one adult, both recorded around one child.

    Far wider than in a county. Around one child there are few adults: one forename, or one day of
    birth, is enough, whatever else differs, since a surname changes and a date is mistyped. So is
    one surname unless a birth date speaks against it, since families share it, and forenames are
    misspelt beyond recognition. Who has no name is anybody.

    Args:
        found: see `agreements`.
    """
    is_name_open = (found["called"] != "different") & (found["surname"] != "different")
    is_family = found["surname"].isin(_AGREE) | (found["called"] == "unknown")
    return (
        is_name_open
        | found["called"].isin(_AGREE)
        | found["is_crossed"]
        | (found["birth_date"] == "same")
        | (is_family & (found["birth_date"] != "different"))
    )


def is_oneself(found: pd.DataFrame) -> pd.Series:
    """Say which pairs are one person: forename and birth date agree.

    Args:
        found: see `agreements`.
    """
    return found["birth_date"].isin(_AGREE) & found["forename"].isin(_AGREE)


def find_alike(records: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Give the adult_ids of records that are like one of other records, or are the same adult's.

    Args:
        records: adult_id and the columns of `linkage.adults.DETAILS`.
        others: the same columns, but adult_id.
    """
    asked, which = different(records)
    others, _ = different(others)
    keys = pd.concat([_keys(asked, any_initial=True), _keys(_backwards(asked))])
    both = keys.merge(_keys(others), on="key", suffixes=("_l", "_r"))
    both = both[["row_l", "row_r"]].drop_duplicates()
    pairs = both["row_l"].to_numpy(), both["row_r"].to_numpy()
    is_open = may_be_born_alike(asked, others, pairs=pairs)
    pairs = pairs[0][is_open], pairs[1][is_open]
    found = is_alike_anywhere(agreements(asked, others, pairs=pairs))
    return records["adult_id"][np.isin(which, pairs[0][found])].drop_duplicates()


def different(records: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Give what is told of anybody once, and of each record which of these it tells.

    Args:
        records: see `agreements`.
    """
    which = records.groupby(_COMPARED, sort=False).ngroup().to_numpy()
    return records.loc[~records.duplicated(_COMPARED), _COMPARED], which


def sound_of(name: str) -> str:
    """Give how a name sounds: its first letter and three figures (Soundex, Russell 1918)."""
    codes = []
    last = _SOUNDS.get(name[:1])
    for letter in name[1:]:
        code = _SOUNDS.get(letter)
        if code is not None and code != last:
            codes.append(str(code))
        if letter not in "hw":
            last = code
    return (name[:1] + "".join(codes))[:4].ljust(4, "0")


def _keys(records: pd.DataFrame, *, any_initial: bool = False) -> pd.DataFrame:
    """Give the keys of each row: its birth date, and sound of surname with initial.

    A record without forename has no initial; those looked for with `any_initial` find it, too.
    """
    keys = []
    columns = ("surname", "forename", "forename_key", "birth_date")
    for surname, forename, forename_key, birth_date in zip(
        *(records[column].tolist() for column in columns), strict=True
    ):
        initials = {forename[:1], forename_key[:1], *([""] if any_initial else [])}
        mixed = {sound + initial for sound in _sounds_of(surname) for initial in initials}
        keys.append(sorted(mixed | ({birth_date} - {""})))
    rows = pd.DataFrame({"row": range(len(records)), "key": keys}).explode("key")
    return rows.dropna(subset=["key"]).astype({"key": "str"})


def _backwards(records: pd.DataFrame) -> pd.DataFrame:
    return records.assign(
        forename=records["surname"], forename_key=records["surname"], surname=records["forename"]
    )


def _crossed(
    records: pd.DataFrame, others: pd.DataFrame, pairs: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Say of which pairs both names agree if one of the two is written backwards."""
    found = np.ones(len(pairs[0]), dtype=bool)
    for one, other in (("forename", "surname"), ("surname", "forename")):
        left, right = (
            frame[name].str[:1].to_numpy()[rows]
            for frame, name, rows in zip((records, others), (one, other), pairs, strict=True)
        )
        found &= (left == right) & (left != "")
    # Few pairs even begin alike.
    left, right = pairs[0][found], pairs[1][found]
    for one, other in (("forename", "surname"), ("surname", "forename")):
        said = _compare(_compare_called, records[one], others[other], (left, right))
        found[found.nonzero()[0][~np.isin(said, _AGREE)]] = False
        left, right = pairs[0][found], pairs[1][found]
    return found


def _compare_called(left: str, right: str) -> Agreement:
    """Compare forenames as they are heard: Gracie may be Grace, although both are names.

    Two that begin alike are `near` if they sound alike, differ in little, or share their first
    three letters (of a name of three, two).
    """
    said = compare_forenames(left, right)
    if said != "different" or left[0] != right[0]:
        return said
    length = min(len(left), len(right))
    first = min(3, length - 1)
    is_near = (
        sound_of(left) == sound_of(right)
        or (first > 1 and left[:first] == right[:first])
        or count_edits(left, right) <= (1 if length < 4 else 2)
    )
    return "near" if is_near else said


@lru_cache(maxsize=100_000)
def _sounds_of(surname: str) -> frozenset[str]:
    return frozenset(sound_of(part) for part in surname_parts(surname))


def _births(records: pd.DataFrame) -> pd.Series:
    """Give birth dates as text; the 1st of January where only the year is known."""
    day, year = records["birth_date"], records["birth_year"]
    return day.where((day != "") | (year == 0), year.astype("str") + "-01-01")


def _compare_births(left: str, right: str) -> Agreement:
    one, other = (date.fromisoformat(text) if text else None for text in (left, right))
    return compare_birth_dates(one, other)


def _compare(
    compare: Callable[[str, str], Agreement],
    left: pd.Series,
    right: pd.Series,
    pairs: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Compare each two different values once."""
    (one, ones), (other, others) = pd.factorize(left), pd.factorize(right)
    both, which = pd.factorize(one[pairs[0]].astype("int64") * len(others) + other[pairs[1]])[::-1]
    lefts, rights = ones.tolist(), others.tolist()
    said = [
        compare(lefts[code // len(rights)], rights[code % len(rights)]) for code in both.tolist()
    ]
    return np.asarray(np.array(said, dtype="object")[which])
