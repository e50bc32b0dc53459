"""Puts together what agencies say about each person: the value most of their records hold."""

from __future__ import annotations

import pandas as pd

from core.catalogue import PERSONS
from linkage.household import find_households

RESTRICTIONS = "restrictions"

# Who is believed where records are evenly split: those who check papers most often come first.
_AGENCY_ORDER = ("social_care", "health", "education", "police")


def build_persons(
    source_persons: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    person_ids: dict[str, str],
    restricted: set[str],
) -> pd.DataFrame:
    """Build one row per person, ordered by person_id; see `core.catalogue.PERSONS`.

    Each value is the one that most of the person's records hold; if evenly split, the one of
    the agency that checks papers most often. The restrictions list says who is restricted and
    supplies no value, so that it puts no name on a page.
    Absent: a value that no record holds stays empty. A birth date on the 1st of January is
    given only where there is no other, one before 1905 never.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        evidence: see `linkage.evidence.build_evidence`.
        person_ids: person_id by source_person_id.
        restricted: person_ids on or near the restrictions list.
    """
    rows = source_persons.assign(person_id=source_persons["source_person_id"].map(person_ids))
    index = pd.Index(sorted(set(person_ids.values())), name="person_id", dtype="str")
    rows["order"] = rows["agency"].map({a: i for i, a in enumerate(_AGENCY_ORDER)}).fillna(9)
    rows = rows.sort_values(["person_id", "order", "source_person_id"], kind="stable")
    told = rows[rows["agency"] != RESTRICTIONS]
    births = _most_held(_without_placeholders(told), "birth_date", index)
    persons = pd.DataFrame(
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
            "is_restricted": index.isin(restricted),
        },
        index=index,
    ).reset_index()
    persons["household_id"] = find_households(_addresses(evidence, person_ids, index))
    return PERSONS.conform(persons)


def _most_held(rows: pd.DataFrame, column: str, index: pd.Index) -> pd.Series:
    """Give the value most records of each person hold; rows come in the order of belief."""
    given = rows.loc[rows[column].notna(), ["person_id", column]].reset_index(drop=True)
    given["first"] = given.index
    held = given.groupby(["person_id", column], sort=False)["first"].agg(["size", "min"])
    held = held.reset_index().sort_values(
        ["person_id", "size", "min"], ascending=[True, False, True], kind="stable"
    )
    return held.drop_duplicates("person_id").set_index("person_id")[column].reindex(index)


def _without_placeholders(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out births on the 1st of January where the person has another; see `evidence`."""
    births = rows["birth_date"].dt
    is_placeholder = (births.month == 1) & (births.day == 1)
    has_other = (rows["birth_date"].notna() & ~is_placeholder).groupby(rows["person_id"])
    return rows[~(is_placeholder & (has_other.transform("any") | (births.year < 1905)))]


def _agencies(rows: pd.DataFrame) -> pd.Series:
    each = rows[["person_id", "agency"]].drop_duplicates().sort_values(["person_id", "agency"])
    return each.groupby("person_id")["agency"].agg(",".join)


def _addresses(evidence: pd.DataFrame, person_ids: dict[str, str], index: pd.Index) -> pd.DataFrame:
    """Give each person's address: the full one that most agencies hold as their latest."""
    rows = evidence[evidence["agency"] != RESTRICTIONS]
    rows = rows[(rows["postcode"] != "") & (rows["address"] != "")]
    rows = rows.assign(
        person_id=rows["source_person_id"].map(person_ids),
        order=rows["agency"].map({a: i for i, a in enumerate(_AGENCY_ORDER)}).fillna(9),
        home=rows["postcode"] + "|" + rows["address"],
    ).sort_values(["person_id", "order", "source_person_id"], kind="stable")
    home = _most_held(rows, "home", index).astype("str").fillna("|")
    parts = home.str.split("|", n=1, expand=True).reindex(columns=[0, 1])
    return pd.DataFrame(
        {"person_id": index, "postcode": parts[0].to_numpy(), "address": parts[1].to_numpy()}
    )
