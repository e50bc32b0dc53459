"""An invented agency with one of everything a contract can promise, and deliveries of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Agency, CodeList, Column, Feed, Reference, Table
from agencies.parse import parse_tables
from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

SEEN = CodeList("seen", {"Y": "seen", "N": "not seen"}, "invented")
RANKS = CodeList("rank", {"1": "first", "2": "second"}, "invented")

PEOPLE = Table(
    "people",
    "People the agency knows, one row each.",
    (
        Column("person_no", "number of the person", use="key", required=True),
        Column("born", "date of birth", type="date", use="linkage"),
        Column("rank", "rank", type="code", use="feature", codes=RANKS),
        Column("postcode", "postcode", use="linkage", pattern=r"[A-Z]{2}\d"),
    ),
    key=("person_no",),
    person_column="person_no",
)
VISITS = Table(
    "visits",
    "Visits, one row each.",
    (
        Column("visit_no", "number of the visit", use="key", required=True),
        Column("person_no", "whom it was to", use="key"),
        Column("district", "where", use="display"),
        Column("visit_date", "the day", type="date", use="feature", required=True,
               date_format="%Y-%m-%d|%d/%m/%Y", is_event_date=True),
        Column("end_date", "last day", type="date", use="feature", not_before="visit_date"),
        Column("seen", "was the child seen", type="code", use="feature", codes=SEEN),
        Column("minutes", "how long", type="whole", use="feature"),
        Column("remark", "form of the remark", pattern=r"[a-z ]+"),
    ),
    key=("visit_no",),
    person_column="person_no",
    references=(
        Reference("person_no", "people", "person_no"),
        Reference("district", "districts", "district"),
    ),
)  # fmt: skip
CALLS = Table(
    "calls",
    "Calls made during a visit, two columns together name one.",
    (
        Column("visit_no", "the visit", use="key", required=True),
        Column("call_no", "running number in the visit", use="key", required=True),
        Column("person_no", "whom it was about", use="key"),
    ),
    key=("visit_no", "call_no"),
    person_column="person_no",
    optional=True,
    references=(Reference("visit_no", "visits", "visit_no"),),
)
NOTES = Table("notes", "Notes, without a key.", (Column("note", "the note"),), optional=True)
DISTRICTS = Table(
    "districts",
    "Names of districts.",
    (Column("district", "the district", use="key", required=True),),
    key=("district",),
    optional=True,
)
# People come last on purpose: no check may rely on the order of tables.
TABLES = (CALLS, VISITS, NOTES, DISTRICTS, PEOPLE)


def _read(folder: Path) -> Tables:
    raise NotImplementedError(folder.name)


def feed(agency: str = "fire") -> Feed:
    """Give the invented feed, under the code of an agency."""
    return Feed(
        agency=Agency(agency, agency.title(), agency.title()),
        format="invented",
        title="An invented feed",
        tables=TABLES,
        capabilities=frozenset(),
        read=_read,
        to_persons=lambda _: SOURCE_PERSONS.empty(),
        to_events=lambda _: SOURCE_EVENTS.empty(),
        source="invented",
        sharing="Not recorded.",
        recorded="Not recorded.",
    )


def sent(**tables: list[dict[str, str]]) -> Tables:
    """Parse a delivery of people and visits and what else is given; what is not said is empty."""
    said = {"visits": [], "people": [], **tables}
    raw = {
        name: pd.DataFrame(rows, dtype="str").reindex(
            columns=[column.name for column in feed().table(name).columns]
        ).astype("str")
        for name, rows in said.items()
    }  # fmt: skip
    return parse_tables(raw, feed())


def person(number: str = "p1", **said: str) -> dict[str, str]:
    """Give a sound row of people, with changes."""
    return {"person_no": number, "born": "2015-04-01", "rank": "1", "postcode": "AB1", **said}


def visit(number: str = "v1", **said: str) -> dict[str, str]:
    """Give a sound row of visits, with changes."""
    return {"visit_no": number, "person_no": "p1", "visit_date": "2026-01-05", "seen": "Y", **said}
