"""What there is to compare: each source person's names, dates and addresses, made alike.

Never leaves `linkage`: it holds names and addresses, and no other stage needs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from core.identifiers import is_nhs_number, is_upn
from linkage.names import clean_forename, clean_surname, forename_key, formal_names

if TYPE_CHECKING:
    from collections.abc import Callable

# Compared between two records; empty text where nothing usable was sent.
COMPARED = (
    "forename", "surname", "birth_date", "birth_year", "sex", "postcode", "address",
    "nhs_number", "upn",
)  # fmt: skip

_COMMON_SHARE, _COMMON_AT_LEAST = 0.01, 20

# An identifier on more records than this is one that a system fills in for everybody.
_MOST_RECORDS_OF_ONE_PERSON = 10

_STREET_WORDS = {
    "st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive",
    "cl": "close", "ct": "court", "cres": "crescent", "pl": "place", "sq": "square",
    "gdns": "gardens", "grn": "green", "hse": "house", "tce": "terrace", "terr": "terrace",
    "apartment": "flat", "apt": "flat", "unit": "flat", "rm": "room",
}  # fmt: skip


def build_evidence(source_persons: pd.DataFrame) -> pd.DataFrame:
    """Make what agencies wrote about their persons comparable.

    One row per source person, ordered by source_person_id: agency, feed, and the columns of
    `COMPARED` with `forename_key`, `forename_forms`, `forename_is_common` and `surname_is_common`.
    Absent: empty text; `birth_year` 0. The 1st of January counts as no birth date, since it
    stands for a day that nobody knew; its year is kept unless it is before 1905.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
    """
    rows = source_persons.sort_values("source_person_id", kind="stable").reset_index(drop=True)
    births = rows["birth_date"].dt
    is_day_known = rows["birth_date"].notna() & ~((births.month == 1) & (births.day == 1))
    evidence = pd.DataFrame(
        {
            "source_person_id": rows["source_person_id"],
            "agency": rows["agency"],
            "feed": rows["agency"] + "/" + rows["format"],
            "forename": _clean(rows["forename"], clean_forename),
            "surname": _clean(rows["surname"], clean_surname),
            "birth_date": births.strftime("%Y-%m-%d").where(is_day_known, ""),
            "birth_year": births.year.where(births.year >= 1905).fillna(0).astype("int64"),
            "sex": rows["sex"].where(rows["sex"].isin(["M", "F"]), ""),
            "postcode": _clean(rows["postcode"], clean_postcode),
            "address": _clean(rows["address"], clean_address),
            "nhs_number": _clean(rows["nhs_number"], _valid_nhs_number),
            "upn": _clean(rows["upn"], _valid_upn),
        }
    )
    evidence["forename_key"] = _clean(evidence["forename"], forename_key)
    evidence["forename_forms"] = _clean(
        evidence["forename"], lambda name: " ".join(formal_names(name))
    )
    for name in ("forename", "surname"):
        evidence[f"{name}_is_common"] = _is_common(evidence[name])
    return evidence


def without_overused_identifiers(evidence: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Empty identifiers that too many records carry, and count the records they were on."""
    evidence = evidence.copy()
    emptied = 0
    for identifier in ("nhs_number", "upn"):
        holders = evidence.groupby(identifier)["source_person_id"].transform("size")
        overused = (evidence[identifier] != "") & (holders > _MOST_RECORDS_OF_ONE_PERSON)
        evidence[identifier] = evidence[identifier].mask(overused, "")
        emptied += int(overused.sum())
    return evidence, emptied


def clean_postcode(value: str) -> str:
    """Give a postcode in upper case without a space; empty if it cannot be one."""
    postcode = re.sub(r"[^A-Z0-9]", "", value.upper())
    # ZZ99 codes stand for no fixed abode and unknown (NHS postcode directory).
    if postcode.startswith("ZZ99"):
        return ""
    return postcode if re.fullmatch(r"[A-Z]{1,2}\d[A-Z0-9]?\d[A-Z]{2}", postcode) else ""


def clean_address(value: str) -> str:
    """Give the first line of an address as sorted words, so that their order says nothing."""
    words = re.sub(r"[^a-z0-9]+", " ", value.casefold().replace("'", "")).split()
    words = [_STREET_WORDS.get(word, word) for word in words]
    return " ".join(sorted(re.sub(r"^0+(?=\d)", "", word) for word in words))


def _clean(values: pd.Series, clean: Callable[[str], str]) -> pd.Series:
    """Clean each different value once."""
    text = values.astype("str").fillna("")
    cleaned = {value: clean(value) for value in text.unique()}
    return text.map(cleaned).astype("str")


def _valid_nhs_number(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return digits if is_nhs_number(digits) else ""


def _valid_upn(value: str) -> str:
    upn = re.sub(r"\s", "", value.upper())
    return upn if is_upn(upn) else ""


def _is_common(names: pd.Series) -> pd.Series:
    """Say which names so many records share that agreeing on them says less."""
    given = names[names != ""]
    counts = given.value_counts()
    line = max(_COMMON_AT_LEAST, _COMMON_SHARE * len(given))
    return names.isin(counts.index[counts >= line])
