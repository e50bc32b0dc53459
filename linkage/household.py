"""Who lives where and when, who belongs to whose family, and which adults are recorded there?

Makes `stays`, `household_links`, `adults_at_address` and `adult_links`: facts about records, for
a reader. They are never evidence for a model: no feature describes an adult, and nothing that
features or models read comes from here.
Nobody restricted is in any of them, nor is anything told that only their records tell.

A home needs a postcode and a first line. One at which more than `MOST_PERSONS_AT_HOME` persons and
adults were ever recorded is a hostel, a refuge or a children's home: nothing is told of who shares
it. A person's stay without a last day lasts until any agency records the first day of another one
elsewhere, or until tonight; an adult without a last day was there on the day it was recorded, no
longer. Who moves out on the day on which others move in did not live with them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa

from core.catalogue import ADULTS_AT_ADDRESS, HOUSEHOLD_LINKS, STAYS
from linkage.adults import Adults, link_adults
from linkage.at_address import SocialCare, SocialCareSent, find_adults, judge_adults
from linkage.database import open_database
from linkage.homes import MOST_PERSONS_AT_HOME, find_homes, find_places
from linkage.settings import Parameters

MOST_PERSONS_IN_FAMILY = 20
"""A family number that more persons carry is a placeholder, or counts something else."""

_MEMBERS = [
    "member_id", "person_id", "is_adult", "is_at_address", "home", "place_postcode", "place_line",
    "agency", "first_date", "last_date", "source_record_id", "source_person_id", "source_adult_id",
    "source_event_id", "birth_date",
]  # fmt: skip


@dataclass(frozen=True)
class Households:
    """Who lives where and with whom; each a dataset of `core.catalogue`."""

    stays: pd.DataFrame
    household_links: pd.DataFrame
    adults_at_address: pd.DataFrame
    adult_links: pd.DataFrame


def build_households(
    source_stays: pd.DataFrame,
    source_adults: pd.DataFrame,
    *,
    links: pd.DataFrame,
    source_persons: pd.DataFrame,
    parameters: Parameters,
    restricted: Collection[str],
    social_care: SocialCareSent,
    as_of_date: date,
    before: pd.DataFrame | None = None,
) -> Households:
    """Say who lived where and when, and which adults were recorded there.

    The order of rows changes nothing. Absent: a row without a home, or without any day, tells of
    nobody at an address; that no adult is recorded does not mean that there is none.

    Args:
        source_stays: see `core.catalogue.SOURCE_STAYS`.
        source_adults: see `core.catalogue.SOURCE_ADULTS`.
        links: see `core.catalogue.LINKS`.
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        parameters: what agreements of two records weigh.
        restricted: person_ids of those on or near the restrictions list.
        social_care: what came from social care about adults, and what did not.
        as_of_date: the night; later rows do not count.
        before: `adult_links` of the night before, by which references are kept.
    """
    person_of = links.set_index("source_person_id")["person_id"]
    persons = source_persons.assign(person_id=source_persons["source_person_id"].map(person_of))
    persons["is_hidden"] = persons["person_id"].isin(list(restricted))
    shown = source_persons[~persons["is_hidden"]]
    adults = link_adults(
        source_adults, shown, parameters=parameters, as_of_date=as_of_date, before=before
    )
    rows = [_persons_rows(source_stays, person_of), _adults_rows(source_adults, person_of, adults)]
    members = _until(as_of_date, pd.concat(rows, ignore_index=True), restricted)
    household_links, facts = _find(members, persons, as_of_date)
    says = SocialCare.of(members, social_care, person_of)
    judged = judge_adults(
        facts, adults=adults, persons=persons, household_links=household_links, social_care=says
    )
    return Households(
        stays=_stays(members),
        household_links=HOUSEHOLD_LINKS.conform(household_links),
        adults_at_address=ADULTS_AT_ADDRESS.conform(judged),
        adult_links=adults.links,
    )


def _until(night: date, members: pd.DataFrame, restricted: Collection[str]) -> pd.DataFrame:
    """Leave out what is later than the night, and say of whom nothing may be told."""
    rows = members[~(members["first_date"] > pd.Timestamp(night))]
    # Of a child whom nobody put with a person, nobody can say that they may be shown.
    is_unknown = rows["source_person_id"].notna() & rows["person_id"].isna()
    return rows.assign(is_hidden=rows["person_id"].isin(list(restricted)) | is_unknown)


def _find(
    members: pd.DataFrame, persons: pd.DataFrame, as_of_date: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give links between persons, and adults recorded at their addresses."""
    with open_database() as database:
        _register(database, members, persons, as_of_date)
        return database.sql(_HOUSEHOLD_LINKS).df(), find_adults(database)


def _stays(members: pd.DataFrame) -> pd.DataFrame:
    rows = members[(members["home"] != "") & ~members["is_hidden"]]
    order = ["is_adult", "member_id", "agency", "source_record_id", "home"]
    return STAYS.conform(rows.sort_values(order, kind="stable")[STAYS.columns])


def _persons_rows(source_stays: pd.DataFrame, person_of: pd.Series) -> pd.DataFrame:
    """Give the stays of persons; those at no home, too: they end the one before."""
    rows = source_stays.assign(
        **find_places(source_stays),
        person_id=source_stays["source_person_id"].map(person_of).astype("str"),
        home=find_homes(source_stays),
        is_adult=False,
        is_at_address=True,
        birth_date=pd.Series(pd.NaT, index=source_stays.index, dtype="datetime64[us]"),
    )
    rows = rows[rows["person_id"].notna()]
    return rows.assign(member_id=rows["person_id"]).reindex(columns=_MEMBERS)


def _adults_rows(source_adults: pd.DataFrame, person_of: pd.Series, adults: Adults) -> pd.DataFrame:
    """Give what was recorded of adults; person_id is the child in whose record it stands."""
    told = adults.records[adults.records["birth_date"] != ""]
    births = told.groupby("adult_id")["birth_date"].min().astype("datetime64[us]")
    adult_of = adults.links.set_index("source_adult_id")["adult_id"]
    rows = source_adults.assign(
        member_id=source_adults["source_adult_id"].map(adult_of).astype("str"),
        person_id=source_adults["source_person_id"].map(person_of).astype("str"),
        home=find_homes(source_adults).where(source_adults["is_at_address"], ""),
        is_adult=True,
    )
    known = births.reindex(rows["member_id"]).set_axis(rows.index)
    return rows.assign(birth_date=rows["birth_date"].fillna(known)).reindex(columns=_MEMBERS)


def _register(
    database: duckdb.DuckDBPyConnection,
    members: pd.DataFrame,
    persons: pd.DataFrame,
    as_of_date: date,
) -> None:
    """Make the tables `spans` and `families`.

    `spans`: one row per row of a member that has a day: `starts` and `ends`, both included,
    `goes_on` (until tonight, nobody said until when) and `is_crowded` (a home too many share).
    `families`: one row per source person of a family number.
    """
    at_home = members[members["home"] != ""].groupby("home")["member_id"].nunique()
    crowded = at_home.index[at_home > MOST_PERSONS_AT_HOME]
    rows = members.assign(is_crowded=members["home"].isin(crowded))
    database.register("members", pa.Table.from_pandas(rows, preserve_index=False))
    database.execute(_SPANS, {"tonight": as_of_date})
    families = persons.loc[
        persons["family_id"].notna(),
        ["source_person_id", "person_id", "agency", "family_id", "is_hidden"],
    ]
    size = families.groupby("family_id")["person_id"].transform("nunique")
    families = families[(size <= MOST_PERSONS_IN_FAMILY) & ~families["is_hidden"]]
    database.register("families", pa.Table.from_pandas(families, preserve_index=False))


_SPANS = """
create table spans as
with places as (
    -- one row per person, place and day on which any agency says that they came there
    select distinct member_id, place_postcode, place_line, first_date
    from members where not is_adult and first_date is not null
),
moves as (
    -- one row per place and day a stay began, with the next day on which another began elsewhere;
    -- half an address that agrees is no other place, and none at all is one
    select one.member_id, one.place_postcode, one.place_line, one.first_date,
        min(other.first_date) as next_date
    from places as one join places as other
        on one.member_id = other.member_id and one.first_date < other.first_date
    where other.place_postcode not in ('', one.place_postcode)
        or other.place_line not in ('', one.place_line)
        or (other.place_postcode = '' and other.place_line = '')
    group by all
),
followed as (
    -- one row per row of a member, with the day of the next stay elsewhere that anybody recorded
    select members.*, moves.next_date
    from members left join moves using (member_id, place_postcode, place_line, first_date)
),
dated as (
    -- the same; an adult was seen on a day, a person lives there until somebody says otherwise
    select *, coalesce(first_date, last_date)::date as starts, coalesce(
            last_date, case when is_adult then first_date else next_date - interval 1 day end,
            $tonight::date
        )::date as ends,
        not is_adult and last_date is null and next_date is null as goes_on
    from followed
)
select * exclude (ends, next_date), greatest(starts, least(ends, $tonight::date)) as ends
from dated where starts is not null
"""

_HOUSEHOLD_LINKS = """
with at_home as (
    -- one row per dated stay of a person at a home that few share
    select * from spans where home <> '' and not is_adult and not is_crowded and not is_hidden
),
same_address as (
    -- one row per two stays of two persons at one home on the same days
    select one.member_id as person_id, other.member_id as other_person_id,
        'same_address' as kind, greatest(one.starts, other.starts) as starts,
        case when not (one.goes_on and other.goes_on) then least(one.ends, other.ends) end as ends,
        one.agency as agency, other.agency as other_agency,
        one.source_record_id as evidence, other.source_record_id as other_evidence
    from at_home as one join at_home as other
        on one.home = other.home and one.member_id < other.member_id
        and one.starts <= other.ends and other.starts <= one.ends
    -- moving out on the day the others move in is no common day
    where greatest(one.starts, other.starts) < least(one.ends, other.ends)
        or one.starts = one.ends or other.starts = other.ends
),
same_family as (
    -- one row per two source persons of one family number
    select one.person_id, other.person_id as other_person_id, 'same_family' as kind,
        null::date as starts, null::date as ends, one.agency, other.agency as other_agency,
        one.source_person_id as evidence, other.source_person_id as other_evidence
    from families as one join families as other
        on one.family_id = other.family_id and one.person_id < other.person_id
),
linked as (
    -- one row per two persons and kind, the smaller person_id first
    select person_id, other_person_id, kind, min(starts)::timestamp as first_date,
        case when count(ends) = count(*) then max(ends) end::timestamp as last_date,
        list_concat(list(distinct agency), list(distinct other_agency)) as agencies,
        list_concat(list(distinct evidence), list(distinct other_evidence)) as evidence
    from (select * from same_address union all select * from same_family)
    group by person_id, other_person_id, kind
),
told as (
    -- the same, in words
    select * replace (
        array_to_string(list_sort(list_distinct(agencies)), ',') as agencies,
        array_to_string(list_sort(list_distinct(evidence)), ',') as evidence
    )
    from linked
)
select * from told
union all
select * replace (other_person_id as person_id, person_id as other_person_id) from told
order by 1, 2, 3
"""
