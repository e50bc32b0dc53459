"""What there is to compare: each source person's names, dates and addresses, made alike.

Never leaves `linkage`: it holds names and addresses, and no other stage needs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.catalogue import SOURCE_PERSONS
from core.identifiers import is_nhs_number, is_upn
from linkage.database import hash_rows
from linkage.names import (
    clean_forename,
    clean_name,
    clean_surname,
    forename_key,
    formal_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

IDENTIFIERS = ("nhs_number", "upn")

# Compared between two records; empty text where nothing usable was sent.
COMPARED = (
    "forename", "surname", "birth_date", "birth_year", "due_date", "sex", "postcode",
    "postcodes_before", "address", "parents", "nhs_number", "upn", "other_identifier",
)  # fmt: skip

# Shares of all records that hold a name, from which it counts as common and up to which as rare;
# too few records tell neither.
_COMMON_SHARE, _COMMON_AT_LEAST = 0.01, 20
_RARE_SHARE, _RARE_FROM = 0.0005, 4000

# From which share of other feeds' children a feed counts as holding nearly every child.
_NEARLY_EVERY, _LEAST_OF_OTHERS = 0.9, 100

# An identifier on more records than this is one that a system fills in for everybody.
_MOST_RECORDS_OF_ONE_PERSON = 10

# Nobody of whom records are kept was born before, or will be after: 1899-12-30, 9999-12-31.
FIRST_YEAR, LAST_YEAR = 1905, 2100
# One figure throughout, and the last days of a span, are filled in for want of a date.
_NO_BIRTH_DATES = ("1911-11-11", "1999-09-09", "2049-12-31", "2099-12-31")
# A birth date on so many records, and on so many times more than others, is filled in.
_OVERUSED_DATE_AT_LEAST, _OVERUSED_DATE_TIMES = 40, 10

_STREET_WORDS = {
    "st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive",
    "cl": "close", "ct": "court", "cres": "crescent", "pl": "place", "sq": "square",
    "gdns": "gardens", "grn": "green", "hse": "house", "tce": "terrace", "terr": "terrace",
    "apartment": "flat", "apt": "flat", "unit": "flat", "rm": "room",
}  # fmt: skip
_NO_ADDRESS = {
    "nfa", "no address", "none", "not given", "not provided", "not recorded", "tbc", "na", "n a", "nk",
}  # fmt: skip
# Wherever they stand, these say that an address is a secret, somebody else's, or not theirs for long.
_SAYS_NO_ADDRESS = re.compile(
    r"\b(refuge|safe (address|house|accommodation)|womens aid|confidential|withheld|undisclosed"
    r"|not disclosed|unknown|not known|no fixed|homeless|c o|care of"
    r"|temp(orary)? (accommodation|address|housing)|bed and breakfast|hmp)\b"
)
_UNIT = re.compile(r"\b(?:flat|room) \w+")


def build_evidence(source_persons: pd.DataFrame) -> pd.DataFrame:
    """Make what agencies wrote about their persons comparable, each record for itself.

    One row per source person, ordered by source_person_id: agency, feed, the columns of
    `COMPARED`, `forename_key` and `forename_forms`. A row depends on nothing but its own record,
    so the row of a record that did not change is last night's.
    Absent: empty text; `birth_year` 0. The 1st of January counts as no birth date, since it
    stands for a day that nobody knew; its year is kept. Dates that systems fill in, before 1905
    or after 2100 count as nothing at all.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`; columns may be missing.
    """
    rows = with_every_column(source_persons)
    births = rows["birth_date"].dt
    is_told = births.year.between(FIRST_YEAR, LAST_YEAR)
    is_told &= ~births.strftime("%Y-%m-%d").isin(_NO_BIRTH_DATES)
    is_day_known = is_told & ~((births.month == 1) & (births.day == 1))
    evidence = pd.DataFrame(
        {
            "source_person_id": rows["source_person_id"],
            "agency": rows["agency"],
            # A table without agencies says nothing about who holds a child once only.
            "feed": (rows["agency"] + "/" + rows["format"]).where(rows["agency"] != "", ""),
            "forename": _clean(rows["forename"], clean_forename),
            "surname": _clean(rows["surname"], clean_surname),
            "birth_date": births.strftime("%Y-%m-%d").where(is_day_known, ""),
            "birth_year": births.year.where(is_told).fillna(0).astype("int64"),
            "due_date": rows["expected_birth_date"].dt.strftime("%Y-%m-%d").fillna(""),
            "sex": rows["sex"].where(rows["sex"].isin(["M", "F"]), ""),
            "postcode": _clean(rows["postcode"], clean_postcode),
            "postcodes_before": _clean(rows["postcodes_before"], _clean_postcodes),
            "address": _clean(rows["address"], clean_address),
            "parents": _clean(rows["parent_names"], _clean_parents),
            **{name: clean_identifiers(name, rows[name]) for name in _CLEAN_IDENTIFIER},
        }
    )
    # A child who is born has a birth date; the due date says nothing more.
    evidence["due_date"] = evidence["due_date"].where(rows["birth_date"].isna(), "")
    evidence["forename_key"] = _clean(evidence["forename"], forename_key)
    evidence["forename_forms"] = _clean(
        evidence["forename"], lambda name: " ".join(formal_names(name))
    )
    return evidence


def clean_identifiers(name: str, values: pd.Series) -> pd.Series:
    """Give identifiers for comparing; empty text where a value is none that can be right.

    Args:
        name: nhs_number, upn or other_identifier.
        values: as agencies wrote them.
    """
    return _clean(values, _CLEAN_IDENTIFIER[name])


def with_what_others_hold(
    evidence: pd.DataFrame, *, night: date | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add what a record's values mean among all others, and give identifiers that mean nothing.

    `forename_band` and `surname_band`: 2 for a common name, 0 for a rare one, else 1. An
    identifier that too many records carry is emptied: a system fills it in for everybody. Of
    these the second frame has one row per record and identifier, ordered: number (row of
    `evidence`) and held (the same for records that carry the same). A birth date after the
    night, or on far more records than children are born on one day, is emptied, too.

    Args:
        evidence: see `build_evidence`; all records of the night.
        night: its as-of date; None to believe future birth dates.
    """
    evidence = evidence.copy()
    is_no_birth_date = _is_overused_date(evidence["birth_date"])
    if night is not None:
        is_no_birth_date |= (evidence["birth_date"] > night.isoformat()).to_numpy()
    evidence["birth_date"] = evidence["birth_date"].mask(is_no_birth_date, "")
    evidence["birth_year"] = evidence["birth_year"].mask(is_no_birth_date, 0)
    for name in ("forename", "surname"):
        evidence[f"{name}_band"] = _band(evidence[name])
    emptied = [pd.DataFrame({"number": [], "held": []}, dtype="int64")]
    for identifier in (*IDENTIFIERS, "other_identifier"):
        code, different = pd.factorize(evidence[identifier])
        is_overused = np.bincount(code, minlength=len(different)) > _MOST_RECORDS_OF_ONE_PERSON
        overused = (is_overused & (different != ""))[code]
        if overused.any():
            evidence[identifier] = evidence[identifier].mask(overused, "")
            start = emptied[-1]["held"].max() + 1 if len(emptied) > 1 else 0
            number = np.flatnonzero(overused)
            emptied.append(pd.DataFrame({"number": number, "held": start + code[number]}))
    return evidence, pd.concat(emptied, ignore_index=True)


def _is_overused_date(dates: pd.Series) -> np.ndarray:
    """Say which records hold a birth date that is filled in where nobody knows it."""
    code, different = pd.factorize(dates)
    counts = np.bincount(code, minlength=len(different)) * (different != "")
    usual = counts.sum() / max(1, np.count_nonzero(counts))
    most = max(_OVERUSED_DATE_AT_LEAST, _OVERUSED_DATE_TIMES * usual)
    return np.asarray((counts > most)[code])


def complete_feeds(evidence: pd.DataFrame) -> frozenset[str]:
    """Give the feeds that hold nearly every child that other feeds hold.

    Measured on the records of other feeds that hold names and birth date: the share that the
    feed holds, too, word for word. Too few of them tell nothing.
    """
    columns = ["forename_key", "surname", "birth_date"]
    is_told = np.logical_and.reduce([(evidence[name] != "").to_numpy() for name in columns])
    who = pd.factorize(hash_rows(evidence[columns])[is_told])[0]
    number, feeds = pd.factorize(evidence["feed"])
    number = number[is_told]
    found = set()
    for place, feed in enumerate(feeds):
        is_held = np.zeros(len(who) + 1, dtype=bool)
        is_held[who[number == place]] = True
        others = who[number != place]
        if len(others) >= _LEAST_OF_OTHERS and is_held[others].mean() >= _NEARLY_EVERY:
            found.add(str(feed))
    return frozenset(found)


def clean_postcode(value: str) -> str:
    """Give a postcode in upper case without a space; empty if it cannot be one.

    Four to six digits are kept too: postcodes of other countries, in a table that holds them.
    """
    postcode = re.sub(r"[^A-Z0-9]", "", value.upper())
    # ZZ99 codes stand for no fixed abode and unknown (NHS postcode directory).
    if postcode.startswith("ZZ99"):
        return ""
    if re.fullmatch(r"\d{4,6}", postcode):
        return postcode if len(set(postcode)) > 1 else ""
    return postcode if re.fullmatch(r"[A-Z]{1,2}\d[A-Z0-9]?\d[A-Z]{2}", postcode) else ""


def clean_address(value: str) -> str:
    """Give the first line of an address with its parts in one order: flat, numbers, words.

    Words may come in any order; numbers may not, since flat 1 of number 12 is not flat 12 of
    number 1. Empty for words that stand for no address, and where anything says that the address
    is not to be told, such as refuge, or is somebody else's.
    """
    plain = re.sub(r"[^a-z0-9,]+", " ", re.sub("['’]", "", value.casefold()))
    said = " ".join(plain.replace(",", " ").split())
    if said in _NO_ADDRESS or _SAYS_NO_ADDRESS.search(said):
        return ""
    line = re.sub(
        r"\w+", lambda word: _STREET_WORDS.get(word[0], word[0].lstrip("0") or "0"), plain
    )
    words = _UNIT.sub(" ", line).replace(",", " ").split()
    numbers = [word for word in words if word[0].isdigit()]
    others = [word for word in words if not word[0].isdigit()]
    return " ".join([*sorted(_UNIT.findall(line)), *numbers, *sorted(others)])


def with_every_column(source_persons: pd.DataFrame) -> pd.DataFrame:
    """Give source persons ordered, with every column; what a feed does not say is missing."""
    absent = [c for c in SOURCE_PERSONS.columns if c not in source_persons.columns]
    rows = SOURCE_PERSONS.conform(source_persons.assign(**dict.fromkeys(absent)))
    if rows["source_person_id"].is_monotonic_increasing:
        return rows
    return rows.sort_values("source_person_id", kind="stable", ignore_index=True)


def _clean(values: pd.Series, clean: Callable[[str], str]) -> pd.Series:
    """Clean each different value once."""
    codes, different = pd.factorize(values.astype("str").fillna(""))
    cleaned = pd.array([clean(value) for value in different], dtype="str")
    return pd.Series(cleaned.take(codes), index=values.index)


def _clean_postcodes(value: str) -> str:
    cleaned = {clean_postcode(word) for word in re.split(r"[\s;,]+", value)}
    return " ".join(sorted(cleaned - {""}))


def _clean_parents(value: str) -> str:
    """Give parents as `forename surname`, formal forename first, separated by semicolons."""
    parents = set()
    for name in value.split(";"):
        words = clean_name(name).split()
        if len(words) > 1 and "unknown" not in words:
            parents.add(f"{forename_key(words[0])} {words[-1]}")
    return ";".join(sorted(parents))


def _valid_nhs_number(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return digits if is_nhs_number(digits) else ""


def _valid_upn(value: str) -> str:
    upn = re.sub(r"\s", "", value.upper())
    return upn if is_upn(upn) else ""


def _clean_identifier(value: str) -> str:
    """Give an identifier without marks; empty if too short, or one character repeated."""
    identifier = re.sub(r"[^A-Z0-9]", "", value.upper())
    return identifier if len(identifier) >= 5 and len(set(identifier)) > 1 else ""


_CLEAN_IDENTIFIER = {
    "nhs_number": _valid_nhs_number, "upn": _valid_upn, "other_identifier": _clean_identifier,
}  # fmt: skip


def _band(names: pd.Series) -> np.ndarray:
    """Say which names so many records share that agreeing on them says less, or so few, more."""
    code, different = pd.factorize(names)
    counts = np.bincount(code, minlength=len(different))
    given = int(counts.sum() - counts[different == ""].sum())
    band = np.ones(len(different), dtype="int64")
    band[counts >= max(_COMMON_AT_LEAST, _COMMON_SHARE * given)] = 2
    if given >= _RARE_FROM:
        band[counts <= _RARE_SHARE * given] = 0
    band[different == ""] = 1
    return np.asarray(band[code])
