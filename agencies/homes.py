"""Turns rows of an agency's table into stays at an address, and into adults around a child."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS
from core.vocabulary import ADULT_FROM_YEARS


def make_stays(rows: pd.DataFrame, feed: str, *, person: str, **said: Any) -> pd.DataFrame:
    """Give one stay for each row that says an address; see `core.catalogue.SOURCE_STAYS`.

    One row per such row, in the order of the rows. Absent: without postcode and first line
    nobody is said to have lived anywhere; a date that is not said is missing.

    Args:
        rows: accepted rows.
        feed: agency and format, such as `social_care/ssd`.
        person: column with the agency's own id of the person.
        **said: other columns of `SOURCE_STAYS`, each as a value or a series over the rows.
    """
    stays = pd.DataFrame(dict.fromkeys(SOURCE_STAYS.columns), index=rows.index)
    stays["agency"], stays["format"] = feed.split("/")
    stays["source_record_id"] = rows["source_record_id"]
    stays["source_person_id"] = feed + "/" + rows[person].astype("str")
    for column, values in said.items():
        stays[column] = values
    return SOURCE_STAYS.conform(stays[stays["postcode"].notna() | stays["address"].notna()])


def make_adults(rows: pd.DataFrame, feed: str, *, adult: str, **said: Any) -> pd.DataFrame:
    """Give one adult for each row, as it was recorded once; see `core.catalogue.SOURCE_ADULTS`.

    One row per row, in the order of the rows. Absent: an adult whom the agency did not number is
    known by the row, and so is another one in every other row.

    Args:
        rows: accepted rows, each about an adult.
        feed: agency and format, such as `police/ppn`.
        adult: column with the agency's own number of the adult.
        **said: other columns of `SOURCE_ADULTS`, each as a value or a series over the rows.
    """
    adults = pd.DataFrame(dict.fromkeys(SOURCE_ADULTS.columns), index=rows.index)
    adults["agency"], adults["format"] = feed.split("/")
    adults["source_record_id"] = rows["source_record_id"]
    row = rows["source_record_id"].str.partition("/")[2] if len(rows) else rows["source_record_id"]
    adults["source_adult_id"] = feed + "/" + rows[adult].fillna(row).astype("str")
    for column, values in said.items():
        adults[column] = values
    return SOURCE_ADULTS.conform(adults)


def is_under_age(births: pd.Series, days: pd.Series) -> pd.Series:
    """Say who had not turned 18 on a day; missing where the birth or the day is missing."""
    grown_up = births + pd.DateOffset(years=ADULT_FROM_YEARS)
    return (days < grown_up).astype("boolean").mask(births.isna() | days.isna())


def is_same_person(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Say which rows tell of one person: same forename, surname and date of birth, all known.

    Missing where one of the six is missing.

    Args:
        one: columns `forename`, `surname` and `birth_date`.
        other: the same, with the same index.
    """
    is_known = one.notna().all(axis="columns") & other.notna().all(axis="columns")
    is_same = one["birth_date"] == other["birth_date"]
    for name in ("forename", "surname"):
        is_same &= one[name].str.casefold() == other[name].str.casefold()
    return is_same.astype("boolean").mask(~is_known)
