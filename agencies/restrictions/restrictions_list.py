"""Turns the restrictions list into persons to find. See `restrictions_list_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import make_persons, tidy_postcodes, valid_nhs_numbers
from agencies.readers import read_tables
from agencies.restrictions.restrictions_list_tables import TABLES
from core.catalogue import SOURCE_EVENTS

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from agencies.contract import Sent, Tables

FEED = "restrictions/restrictions_list"


def read(folder: Path) -> Sent:
    """Read the list as text, as sent; it may have no row."""
    return read_tables(folder, TABLES)


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the people on the list, to be linked with what agencies hold.

    One row per restriction. Knowable: at once. `effective_from` is not looked at, because a
    restriction that waits for its day would leave someone in danger on a page until then.
    """
    sent = tables["restrictions_list"]
    return make_persons(
        sent, FEED, person="restriction_id",
        forename=sent["forename"], surname=sent["surname"], birth_date=sent["date_of_birth"],
        postcode=tidy_postcodes(sent["postcode"]),
        nhs_number=valid_nhs_numbers(sent["nhs_number"]), upn=sent["upn"].str.upper(),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:  # noqa: ARG001  every feed has this signature
    """Give no entry: being on the list is not a contact."""
    return SOURCE_EVENTS.empty()
