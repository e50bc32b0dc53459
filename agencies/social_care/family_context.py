"""Children’s social care as a Family Context extract: that it is involved, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.contract import Column, Feed
from agencies.family_context import (
    DAYS_BETWEEN,
    SOURCE,
    family_context_events,
    family_context_persons,
    family_context_stays,
    family_context_table,
)
from agencies.readers import read_tables
from agencies.social_care.agency import AGENCY

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from agencies.contract import Sent, Tables

FEED_ID = "social_care/family_context"

_TABLES = (
    family_context_table(
        "csc",
        "Children and young people with whom children’s social care is or was involved.",
        Column("Local Authority Organisation", "the council that was involved"),
    ),
)


def _read(folder: Path) -> Sent:
    return read_tables(folder, _TABLES)


def _to_persons(tables: Tables) -> pd.DataFrame:
    return family_context_persons(tables["csc"], FEED_ID)


def _to_events(tables: Tables) -> pd.DataFrame:
    return family_context_events(tables["csc"], FEED_ID)


def _to_stays(tables: Tables) -> pd.DataFrame:
    return family_context_stays(tables["csc"], FEED_ID)


FEED = Feed(
    agency=AGENCY,
    format="family_context",
    title="Family Context extract",
    tables=_TABLES,
    capabilities=frozenset(),
    read=_read,
    to_persons=_to_persons,
    to_events=_to_events,
    to_stays=_to_stays,
    source=SOURCE,
    sharing="Not recorded: an extract says that a service was involved, and no more.",
    recorded="Not recorded: an entry is known from the day the extract reached us.",
    days_between=DAYS_BETWEEN,
)
