"""Reads CSV and Parquet tables as text, exactly as sent. Parsing comes later, in `agencies.parse`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import takewhile
from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Sent
from agencies.delivery import MANIFEST
from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agencies.contract import Table, Tables


# Types of Parquet columns → what their texts have more than a CSV file: midnight and the zone (the
# day is that of the zone it was written in), and the point of a number that is whole.
_SURPLUS = {
    ("timestamp",): r"( 00:00:00)?(\.0+)?([+-]\d\d:?\d\d|Z)?$",
    ("float", "double", "halffloat", "decimal"): r"\.0+$",
}


def read_tables(folder: Path, tables: Iterable[Table], *, prefix: str = "") -> Sent:
    """Read one file a table: `<prefix><table>.csv` or `<prefix><table>.parquet`, in any case.

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
    columns: dict[str, tuple[str, ...]] = {}
    present = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    read: set[Path] = set()
    for table in tables:
        names = [f"{prefix}{name}" for name in (table.name, *table.formerly)]
        paths = [path for path in present if _is_named(path, names)]
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
        # A prefix of any text may hold a person's name, so the file's own name is not told.
        where = f"the file of table {table.name} in delivery folder {folder.name}"
        rows = with_present_names(_read_text(paths[0], table, where=where), table)
        read.add(paths[0])
        columns[table.name] = tuple(str(name) for name in rows.columns)
        found[table.name] = with_contract_columns(rows, table, where=where)
    return Sent(found, columns, tuple(path.name for path in present if path not in read))


def _is_named(path: Path, names: Iterable[str]) -> bool:
    said = path.name.casefold()
    ends = ("csv", "parquet")
    return any(fnmatchcase(said, f"{name}.{end}".casefold()) for name in names for end in ends)


def _read_text(path: Path, table: Table, *, where: str) -> pd.DataFrame:
    is_parquet = path.suffix.lower() == ".parquet"
    try:
        rows = _read_parquet(path) if is_parquet else _read_csv(path)
    except (ValueError, OSError) as error:
        # The library's own message may quote a row, so it is not passed on.
        raise ContractError(
            "A file cannot be read as a table.",
            where=where,
            expected="a CSV file in UTF-8 with one header line, or a Parquet file",
            found=type(error).__name__,
            next_step="ask the agency to export the file again",
        ) from None
    if repeated := name_repeated(rows.columns, table):
        raise ContractError(
            "A file has more than one column of the same name.",
            where=where,
            expected="one header line that names each column once",
            found=repeated,
            next_step="ask the agency which of them holds the value",
        )
    return rows


def name_repeated(names: pd.Index, table: Table) -> str | None:
    """Say which columns are there more than once; None if none is.

    Only names that the contract has are told: without a header line the first line is a person's.
    """
    repeated = {str(name) for name in names[names.duplicated()]}
    promised = {said for column in table.columns for said in (column.name, *column.formerly)}
    known, others = sorted(repeated & promised), len(repeated - promised)
    parts = [", ".join(known)] if known else []
    if others:
        parts.append(f"{others} {'name' if others == 1 else 'names'} not in the contract")
    return f"{' and '.join(parts)} more than once" if parts else None


def _read_csv(path: Path) -> pd.DataFrame:
    # Without a header the library neither renames a repeated column nor takes a surplus first
    # column for row labels, which would shift every value by one column without a word.
    with path.open(encoding="utf-8-sig") as file:
        above = sum(1 for _ in takewhile(lambda line: not line.strip(), file))
    lines = pd.read_csv(
        path, header=None, dtype="str", keep_default_na=False, na_values=[""], skiprows=above,
        skip_blank_lines=False,
    )  # fmt: skip
    # A blank line between others is a row, so that row numbers are those the agency sees; what
    # an editor or a spreadsheet leaves below the last is none.
    last = max(lines[name].last_valid_index() or 0 for name in lines.columns)
    rows = lines.iloc[1 : last + 1].set_axis(lines.iloc[0], axis="columns").reset_index(drop=True)
    # Columns without a name are what a spreadsheet leaves at the end of its lines.
    return rows.loc[:, rows.columns.notna()]


def _read_parquet(path: Path) -> pd.DataFrame:
    # Arrow types keep a number with gaps whole: a gap must not turn the id 7 into 7.0.
    rows = pd.read_parquet(path, dtype_backend="pyarrow")
    texts = rows.astype("str")
    for name, dtype in zip(rows.columns, rows.dtypes, strict=True):
        for kinds, surplus in _SURPLUS.items():
            if str(dtype).startswith(kinds):
                texts[name] = texts[name].str.replace(surplus, "", regex=True)
    return texts


def with_present_names(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give columns that carry a name of another year the name the contract has for them.

    Absent: a column that is there under its own name leaves the other one as it is.
    """
    names: dict[str, str] = {}
    for column in table.columns:
        former = [name for name in column.formerly if name in rows.columns]
        if former and column.name not in rows.columns:
            names[former[0]] = column.name
    return rows.rename(columns=names)


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
