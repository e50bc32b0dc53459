"""An invented feed that corrects itself and takes things back, and deliveries of it in order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Agency, Column, Feed, Reference, Sent, Table
from agencies.history import NOTHING, Standing, Taken, apply_delivery, split_retractions
from agencies.parse import parse_tables
from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agencies.contract import Tables
    from agencies.delivery import Holds

_TAKEN_BACK = Column("taken_back", "the row of this key is taken back", type="flag")

PEOPLE = Table(
    "people",
    "People, one row each.",
    (
        Column("person_no", "the person", use="key", required=True),
        Column("street", "where they live", use="linkage", required=True),
        _TAKEN_BACK,
    ),
    key=("person_no",),
    person_column="person_no",
    purge_column="taken_back",
)
VISITS = Table(
    "visits",
    "Visits, one row each.",
    (
        Column("visit_no", "the visit", use="key", required=True),
        Column("person_no", "to whom", use="key", required=True),
        Column("team_no", "by whom"),
        Column("visit_date", "the day", type="date", use="feature", required=True, is_event_date=True),
        Column("minutes", "how long", type="whole", use="feature"),
        _TAKEN_BACK,
    ),
    key=("visit_no",),
    person_column="person_no",
    purge_column="taken_back",
    references=(Reference("person_no", "people", "person_no"), Reference("team_no", "teams", "team_no")),
)  # fmt: skip
STEPS = Table(
    "steps",
    "Next steps agreed in a visit.",
    (
        Column("visit_no", "the visit", use="key", required=True),
        Column("step_no", "running number", use="key", required=True),
        Column("step", "what was agreed", use="feature"),
    ),
    key=("visit_no", "step_no"),
    person_column="visit_no",
    references=(Reference("visit_no", "visits", "visit_no"),),
)
NOTES = Table(
    "notes",
    "Notes about people, without a key.",
    (
        Column("person_no", "about whom", use="key", required=True),
        Column("note", "what it says", use="feature"),
    ),
    person_column="person_no",
    references=(Reference("person_no", "people", "person_no"),),
)
TEAMS = Table(
    "teams",
    "Names of teams.",
    (
        Column("team_no", "the team", use="key", required=True),
        Column("name", "its name"),
        _TAKEN_BACK,
    ),
    key=("team_no",),
    purge_column="taken_back",
    optional=True,
)
TABLES = (STEPS, NOTES, VISITS, PEOPLE, TEAMS)  # what is referred to comes last on purpose


def _read(folder: Path) -> Sent:
    raise NotImplementedError(folder.name)


FEED = Feed(
    agency=Agency("fire", "Fire and rescue", "Fire"),
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

Rows = list[dict[str, str]]
FIRST_DAY = date(2026, 1, 1)


def said(**rows: Rows) -> Tables:
    """Parse rows of some tables as text; cells that are not said are empty."""
    raw = {
        name: pd.DataFrame(some, columns=[c.name for c in FEED.table(name).columns]).astype("str")
        for name, some in rows.items()
    }
    return parse_tables(raw, FEED)


def taken(tables: Tables, *, day: int = 0, holds: Holds = "changes") -> Taken:
    """Give what is taken from a delivery of which every row was accepted."""
    accepted, retractions = split_retractions(tables, FEED)
    return Taken(
        received_date=FIRST_DAY + timedelta(days=day),
        holds=holds,
        accepted=accepted,
        retractions=retractions,
    )


def standing_after(deliveries: Iterable[Taken]) -> Standing:
    """Give what stands after some deliveries, applied one after the other."""
    standing = NOTHING
    for one in deliveries:
        standing = apply_delivery(standing, one, feed=FEED)
    return standing


def contents(standing: Standing) -> dict[str, list[tuple[object, ...]]]:
    """Give what stands: table → rows of the contract's columns, sorted, as text."""
    return {
        name: sorted(
            tuple(str(value) for value in row)
            for row in rows[[c.name for c in FEED.table(name).columns]].itertuples(index=False)
        )
        for name, rows in sorted(standing.tables.items())
        if len(rows)
    }


def person(number: str, street: str = "Mill Lane", **more: str) -> dict[str, str]:
    """Give a row of people."""
    return {"person_no": number, "street": street, **more}


def visit(number: str, person_no: str = "p1", **more: str) -> dict[str, str]:
    """Give a row of visits."""
    return {"visit_no": number, "person_no": person_no, "visit_date": "2025-12-01", **more}
