"""Reads CSV and Parquet tables as text, exactly as sent. Parsing comes later, in `agencies.parse`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agencies.contract import Table, Tables


def read_tables(folder: Path, tables: Iterable[Table], *, prefix: str = "") -> Tables:
    """Read one file a table: `<prefix><table>.csv` or `<prefix><table>.parquet`.

    Knowable: nothing is parsed; an empty text and a missing value are both missing.
    Absent: an optional table that was not sent is left out of the answer; the caller names it.

    Args:
        folder: the delivery's folder.
        tables: the contract's tables.
        prefix: what file names start with, if they do; `*` matches anything.

    Raises:
        ContractError: a table that is not optional is missing, a file cannot be read as a
            table, or a required column is not in it.
    """
    found: Tables = {}
    for table in tables:
        paths = sorted(
            path
            for end in ("csv", "parquet")
            for path in folder.glob(f"{prefix}{table.name}.{end}")
        )
        if not paths and table.optional:
            continue
        if len(paths) != 1:
            raise ContractError(
                f"Table {table.name} was not delivered once.",
                where=f"delivery folder {folder.name}",
                expected=f"one file {prefix}{table.name}.csv or .parquet",
                found=f"{len(paths)} files",
                next_step="ask the agency to send the table again",
            )
        found[table.name] = with_contract_columns(_read_text(paths[0]), table, where=paths[0].name)
    return found


def _read_text(path: Path) -> pd.DataFrame:
    try:
        if path.suffix == ".parquet":
            return pd.read_parquet(path).astype("str")
        return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    except (ValueError, OSError) as error:
        # The library's own message may quote a row, so it is not passed on.
        raise ContractError(
            "A file cannot be read as a table.",
            where=path.name,
            expected="a CSV file in UTF-8 with one header line, or a Parquet file",
            found=type(error).__name__,
            next_step="ask the agency to export the file again",
        ) from None


def with_contract_columns(rows: pd.DataFrame, table: Table, *, where: str) -> pd.DataFrame:
    """Give exactly the contract's columns; an optional column that was not sent is empty.

    Raises:
        ContractError: a required column is not there.
    """
    missing = [c.name for c in table.columns if c.required and c.name not in rows.columns]
    if missing:
        raise ContractError(
            f"Table {table.name} lacks columns that its contract requires.",
            where=where,
            expected=f"columns {', '.join(missing)}",
            found=f"{len(rows.columns)} other columns",
            next_step="ask the agency which column now holds this, or correct the contract",
        )
    return rows.reindex(columns=[column.name for column in table.columns]).astype("str")
