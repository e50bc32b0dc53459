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
        rows = _read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    except (ValueError, OSError) as error:
        # The library's own message may quote a row, so it is not passed on.
        raise ContractError(
            "A file cannot be read as a table.",
            where=path.name,
            expected="a CSV file in UTF-8 with one header line, or a Parquet file",
            found=type(error).__name__,
            next_step="ask the agency to export the file again",
        ) from None
    twice = sorted({str(name) for name in rows.columns[rows.columns.duplicated()]})
    if twice:
        raise ContractError(
            "A file has more than one column of the same name.",
            where=path.name,
            expected="each column once",
            found=f"{', '.join(twice)} more than once",
            next_step="ask the agency which of them holds the value",
        )
    return rows


def _read_csv(path: Path) -> pd.DataFrame:
    # Without a header the library neither renames a repeated column nor takes a surplus first
    # column for row labels, which would shift every value by one column without a word.
    lines = pd.read_csv(path, header=None, dtype="str", keep_default_na=False, na_values=[""])
    rows = lines.iloc[1:].set_axis(lines.iloc[0], axis="columns").reset_index(drop=True)
    # Columns without a name are what a spreadsheet leaves at the end of its lines.
    return rows.loc[:, rows.columns.notna()]


def _read_parquet(path: Path) -> pd.DataFrame:
    # Arrow types keep a number with gaps whole: a gap must not turn the id 7 into 7.0.
    rows = pd.read_parquet(path, dtype_backend="pyarrow")
    texts = rows.astype("str")
    for name in rows.columns[[str(dtype).startswith("timestamp") for dtype in rows.dtypes]]:
        texts[name] = texts[name].str.replace(r"( 00:00:00)?(\.0+)?$", "", regex=True)
    return texts


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
