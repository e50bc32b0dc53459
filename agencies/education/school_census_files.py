"""Reads a delivery of several school censuses, `<year>_<term>_<table>.csv`, as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Sent
from agencies.education.census_day import census_day
from agencies.education.school_census_tables import COLLECTION, TABLES, TERMS
from agencies.readers import read_tables
from core.errors import ContractError

if TYPE_CHECKING:
    from pathlib import Path


_ROLL_FILE = re.compile(rf"(\d{{4}})_({'|'.join(TERMS.codes)})_pupilonroll\.(csv|parquet)")


def read(folder: Path) -> Sent:
    """Read every table of every collection as text, earliest collection first.

    Grain: as sent, with `collection_year` and `collection_term` added from the file's name.
    Absent: an optional table that no collection sent is left out; the caller names it. Files of
    tables the contract does not name are not opened.

    Raises:
        ContractError: no collection is there, or one lacks a table that is not optional.
    """
    collections = _find_collections(folder)
    parts: dict[str, list[pd.DataFrame]] = {}
    columns: dict[str, dict[str, None]] = {}  # in the order first met
    ignored = {path.name for path in folder.iterdir()}
    for year, term in collections:
        sent = read_tables(folder, TABLES, prefix=f"{year}_{term}_")
        ignored &= set(sent.files_ignored)
        for name, rows in sent.tables.items():
            dated = rows.assign(collection_year=year, collection_term=term)
            parts.setdefault(name, []).append(dated)
            columns.setdefault(name, {}).update(dict.fromkeys((*COLLECTION, *sent.columns[name])))
    tables = {
        table.name: pd.concat(parts[table.name], ignore_index=True).astype("str")
        for table in TABLES
        if table.name in parts
    }
    return Sent(tables, {n: tuple(names) for n, names in columns.items()}, tuple(sorted(ignored)))


def _find_collections(folder: Path) -> list[tuple[str, str]]:
    names = (_ROLL_FILE.fullmatch(path.name) for path in folder.iterdir())
    found = {(name[1], name[2]) for name in names if name}
    if not found:
        raise ContractError(
            "No school census was found in a delivery.",
            where=f"delivery folder {folder.name}",
            expected="<year>_<term>_pupilonroll.csv, with a term of " + ", ".join(TERMS.codes),
            found="no such file",
            next_step="name the files after year and term of the census, and send them again",
        )
    return sorted(found, key=lambda one: census_day(int(one[0]), one[1]))
