"""Writes tables as the agencies send them, through their contracts, and refuses what breaks one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from core.errors import ContractError
from simulator.population import to_date

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Column, Table
    from simulator.chance import Chance

Frames = dict[str, pd.DataFrame]
_BROKEN_DATE, _BROKEN_CODE = "31/02/2O24", "??"
_ROWS_A_GROUP = 50_000


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
    return pd.DataFrame(text, index=pd.RangeIndex(len(rows)), dtype=object)


def _cells(rows: pd.DataFrame, column: Column) -> np.ndarray:
    """Give the cells of a column as text, None where empty."""
    if column.name not in rows:
        return np.full(len(rows), None, dtype=object)
    cells: np.ndarray = rows[column.name].to_numpy(dtype=object, copy=True)
    empty = pd.isna(cells)
    cells[empty] = None
    if column.type == "date":
        # There are few days and many rows.
        days, at = np.unique(cells[~empty].astype("int64"), return_inverse=True)
        written = column.date_format.split("|")[0]
        cells[~empty] = np.array(
            [to_date(day).strftime(written) for day in days.tolist()], dtype=object
        )[at]
    return cells


def _find_faults(cells: np.ndarray, column: Column) -> list[str]:
    faults = []
    if column.required and any(cell is None for cell in cells):
        faults.append(f"empty cells in {column.name}")
    if column.codes is None and column.pattern is None:
        return faults
    there = {cell for cell in cells if cell is not None}
    if column.codes is not None and not there <= set(column.codes.codes):
        faults.append(f"a code in {column.name} that its list does not have")
    if column.pattern is not None and not all(re.match(column.pattern, cell) for cell in there):
        faults.append(f"a cell in {column.name} that its pattern does not allow")
    return faults


def spoil_rows(
    text: pd.DataFrame, table: Table, *, share: float, chance: Chance, first: int = 0
) -> pd.DataFrame:
    """Break a few rows: an impossible date, a code of no list, or a required cell left empty.

    Keys stay whole, so that what is set aside can be named.

    Args:
        text: rows as they are sent.
        table: the contract.
        share: how many to break.
        chance: where luck comes from.
        first: how many rows of the table went before these.
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
    luck = chance.draws(f"spoilt {table.name}", first + np.arange(len(text)))
    rows = np.flatnonzero(luck.happens(share))
    which = luck.uniform()[rows]
    if wrong and len(rows):
        text = text.copy()
        for row, place in zip(rows, which, strict=True):
            name, value = wrong[int(place * len(wrong))]
            text.loc[row, name] = value
    return text


def append_csv(text: pd.DataFrame, path: Path) -> None:
    """Add rows to a CSV file, and its header if there is no file yet; the same bytes everywhere."""
    is_new = not path.exists()
    with path.open("ab") as file:
        if is_new:
            file.write((",".join(text.columns) + "\n").encode())
        if len(text):
            options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
            pa_csv.write_csv(text_table(text), file, options)


class ParquetFile:
    """A Parquet file that rows are added to; its row groups do not depend on how they came."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.waiting: pa.Table | None = None
        self.writer: pq.ParquetWriter | None = None

    def append(self, rows: pa.Table) -> None:
        """Add rows."""
        self.waiting = rows if self.waiting is None else pa.concat_tables([self.waiting, rows])
        while self.waiting.num_rows >= _ROWS_A_GROUP:
            self._write(self.waiting.slice(0, _ROWS_A_GROUP))
            self.waiting = self.waiting.slice(_ROWS_A_GROUP)

    def close(self) -> None:
        """Write what is left."""
        if self.waiting is not None and (self.waiting.num_rows or self.writer is None):
            self._write(self.waiting)
        if self.writer is not None:
            self.writer.close()

    def _write(self, rows: pa.Table) -> None:
        if self.writer is None:
            self.writer = pq.ParquetWriter(self.path, rows.schema, compression="zstd")
        self.writer.write_table(rows.combine_chunks(), row_group_size=_ROWS_A_GROUP)


def text_table(text: pd.DataFrame) -> pa.Table:
    """Give rows of text as an Arrow table."""
    return pa.table({name: pa.array(text[name], pa.string()) for name in text.columns})
