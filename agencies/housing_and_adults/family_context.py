"""Housing and adult social care as Family Context extracts: who has to do with them, and since when.

The common data model also asks housing for rent arrears, evictions, notices seeking possession and
antisocial behaviour. These columns are never read: what says that a family is poor may reach no
model and no page, and nobody here is judged by their tenancy.

A person has one row for each service that was involved, and may have several.

Most people in the extracts are adults. One without a date of birth is never put with a child: a
parent of the same name at the same address could not be told from their child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Column
from agencies.events import join_events
from agencies.family_context import (
    CURRENT,
    PERSON,
    SEXES,
    SINCE,
    address_lines,
    family_context_events,
    family_context_persons,
    family_context_stays,
    family_context_table,
)
from agencies.homes import is_under_age, make_adults
from agencies.readers import read_tables
from core.catalogue import SOURCE_ADULTS, SOURCE_PERSONS, SOURCE_STAYS
from core.errors import ContractError

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Sent, Tables

FEED = "housing_and_adults/family_context"

_A_SERVICE = (PERSON, SINCE)

# Either may send alone; what was not sent is named on every page. The other names are those of the
# published model and of its samples.
TABLES = (
    family_context_table(
        "housing",
        "People who are or were tenants, or with whom a housing officer had to do, one row a person "
        "and service.",
        Column("Housing Association", "the landlord", formerly=("Name of housing provider",)),
        key=_A_SERVICE,
        optional=True,
        formerly=("Housing", "fixture_housing"),
    ),
    family_context_table(
        "adult_social_care",
        "People with whom adult social care is or was involved, one row a person and service.",
        Column("Local Authority Organisation", "the council that was involved"),
        key=_A_SERVICE,
        optional=True,
        formerly=("Adult Social Care", "ASC", "fixture_ASC"),
    ),
)
_DETAILS = ["forename", "surname", "sex", "postcode", "address"]


def read(folder: Path) -> Sent:
    """Read the extracts as text, as sent.

    Raises:
        ContractError: neither was sent.
    """
    sent = read_tables(folder, TABLES)
    if not sent.tables:
        raise ContractError(
            "A delivery of housing and adult services holds neither of its tables.",
            where=f"delivery folder {folder.name}",
            expected="at least one of "
            + ", ".join(
                f"{name}.csv" for table in TABLES for name in (table.name, *table.formerly)
            ),
            found=f"{len(sent.files_ignored)} other files",
            next_step="name the files after their tables, and send them again",
        )
    return sent


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the people of both extracts, in the order in which each is first named.

    One row per person of an extract. Absent: a detail on which the rows of one number disagree is
    missing, because nothing tells which is right; without a date of birth no other detail is
    given, so that the record stands alone.
    """
    each = [family_context_persons(rows, FEED) for rows in _numbered(tables)]
    named = pd.concat([SOURCE_PERSONS.empty(), *each], ignore_index=True)
    told = named.groupby("source_person_id", sort=False)
    agreed = told.nunique() <= 1  # noqa: PD101  of each group, where missing is no value
    persons = told.first().where(agreed).reset_index()
    persons.loc[persons["birth_date"].isna(), _DETAILS] = pd.NA
    return SOURCE_PERSONS.conform(persons)


def to_events(tables: Tables) -> pd.DataFrame:
    """Give when a service got involved and when it last had to do with the person.

    At most two rows per row of an extract. Knowable: with the delivery; nothing is recorded.
    """
    return join_events([family_context_events(rows, FEED) for rows in _numbered(tables)])


def to_stays(tables: Tables) -> pd.DataFrame:
    """Give where the children of the extracts live on the day their extract is current.

    One row per row about a child with an address. Absent: adults are in `to_adults`.
    """
    each = [family_context_stays(rows[_is_child(rows)], FEED) for rows in _numbered(tables)]
    return pd.concat([SOURCE_STAYS.empty(), *each], ignore_index=True)


def to_adults(tables: Tables) -> pd.DataFrame:
    """Give the adults of the extracts, at their address on the day their extract is current.

    One row per row that is not known to be about a child: without a date of birth somebody counts
    as an adult here. Absent: without an address an adult is only named; no extract says who
    their children are.
    """
    each = [_adults(rows[~_is_child(rows)]) for rows in _numbered(tables)]
    return pd.concat([SOURCE_ADULTS.empty(), *each], ignore_index=True)


def _adults(rows: pd.DataFrame) -> pd.DataFrame:
    lines = address_lines(rows["Address"])
    return make_adults(
        rows, FEED, adult=PERSON,
        is_at_address=lines["postcode"].notna() | lines["first_line"].notna(),
        forename=rows["First Name"], surname=rows["Last Name"],
        birth_date=rows["Date Of Birth"], sex=rows["Gender"].map(SEXES),
        postcode=lines["postcode"], address=lines["first_line"], first_date=rows[CURRENT],
    )  # fmt: skip


def _is_child(rows: pd.DataFrame) -> pd.Series:
    """Say who is known to be under 18 on the day the extract is current, or else last speaks of."""
    day = rows[CURRENT]
    for other in ("Coverage End Date", "Date Of Most Recent Interaction", SINCE):
        day = day.fillna(rows[other])
    return is_under_age(rows["Date Of Birth"], day).fillna(value=False).astype("bool")


def _numbered(tables: Tables) -> list[pd.DataFrame]:
    """Give each extract with numbers that say whose they are: both systems count from 1."""
    return [
        tables[table.name].assign(
            **{PERSON: table.name + "-" + tables[table.name][PERSON].astype("str")}
        )
        for table in TABLES
        if table.name in tables
    ]
