"""Puts identifying details into the one form in which agencies' records can be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.catalogue import SOURCE_PERSONS
from core.identifiers import is_nhs_number


def make_persons(rows: pd.DataFrame, feed: str, *, person: str, **said: Any) -> pd.DataFrame:
    """Give one person for each row of an agency's table of persons.

    One row per row, in the same order. Absent: a column that is not said is missing.

    Args:
        rows: accepted rows.
        feed: agency and format, such as `social_care/ssd`.
        person: column with the agency's own id of the person.
        **said: columns of `SOURCE_PERSONS`, each as a value or a series over the rows.
    """
    persons = pd.DataFrame(dict.fromkeys(SOURCE_PERSONS.columns), index=rows.index)
    persons["agency"], persons["format"] = feed.split("/")
    persons["source_person_id"] = feed + "/" + rows[person].astype("str")
    for column, values in said.items():
        persons[column] = values
    return SOURCE_PERSONS.conform(persons)


def tidy_postcodes(sent: pd.Series) -> pd.Series:
    """Give postcodes in upper case with one space before the last three characters.

    Absent: a text that cannot be a postcode (fewer than 5 or more than 7 letters and digits)
    is missing.
    """
    packed = sent.astype("str").str.upper().str.replace(r"[^A-Z0-9]", "", regex=True)
    tidy = packed.str.slice(0, -3) + " " + packed.str.slice(-3)
    return tidy.where(packed.str.len().between(5, 7))


def address_keys(postcodes: pd.Series, first_lines: pd.Series) -> pd.Series:
    """Give what two records of one address share: postcode and first line, in upper case.

    Absent: missing where neither was sent.
    """
    key = postcodes.fillna("") + "|" + first_lines.fillna("").str.upper()
    return key.mask(postcodes.isna() & first_lines.isna())


def join_words(*parts: pd.Series) -> pd.Series:
    """Give texts as one, parted by a space, such as forename and surname; missing without any."""
    first, *others = (part.astype("str").fillna("") for part in parts)
    joined = first.str.cat(others, sep=" ").str.strip()
    return joined.mask(joined == "")


def other_postcodes(
    persons: pd.Series, postcodes: pd.Series, *, current: pd.Series, own_ids: pd.Series
) -> pd.Series:
    """Give each person's postcodes besides the current one, as `postcodes_before` asks for them.

    One value per person, in the order of the rows; see `core.catalogue.SOURCE_PERSONS`.
    Absent: missing for a person without another one.

    Args:
        persons: whose address each row is.
        postcodes: tidy postcode of each row.
        current: each person's current postcode, tidy.
        own_ids: the persons, in the order of `current`.
    """
    rows = pd.DataFrame({"person": persons, "postcode": postcodes}).dropna().drop_duplicates()
    now = rows["person"].map(current.set_axis(own_ids.to_numpy()))
    rows = rows[rows["postcode"] != now.fillna("")]
    packed = rows["postcode"].str.replace(" ", "")
    return own_ids.map(packed.groupby(rows["person"], sort=False).agg(" ".join)).astype("str")


def valid_nhs_numbers(sent: pd.Series) -> pd.Series:
    """Give NHS numbers as ten digits; one with a wrong check digit is missing."""
    digits = sent.astype("str").str.replace(r"[ -]", "", regex=True)
    right = {number for number in digits.dropna().unique() if is_nhs_number(number)}
    return digits.where(digits.isin(right))
