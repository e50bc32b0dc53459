"""Which adults are recorded at a child's address, and does social care name them?

Makes `adults_at_address`. What is said is about records: that an adult was recorded there, and
that social care's records hold no such name. Where that is not certain it says `cannot_tell`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from core.vocabulary import ADULT_FROM_YEARS
from linkage.adults import DETAILS, SOCIAL_CARE, Adults, tell_apart
from linkage.alike import (
    agreements,
    find_alike,
    is_alike_around_a_child,
    is_alike_in_name,
    is_oneself,
    may_be_born_alike,
)
from linkage.evidence import build_evidence

_PAIR = ["person_id", "adult_id"]

# With more adults of whom nobody knows the child, nearly everybody has a name like one of theirs.
_MOST_OF_ANYBODY = 200


@dataclass(frozen=True)
class SocialCareSent:
    """What came from children's social care about adults, and what did not.

    can_name_adults: it sent the names of adults, all that it holds. current_as_of: the day on which
    its newest delivery is current; None if nothing came. set_aside: see
    `core.catalogue.ADULTS_SET_ASIDE`.
    """

    can_name_adults: bool
    current_as_of: date | None
    set_aside: pd.DataFrame


@dataclass(frozen=True)
class SocialCare:
    """What children's social care can say of adults.

    sent: what came from it. rows: its rows about adults: adult_id, source_adult_id, person_id (the
    child) and is_hidden (nobody may be shown that child). set_aside: what the adults of those that
    could not be used are told apart by, and person_id (missing if nobody knows which child).
    """

    sent: SocialCareSent
    rows: pd.DataFrame
    set_aside: pd.DataFrame

    @classmethod
    def of(cls, members: pd.DataFrame, sent: SocialCareSent, person_of: pd.Series) -> SocialCare:
        """Take social care's rows out of all that was recorded of persons and adults."""
        is_named = members["is_adult"] & (members["agency"] == SOCIAL_CARE)
        rows = members[is_named].rename(columns={"member_id": "adult_id"})
        columns = ["adult_id", "source_adult_id", "person_id", "is_hidden"]
        children = sent.set_aside["source_person_id"].map(person_of).to_numpy()
        return cls(sent, rows[columns], tell_apart(sent.set_aside).assign(person_id=children))

    @property
    def can_tell(self) -> bool:
        """Say whether it can name anybody, or deny that it does."""
        return self.sent.can_name_adults and self.sent.current_as_of is not None


def find_adults(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Give the adults whom other agencies than social care recorded at a person's address.

    One row per person, adult and agency, ordered. Recorded there: at a home on a day on which any
    agency recorded the person at it, or in the person's own record. Nobody counts on days before
    they turned 18.

    Args:
        database: with the table `spans` of `linkage.household`.
    """
    return database.sql(_ADULTS).df()


def judge_adults(
    facts: pd.DataFrame,
    *,
    adults: Adults,
    persons: pd.DataFrame,
    household_links: pd.DataFrame,
    social_care: SocialCare,
) -> pd.DataFrame:
    """Say of each adult whether social care names them.

    `yes` needs a record of the same adult, `no` that there is none that is even like it. Otherwise
    `cannot_tell`, because of the first that holds: `not_sent` (social care sent no names of
    adults), `no_name` (the adult's own record holds no full name), `nearly_alike` (a similar name
    is there), `set_aside` (it may be in a row that could not be used), `not_yet` (recorded after
    the day on which social care's delivery is current).
    Somebody whom social care names only in the record of a restricted child counts as similar.
    Left out: the person themself, and whoever may be somebody restricted.

    Args:
        facts: see `find_adults`.
        adults: see `linkage.adults.link_adults`.
        persons: source persons, with person_id and is_hidden.
        household_links: see `core.catalogue.HOUSEHOLD_LINKS`.
        social_care: what social care can say.
    """
    records = _with_births(adults.records)
    hidden = _details(persons[persons["is_hidden"]])
    facts = facts[~facts["adult_id"].isin(find_alike(_of(facts, records), hidden))]
    pairs = facts[_PAIR].drop_duplicates()
    selves = _meet(pairs.assign(near_id=pairs["person_id"]), records, _of_persons(pairs, persons))
    facts = facts[~_is_among(facts, selves[is_oneself(selves)])]
    is_named = facts["adult_id"].isin(_named(records, social_care))
    around = _around(facts[~is_named], household_links)
    asked = _of(facts[~is_named], records)
    found = {
        "yes": is_named,
        "not_sent": np.full(len(facts), not social_care.can_tell),
        "no_name": ~facts["adult_id"].isin(_with_full_name(asked)),
        "nearly_alike": _are_nearly_alike(facts, around, records, social_care=social_care)
        | _may_be_among(facts, around, records, persons=persons),
        "set_aside": _may_be_set_aside(facts, around, records, set_aside=social_care.set_aside),
        "not_yet": facts["first_date"] > pd.Timestamp(social_care.sent.current_as_of or date.max),
    }
    why = pd.Series(np.select(list(found.values()), list(found), "no"), index=facts.index)
    is_open = ~why.isin(["yes", "no"])
    return facts.assign(
        named_by_social_care=why.mask(is_open, "cannot_tell"),
        cannot_tell_because=why.where(is_open),
    )


def _are_nearly_alike(
    facts: pd.DataFrame, around: pd.DataFrame, records: pd.DataFrame, *, social_care: SocialCare
) -> np.ndarray:
    """Say which facts are about an adult like one whom social care names."""
    social = _of_social_care(records, social_care)
    named_there = social.merge(social_care.rows[["source_adult_id", "person_id"]])
    met = _meet(around, records, named_there, born_alike=False)
    anywhere = facts["adult_id"].isin(find_alike(_of(around, records), social))
    return np.asarray(anywhere | _is_among(facts, met[is_alike_around_a_child(met)]))


def _may_be_among(
    facts: pd.DataFrame, around: pd.DataFrame, records: pd.DataFrame, *, persons: pd.DataFrame
) -> np.ndarray:
    """Say which facts are about an adult who may be the person, or one of those around them."""
    met = _meet(around, records, _of_persons(around, persons))
    return _is_among(facts, met[is_alike_in_name(met) & ~is_oneself(met)])


def _may_be_set_aside(
    facts: pd.DataFrame, around: pd.DataFrame, records: pd.DataFrame, *, set_aside: pd.DataFrame
) -> np.ndarray:
    """Say which facts are about an adult who may stand in a row that could not be used.

    A row of whom nobody knows the child may be any child's.
    """
    is_known = set_aside["person_id"].notna()
    of_anybody = set_aside[~is_known].drop_duplicates(list(DETAILS))
    if len(of_anybody) > _MOST_OF_ANYBODY:
        return np.ones(len(facts), dtype=bool)
    met = _meet(around, records, set_aside[is_known], born_alike=False)
    everybody = around[["adult_id"]].drop_duplicates().assign(person_id="", near_id="")
    anywhere = _meet(everybody, records, of_anybody.assign(person_id=""), born_alike=False)
    alike = [
        find_alike(_of(around, records), set_aside),
        anywhere.loc[is_alike_around_a_child(anywhere), "adult_id"],
    ]
    return np.asarray(
        facts["adult_id"].isin(pd.concat(alike))
        | _is_among(facts, met[is_alike_around_a_child(met)])
    )


def _with_births(records: pd.DataFrame) -> pd.DataFrame:
    """Give records of an adult without a birth date the one that other records of them hold."""
    rows = records.copy()
    known = rows[["birth_date", "birth_year"]].where(rows["birth_date"] != "")
    first = known.groupby(rows["adult_id"]).transform("first")
    is_open = (rows["birth_year"] == 0) & first["birth_date"].notna()
    rows["birth_date"] = rows["birth_date"].mask(is_open, first["birth_date"])
    rows["birth_year"] = rows["birth_year"].mask(is_open, first["birth_year"]).astype("int64")
    return rows


def _details(persons: pd.DataFrame) -> pd.DataFrame:
    """Give what source persons are told apart by, and whose records they are."""
    evidence = build_evidence(persons.drop(columns=["person_id", "is_hidden"]))
    person_of = persons.set_index("source_person_id")["person_id"]
    told = evidence[list(DETAILS)].assign(person_id=evidence["source_person_id"].map(person_of))
    return told.drop_duplicates()


def _of_persons(around: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """Give the details of the persons who are near."""
    near = around["near_id" if "near_id" in around else "person_id"]
    return _details(persons[persons["person_id"].isin(near)])


def _of(facts: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Give the records of the adults that the facts are about."""
    return records[records["adult_id"].isin(facts["adult_id"])]


def _of_social_care(records: pd.DataFrame, social_care: SocialCare) -> pd.DataFrame:
    """Give the records of adults that social care holds, grown-ups' own records too."""
    is_sent = records["source_adult_id"].isin(social_care.rows["source_adult_id"])
    return records[is_sent | (records["source_adult_id"] == "")]


def _named(records: pd.DataFrame, social_care: SocialCare) -> Collection[str]:
    """Give the adults of whom social care has a record that may be told of."""
    rows = social_care.rows
    grown_up = records.loc[records["source_adult_id"] == "", "adult_id"]
    return {*rows.loc[~rows["is_hidden"], "adult_id"], *grown_up}


def _with_full_name(records: pd.DataFrame) -> pd.Series:
    return records.loc[(records["forename"] != "") & (records["surname"] != ""), "adult_id"]


def _around(facts: pd.DataFrame, household_links: pd.DataFrame) -> pd.DataFrame:
    """Give each fact's person and adult with each person around them, the person included."""
    pairs = facts[_PAIR].drop_duplicates()
    near = household_links[["person_id", "other_person_id"]].drop_duplicates()
    near = pairs.merge(near.rename(columns={"other_person_id": "near_id"}), on="person_id")
    return pd.concat([pairs.assign(near_id=pairs["person_id"]), near], ignore_index=True)


def _meet(
    around: pd.DataFrame, records: pd.DataFrame, others: pd.DataFrame, *, born_alike: bool = True
) -> pd.DataFrame:
    """Compare each adult with the others around the child; see `linkage.alike.agreements`.

    Whoever a birth date speaks against is left out, unless it is not to decide.
    """
    met = around.merge(_rows(others, "person_id", "near_id"), on="near_id")
    met = met.merge(_rows(records, "adult_id", "adult_id"), on="adult_id", suffixes=("", "_l"))
    pairs = met["row_l"].to_numpy(), met["row"].to_numpy()
    if born_alike:
        is_open = may_be_born_alike(records, others, pairs=pairs)
        met = met[is_open].reset_index(drop=True)
        pairs = pairs[0][is_open], pairs[1][is_open]
    found = agreements(records, others, pairs=pairs)
    return pd.concat([met[[*_PAIR, "near_id"]], found], axis="columns")


def _rows(records: pd.DataFrame, key: str, name: str) -> pd.DataFrame:
    """Give the number of each row under what it is found by."""
    return pd.DataFrame({name: records[key].to_numpy(), "row": range(len(records))})


def _is_among(facts: pd.DataFrame, found: pd.DataFrame) -> np.ndarray:
    """Say which facts are about a person and an adult that were found."""
    wanted = pd.MultiIndex.from_frame(found[_PAIR])
    return np.asarray(pd.MultiIndex.from_frame(facts[_PAIR]).isin(wanted))


_ADULTS = f"""
with seen as (
    -- one row per dated row about an adult, from the day they turned 18
    select *, greatest(
            starts, coalesce((birth_date + interval {ADULT_FROM_YEARS} year)::date, starts)
        ) as since
    from spans
    where is_adult and is_at_address and agency <> '{SOCIAL_CARE}'
        and not is_crowded and not is_hidden and since <= ends
),
recorded as (
    -- one row per row about an adult and stay of a person at the same home on the same days
    select person.member_id as person_id, adult.member_id as adult_id, adult.agency,
        greatest(adult.since, person.starts) as starts, least(adult.ends, person.ends) as ends,
        [adult.source_record_id, person.source_record_id] as evidence, null as event
    from seen as adult join spans as person
        on adult.home = person.home and adult.home <> ''
        and adult.since <= person.ends and person.starts <= adult.ends
    where not person.is_adult and not person.is_hidden
        -- moving out on the day the others move in is no common day
        and (greatest(adult.since, person.starts) < least(adult.ends, person.ends)
            or adult.starts = adult.ends or person.starts = person.ends)
    union all
    -- one row per row about an adult in a person's own record
    select person_id, member_id, agency, since, ends, [source_record_id], source_event_id
    from seen where person_id is not null
)
select person_id, adult_id, agency,
    min(starts)::timestamp as first_date, max(ends)::timestamp as last_date,
    array_to_string(list_sort(list_distinct(flatten(list(evidence)))), ',') as evidence,
    array_to_string(
        list_sort(list_distinct(list(event) filter (where event is not null))), ','
    ) as event_evidence
from recorded group by person_id, adult_id, agency order by 1, 2, 3
"""
