"""Which rows of agencies about adults are about one adult?

Makes `adult_links`. Adults are compared with adults only, never with children, by the same
comparisons and lines. No feature, model or page describes an adult: nothing here is evidence
about anybody, and nothing that features or models import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.catalogue import ADULT_LINKS, SOURCE_PERSONS
from core.vocabulary import ADULT_FROM_YEARS
from linkage.evidence import build_evidence, clean_postcode
from linkage.homes import find_homes
from linkage.link import Before, link_persons
from linkage.names import clean_name
from linkage.settings import Parameters

SOCIAL_CARE = "social_care"

_PREFIX = "adult-"
_DETAILS = ["forename", "surname", "birth_date", "sex"]
_PERSON = "person "  # before the id of a source person, so that no adult of the agency has it

# What is written where nobody knew a name. Some of them are names, too: who has none is looked for
# less exactly, which is the safe side.
_RELATIONS = frozenset({
    "mother", "mum", "mummy", "mam", "mom", "father", "dad", "daddy", "parent", "carer", "guardian",
    "grandmother", "grandma", "gran", "granny", "nan", "nana", "nanna", "nanny", "grandfather",
    "grandad", "granddad", "grandpa", "grandparent", "step", "stepmother", "stepmum", "stepfather",
    "stepdad", "aunt", "auntie", "aunty", "uncle", "brother", "sister", "partner", "boyfriend",
    "girlfriend", "husband", "wife", "lodger", "adult", "biological", "maternal", "paternal",
    "male", "female", "unnamed", "unborn",
})  # fmt: skip

DETAILS = ("forename", "surname", "birth_date", "birth_year", "sex", "forename_key")
"""Columns of `linkage.evidence` by which adults are told apart."""


@dataclass(frozen=True)
class Adults:
    """Which rows are one adult's, and what each record holds.

    links: see `core.catalogue.ADULT_LINKS`. records: one row per record of tonight, ordered:
    source_adult_id (empty for a grown-up with a social care record of their own), adult_id and
    the columns of `DETAILS`. Never leaves `linkage`.
    """

    links: pd.DataFrame
    records: pd.DataFrame


def link_adults(
    source_adults: pd.DataFrame,
    source_persons: pd.DataFrame,
    *,
    parameters: Parameters,
    as_of_date: date,
    before: pd.DataFrame | None = None,
) -> Adults:
    """Put the records of each adult together and give the adult a reference.

    One list may well hold an adult several times, so nothing is made of two records standing in
    one. Somebody who has turned 18 and has a social care record of their own (a young mother who
    was in care) counts as recorded by social care.
    Absent: without a birth date only name and address together can say that two are one; what
    stays open stands apart.

    Args:
        source_adults: see `core.catalogue.SOURCE_ADULTS`.
        source_persons: see `core.catalogue.SOURCE_PERSONS`; nobody who may not be shown.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`. Birth dates of children weigh less
            than those of adults, who were born in more years, so what they say is said with care.
        as_of_date: the night.
        before: `adult_links` of the night before.
    """
    records = pd.concat(
        [_records(source_adults, source_persons), _grown_ups(source_persons, as_of_date)],
        ignore_index=True,
    )
    linked = link_persons(
        SOURCE_PERSONS.conform(records.reindex(columns=SOURCE_PERSONS.columns)),
        parameters=parameters,
        before=Before(links=_known(before)),
        night=as_of_date,
    )
    ids = linked.links["source_person_id"]
    adult_ids = _PREFIX + linked.links["person_id"]
    own = ids.where(~ids.str.startswith(_PERSON), "")
    told = linked.memory.evidence[list(DETAILS)].reset_index(drop=True)
    return Adults(
        links=_with_those_away(own, adult_ids, before),
        records=told.assign(source_adult_id=own, adult_id=adult_ids),
    )


def tell_apart(source_adults: pd.DataFrame) -> pd.DataFrame:
    """Give what each row's adult is told apart by, in the order of the rows; see `DETAILS`.

    Args:
        source_adults: see `core.catalogue.SOURCE_ADULTS`.
    """
    rows = _without_relations(source_adults).assign(
        source_person_id=[f"{n:012d}" for n in range(len(source_adults))], agency="", format=""
    )
    persons = SOURCE_PERSONS.conform(rows.reindex(columns=SOURCE_PERSONS.columns))
    return build_evidence(persons)[list(DETAILS)]


def _records(source_adults: pd.DataFrame, source_persons: pd.DataFrame) -> pd.DataFrame:
    """Give one record per source adult: the row that holds most, gaps filled from the others."""
    rows = _without_relations(_with_the_childs_home(source_adults, source_persons))
    rows = rows.assign(
        held=rows[[*_DETAILS, "postcode", "address"]].notna().sum(axis="columns"),
        has_home=find_homes(rows) != "",
        day=rows["last_date"].fillna(rows["first_date"]),
    )
    by_held = rows.sort_values(["held", "source_record_id"], ascending=[False, True], kind="stable")
    records = by_held.groupby("source_adult_id", sort=True)[_DETAILS].first()
    latest = rows.sort_values(
        ["has_home", "day", "source_record_id"], ascending=[True, True, False],
        kind="stable", na_position="first",
    ).drop_duplicates("source_adult_id", keep="last").set_index("source_adult_id")  # fmt: skip
    records = records.join(latest[["postcode", "address"]]).join(_postcodes(rows))
    records = records.rename_axis("source_person_id").reset_index()
    return records.assign(agency="", format="")


def _without_relations(source_adults: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is no name: Mum, Reuben's dad, mother of Reuben."""
    rows = source_adults.copy()
    named = {
        sent: names_in(sent)
        for column in ("forename", "surname")
        for sent in rows[column].dropna().unique()
    }
    # Before such a surname stands a child's name: Reuben's, Mum.
    is_of_child = rows["surname"].map(named) == ""
    for column in ("forename", "surname"):
        names = rows[column].map(named).astype("str")
        rows[column] = names.mask(is_of_child | (names == ""))
    return rows


def names_in(sent: str) -> str:
    """Give the words of a name that say who somebody is, not how they are related to a child."""
    words = sent.split()
    is_relation = [bool(found) and found <= _RELATIONS for found in map(_words_of, words)]
    if not any(is_relation):
        return sent
    # Whoever is named beside a relation by way of possession is the child.
    until = next((n for n, word in enumerate(words) if word.casefold() in {"of", "to"}), len(words))
    return " ".join(
        word
        for word, related in zip(words[:until], is_relation, strict=False)
        if not related and not word.casefold().replace("’", "'").endswith("'s")
    )


def _words_of(word: str) -> set[str]:
    return set(clean_name(word).split())


def _with_the_childs_home(
    source_adults: pd.DataFrame, source_persons: pd.DataFrame
) -> pd.DataFrame:
    """Give adults who live with a child, at no address of their own, the child's address."""
    homes = source_persons.set_index("source_person_id")[["postcode", "address"]]
    is_with_child = (
        source_adults["is_at_address"]
        & source_adults["last_date"].isna()
        & source_adults["postcode"].isna()
        & source_adults["address"].isna()
    )
    rows = source_adults.copy()
    for column in homes:
        childs = rows["source_person_id"].map(homes[column]).astype("str")
        rows[column] = rows[column].where(~is_with_child, childs)
    return rows


def _postcodes(rows: pd.DataFrame) -> pd.Series:
    """Give every postcode of each source adult, separated by a space."""
    told = rows.loc[rows["postcode"].notna(), ["source_adult_id", "postcode"]]
    cleaned = {sent: clean_postcode(sent) for sent in told["postcode"].unique()}
    told = told.assign(postcode=told["postcode"].map(cleaned)).drop_duplicates()
    told = told.sort_values(["source_adult_id", "postcode"])
    joined = told.groupby("source_adult_id")["postcode"].agg(" ".join)
    return joined.rename("postcodes_before")


def _grown_ups(source_persons: pd.DataFrame, as_of_date: date) -> pd.DataFrame:
    """Give the social care records of people who have turned 18, with what adults are told by."""
    born_by = pd.Timestamp(as_of_date) - pd.DateOffset(years=ADULT_FROM_YEARS)
    is_grown_up = (source_persons["agency"] == SOCIAL_CARE) & (
        source_persons["birth_date"] <= born_by
    )
    rows = source_persons[is_grown_up]
    told = ["source_person_id", *_DETAILS, "postcode", "address", "postcodes_before"]
    return rows.reindex(columns=told).assign(
        source_person_id=_PERSON + rows["source_person_id"], agency="", format=""
    )


def _known(before: pd.DataFrame | None) -> pd.DataFrame | None:
    """Give last night's references in the form in which persons are linked."""
    if before is None:
        return None
    return pd.DataFrame(
        {
            "source_person_id": before["source_adult_id"],
            "person_id": before["adult_id"].str.removeprefix(_PREFIX),
        }
    )


def _with_those_away(
    ids: pd.Series, adult_ids: pd.Series, before: pd.DataFrame | None
) -> pd.DataFrame:
    """Give tonight's references, and those of adults whom nobody sent again."""
    links = pd.DataFrame({"source_adult_id": ids, "adult_id": adult_ids, "is_present": True})
    links = links[links["source_adult_id"] != ""]
    if before is not None:
        away = before[~before["source_adult_id"].isin(links["source_adult_id"])]
        links = pd.concat([links, away.assign(is_present=False)], ignore_index=True)
    return ADULT_LINKS.conform(links.sort_values("source_adult_id", kind="stable"))
