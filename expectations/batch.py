"""What Great Expectations is shown of a table: enough to check it, in types it is quick with.

That library filters the whole table for every check, and walks dates and texts one by one. So it
is shown only the columns its checks name: dates as numbers of days; codes as categories; keys as
numbers that stand for their values, because to be there and to be unique is all that is asked of
them. Texts are shown as they are where a check reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.parse import ROW, UNREADABLE
from expectations.suites import COPY, FIRST_DAY, WAS_READ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agencies.contract import Column, Table
    from expectations.suites import Check

_FIRST_DAY = pd.Timestamp(FIRST_DAY).as_unit("us")
_DAY = pd.Timedelta(days=1)


def build_batch(rows: pd.DataFrame, checks: Sequence[Check], *, table: Table) -> pd.DataFrame:
    """Give the columns that the checks name, indexed by row number, in the order of the numbers.

    Absent: a column that the contract promises and `rows` does not have is not there either, so
    that its checks cannot be run.

    Args:
        rows: a parsed table; see `agencies.parse.parse_table`.
        checks: its suite.
        table: the contract.
    """
    if not rows[ROW].is_monotonic_increasing:
        rows = rows.sort_values(ROW)
    # Without a name: the library answers a named index with a slow dictionary a row.
    rows = rows.set_index(ROW).rename_axis(None)
    texts = {name for check in checks if "regex" in check.arguments for name in check.names}
    shown: dict[str, pd.Series] = {}
    for name in dict.fromkeys(name for check in checks for name in check.names):
        source = name.rpartition(":")[2]
        if name == COPY:
            shown[name] = _is_copy(rows, table)
        elif source in rows.columns:
            column = table.column(source)
            if name.startswith(WAS_READ):
                shown[name] = _was_read(rows[source], rows[UNREADABLE])
            else:
                shown[name] = rows[source] if name in texts else _show(rows[source], column, table)
    return pd.DataFrame(shown, index=rows.index)


def looked_at(check: Check, batch: pd.DataFrame) -> int:
    """Count the rows a check looks at: those that hold everything it is about.

    Absent: every row, if the batch does not have what the check is about.
    """
    if check.looks_at_gaps or not set(check.names) <= set(batch.columns):
        return len(batch)
    held = batch[list(check.names)].notna().all(axis="columns")
    return int((held & ~batch[COPY]).sum() if check.ignores_copies else held.sum())


def _show(values: pd.Series, column: Column, table: Table) -> pd.Series:
    if column.codes:
        return values.astype("category")
    if pd.api.types.is_datetime64_dtype(values):
        return (values - _FIRST_DAY) / _DAY
    if column.type == "date":
        return values  # not what the parser makes: the library will say that it cannot compare
    if column.name in table.key:
        stands_for = pd.Series(pd.factorize(values)[0], index=values.index, dtype="float64")
        return stands_for.where(stands_for >= 0)
    return values.notna().astype("float64").where(values.notna())


def _is_copy(rows: pd.DataFrame, table: Table) -> pd.Series:
    """Say which rows say again what an earlier row said."""
    said = [column.name for column in table.columns] + [UNREADABLE]
    # Same rows have the same key, and few keys repeat: only those are compared in full.
    likely = rows[rows.duplicated(list(table.key), keep=False)] if table.key else rows
    return likely.duplicated(said).reindex(rows.index, fill_value=False)


def _was_read(values: pd.Series, unreadable: pd.Series) -> pd.Series:
    """Say which texts could be read: 1 or 0, missing where nothing was sent."""
    lost = unreadable.dropna()
    lost = lost[("," + lost + ",").str.contains(f",{values.name},", regex=False)]
    read = values.notna().astype("float64").where(values.notna())
    read[lost.index] = 0.0
    return read
