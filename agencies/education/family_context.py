"""Schools as a Family Context extract: at which school a child is or was, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.contract import Column
from agencies.family_context import (
    family_context_events,
    family_context_persons,
    family_context_stays,
    family_context_table,
)
from agencies.readers import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from agencies.contract import Sent, Tables

FEED = "education/family_context"

TABLES = (
    family_context_table(
        "education",
        "Children and young people who are or were at a school of the area.",
        Column("School Name", "the school", use="feature"),
        Column("Admission Type", "main, secondary or off-site provision"),
    ),
)


def read(folder: Path) -> Sent:
    """Read the extract as text, as sent."""
    return read_tables(folder, TABLES)


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the pupils of the extract, in the order sent; one row per row of the extract."""
    return family_context_persons(tables["education"], FEED)


def to_events(tables: Tables) -> pd.DataFrame:
    """Give when the school got involved and when it last had to do with the child.

    At most two rows per row of the extract. Knowable: with the delivery; nothing is recorded.
    """
    rows = tables["education"]
    return family_context_events(rows, FEED, place=rows["School Name"])


def to_stays(tables: Tables) -> pd.DataFrame:
    """Give where each pupil lives on the day the extract is current; one row per row of it."""
    return family_context_stays(tables["education"], FEED)
