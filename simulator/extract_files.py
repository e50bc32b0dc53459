"""Reads and writes the files of a simulated delivery again, for what is done to it afterwards."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.delivery import Delivery, write_manifest
from agencies.feeds import find_feed

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agencies.contract import Column, Table


def tables_in(folder: Path, delivery: Delivery) -> list[tuple[Path, Table]]:
    """Give each file of a delivery with the table of the contract that it holds."""
    tables = find_feed(delivery.agency, delivery.format).tables
    return [
        (path, table)
        for path in sorted(folder.iterdir())
        for table in tables
        # A file of several collections has year and term before the table's name.
        if path.suffix in (".csv", ".parquet")
        and (path.stem == table.name or path.stem.endswith(f"_{table.name}"))
    ]


def first_format(column: Column) -> str:
    """Give the form in which a date column is written."""
    return column.date_format.split("|")[0]


def read_file(path: Path) -> pd.DataFrame:
    """Read a file as text, as it would be read from an agency."""
    if path.suffix == ".parquet":
        rows: pd.DataFrame = pd.read_parquet(path).astype("str")
    else:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    return rows


def write_file(rows: pd.DataFrame, path: Path) -> None:
    """Write a file again."""
    if path.suffix == ".parquet":
        rows.to_parquet(path, index=False)
    else:
        rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_manifest_again(before: Delivery, folder: Path, **changed: Any) -> None:
    """Write the manifest over what is now in a folder, saying the same but for what changed."""
    said = {
        f.name: getattr(before, f.name)
        for f in fields(Delivery)
        if f.name not in ("folder", "rows", "files")
    }
    write_manifest(folder, **{**said, **changed})


def keep_recorded_by(folder: Path, delivery: Delivery, day: date) -> None:
    """Leave out of every file what the agency's system held only after a day.

    An adult who left a family after that day has not left yet.

    Absent: a table without the day its rows were recorded stays whole, and so does a row whose
    day cannot be read.
    """
    for path, table in tables_in(folder, delivery):
        rows = read_file(path)
        recorded = next((c for c in table.columns if c.is_recorded_date), None)
        if recorded and recorded.name in rows:
            kept = rows[~(_dates(rows, recorded) > pd.Timestamp(day))]
            ends = [c for c in table.columns if c.not_before and table.is_about_adults]
            later = {c.name: _dates(kept, c) > pd.Timestamp(day) for c in ends}
            write_file(kept.assign(**{n: kept[n].mask(after) for n, after in later.items()}), path)


def _dates(rows: pd.DataFrame, column: Column) -> pd.Series:
    """Give the dates of a column; missing where one cannot be read."""
    return pd.to_datetime(rows[column.name], format=first_format(column), errors="coerce")
