"""Puts together what agencies say about each person: the value most of their records hold."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from core.catalogue import PERSONS
from linkage.evidence import FIRST_YEAR, LAST_YEAR
from linkage.homes import find_households, join_homes

RESTRICTIONS = "restrictions"

# Who is believed where records are evenly split: those who check papers most often come first.
_AGENCY_ORDER = ("social_care", "health", "education", "police")


def build_persons(
    source_persons: pd.DataFrame, evidence: pd.DataFrame, *, person_ids: pd.Series
) -> pd.DataFrame:
    """Build one row per person, ordered by person_id: what their records say, each person alone.

    Columns of `core.catalogue.PERSONS` but `household_id` and `is_restricted`, and `home`
    (postcode and first line, made comparable), from which `finish_persons` makes them.
    Each value is the one that most of the person's records hold; if evenly split, the one of
    the agency that checks papers most often. The restrictions list says who is restricted and
    supplies no value, so that it puts no name on a page.
    Absent: a value that no record holds stays empty. A birth date on the 1st of January is
    given only where there is no other, one before 1905 or after 2100 never.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        evidence: see `linkage.evidence.build_evidence`; the same rows in the same order.
        person_ids: of each row.
    """
    homes = join_homes(evidence["postcode"], evidence["address"])
    rows = source_persons.assign(
        person_id=person_ids.to_numpy(), home=homes.where(homes != "").to_numpy()
    )
    index = pd.Index(np.unique(rows["person_id"].to_numpy()), name="person_id", dtype="str")
    rows["order"] = rows["agency"].map({a: i for i, a in enumerate(_AGENCY_ORDER)}).fillna(9)
    rows = rows.sort_values(["person_id", "order", "source_person_id"], kind="stable")
    told = rows[rows["agency"] != RESTRICTIONS]
    births = _most_held(_without_placeholders(told), "birth_date", index)
    return pd.DataFrame(
        {
            "forename": _most_held(told, "forename", index),
            "surname": _most_held(told, "surname", index),
            "birth_date": births,
            "expected_birth_date": _most_held(told, "expected_birth_date", index).where(
                births.isna()
            ),
            "sex": _most_held(told, "sex", index),
            "ethnicity": _most_held(told, "ethnicity", index),
            "is_disabled": told.groupby("person_id")["is_disabled"].max().reindex(index),
            "death_date": _most_held(told, "death_date", index),
            "team": _most_held(told[told["agency"] == "social_care"], "team", index),
            "agencies": _agencies(told).reindex(index).fillna(""),
            "home": _most_held(told, "home", index).astype("str").fillna(""),
        },
        index=index,
    ).reset_index()


def finish_persons(built: pd.DataFrame, *, restricted: Collection[str]) -> pd.DataFrame:
    """Say of each person with whom they live and if they are restricted.

    Args:
        built: see `build_persons`; all persons of the night, ordered.
        restricted: person_ids on or near the restrictions list.
    """
    persons = built.assign(
        household_id=find_households(built[["person_id", "home"]]),
        is_restricted=built["person_id"].isin(list(restricted)),
    )
    return PERSONS.conform(persons.drop(columns="home"))


def _most_held(rows: pd.DataFrame, column: str, index: pd.Index) -> pd.Series:
    """Give the value most records of each person hold; rows come in the order of belief."""
    given = rows.loc[rows[column].notna(), ["person_id", column]].reset_index(drop=True)
    person = pd.factorize(given["person_id"])[0]
    value = pd.factorize(given[column])[0]
    # One number for each value of each person: counting those is far faster than grouping texts.
    both = person.astype("int64") * (int(value.max(initial=0)) + 1) + value
    _, first, size = np.unique(both, return_index=True, return_counts=True)
    order = np.lexsort((first, -size, person[first]))
    winners = first[order][~pd.Series(person[first][order]).duplicated().to_numpy()]
    return given.iloc[winners].set_index("person_id")[column].reindex(index)


def _without_placeholders(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out births on the 1st of January where the person has another; see `evidence`."""
    births = rows["birth_date"].dt
    is_believed = births.year.between(FIRST_YEAR, LAST_YEAR)
    is_placeholder = (births.month == 1) & (births.day == 1)
    has_other = (is_believed & ~is_placeholder).groupby(rows["person_id"]).transform("any")
    return rows[is_believed & ~(is_placeholder & has_other)]


def _agencies(rows: pd.DataFrame) -> pd.Series:
    """Give each person's agencies, sorted, comma separated."""
    place, agencies = pd.factorize(rows["agency"], sort=True)
    person, person_ids = pd.factorize(rows["person_id"])
    holds = np.zeros((len(person_ids), len(agencies)), dtype="int64")
    holds[person, place] = 1
    which = holds @ (1 << np.arange(len(agencies)))
    words = {
        bits: ",".join(name for n, name in enumerate(agencies) if bits >> n & 1)
        for bits in np.unique(which).tolist()
    }
    return pd.Series([words[bits] for bits in which.tolist()], index=person_ids, dtype="str")
