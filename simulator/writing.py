"""Writes tables as the agencies send them, through their contracts, and refuses what breaks one."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.errors import ContractError
from simulator.population import to_date

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Column, Table

Frames = dict[str, pd.DataFrame]
_BROKEN_DATE, _BROKEN_CODE = "31/02/2O24", "??"


def to_text(rows: pd.DataFrame, table: Table, *, without: tuple[str, ...] = ()) -> pd.DataFrame:
    """Give rows as text with exactly the contract's columns, in the contract's order.

    Absent: a column that the contract does not require and `rows` does not have is empty.

    Args:
        rows: dates as day numbers, everything else as text.
        table: the contract.
        without: columns that the reader adds and no file has.

    Raises:
        ContractError: a column the contract does not know, a required cell that is empty, or a
            code that is not in its list.
    """
    known = [column for column in table.columns if column.name not in without]
    names = {column.name for column in known}
    faults = [f"column {name} is not in the contract" for name in rows.columns if name not in names]
    text: dict[str, np.ndarray] = {}
    for column in known:
        cells = _cells(rows, column)
        faults += _find_faults(cells, column)
        text[column.name] = cells
    if faults:
        raise ContractError(
            f"The simulator made rows of {table.name} that break its contract.",
            where=f"table {table.name}",
            expected="columns, required cells and codes as the contract says",
            found="; ".join(faults),
            next_step="correct the simulator",
        )
    return pd.DataFrame(text, index=pd.RangeIndex(len(rows)))


def _cells(rows: pd.DataFrame, column: Column) -> np.ndarray:
    """Give the cells of a column as text, None where empty."""
    if column.name not in rows:
        return np.full(len(rows), None, dtype=object)
    cells: np.ndarray = rows[column.name].to_numpy(dtype=object, copy=True)
    empty = pd.isna(cells)
    cells[empty] = None
    if column.type == "date":
        written = column.date_format.split("|")[0]
        cells[~empty] = [format_day(int(day), written) for day in cells[~empty]]
    return cells


def _find_faults(cells: np.ndarray, column: Column) -> list[str]:
    faults = []
    there = {cell for cell in cells if cell is not None}
    if column.required and None in cells:
        faults.append(f"empty cells in {column.name}")
    if column.codes is not None and not there <= set(column.codes.codes):
        faults.append(f"a code in {column.name} that its list does not have")
    if column.pattern is not None and not all(re.match(column.pattern, cell) for cell in there):
        faults.append(f"a cell in {column.name} that its pattern does not allow")
    return faults


@functools.cache
def format_day(day: int, date_format: str) -> str:
    """Write a day number as a date; there are few days and many rows."""
    return to_date(day).strftime(date_format)


def spoil_rows(
    text: pd.DataFrame, table: Table, *, share: float, rng: np.random.Generator
) -> pd.DataFrame:
    """Break a few rows: an impossible date, a code of no list, or a required cell left empty.

    Keys stay whole, so that what is set aside can be named.
    """
    wrong: list[tuple[str, str | None]] = []
    for column in table.columns:
        if column.name not in text or column.use in ("key", "linkage"):
            continue
        if column.type == "date" and (column.is_event_date or column.is_recorded_date):
            wrong.append((column.name, _BROKEN_DATE))
        if column.type == "code":
            wrong.append((column.name, _BROKEN_CODE))
        if column.required:
            wrong.append((column.name, None))
    rows = np.flatnonzero(rng.random(len(text)) < share)
    if wrong and len(rows):
        text = text.copy()
        for row in rows:
            name, value = wrong[int(rng.integers(len(wrong)))]
            text.loc[row, name] = value
    return text


def write_csv(text: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, the same bytes on every machine."""
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_parquet(text: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet, the same bytes for the same rows and libraries."""
    text.astype("str").to_parquet(path, index=False, compression="zstd")
