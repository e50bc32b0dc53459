"""Reads an Annex A workbook: one sheet a list, every cell as text.

Councils name sheets and headers in their own ways, so both are compared by letters and digits
alone, and a header line may stand below a title.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.contract import Sent
from agencies.delivery import MANIFEST
from agencies.readers import name_repeated, with_contract_columns
from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agencies.contract import Table, Tables

_ENDING = ".xlsx"
_HEADER_WITHIN = 10  # rows; a title, a date and an empty line have been seen above it
_LIST = re.compile(r"list 0?(\d+)\b")


def read_workbook(folder: Path, tables: Iterable[Table]) -> Sent:
    """Read the sheets of the contract's lists from the one workbook of a delivery.

    Knowable: a date is written `2026-03-31`, a whole number without a point, a hard space as a
    space; an empty cell and a formula that failed (`#N/A`) are missing. Empty rows below the
    last are left out.
    Absent: an optional list without a sheet is left out of the answer; a list with a header
    and no rows was sent, and is empty.

    Args:
        folder: the delivery's folder.
        tables: the contract's tables, called `list_1` and so on.

    Raises:
        ContractError: there is not one workbook, it cannot be read, or a list is missing, there
            twice or without a header line.
    """
    paths = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    books = [path for path in paths if path.suffix.lower() == _ENDING]
    if len(books) != 1:
        raise ContractError(
            "The workbook was not delivered once.",
            where=f"delivery folder {folder.name}",
            expected=f"one {_ENDING} file",
            found=f"{len(books)} files",
            next_step="ask the agency to send one workbook with all lists",
        )
    sheets = _read_sheets(books[0])
    found: Tables = {}
    columns: dict[str, tuple[str, ...]] = {}
    for table in tables:
        named = [cells for name, cells in sheets.items() if _list_of(name) == table.name]
        if not named and table.optional:
            continue
        where = f"the workbook, {table.name}"  # its own name may be a person's
        if len(named) != 1:
            raise _list_error(where, f"{len(named)} sheets of this list")
        rows = _with_header(named[0], table, where=where)
        columns[table.name] = tuple(rows.columns)
        found[table.name] = with_contract_columns(rows, table, where=where)
    ignored = [path.name for path in paths if path not in books]
    return Sent(found, columns, tuple(ignored))


def _read_sheets(path: Path) -> dict[str, pd.DataFrame]:
    try:
        with warnings.catch_warnings():
            # Drop-down lists and colours of a sheet are lost when it is read; they are no data.
            warnings.simplefilter("ignore", UserWarning)
            sheets: dict[str, pd.DataFrame] = pd.read_excel(
                path, sheet_name=None, header=None, dtype="object", keep_default_na=False,
                engine="openpyxl",
            )  # fmt: skip
    except (ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
        raise ContractError(
            "A file cannot be read as a workbook.",
            where=f"the workbook in delivery folder {path.parent.name}",
            expected="an Excel workbook (.xlsx) without a password",
            found=type(error).__name__,
            next_step="ask the agency to save the workbook again",
        ) from None
    return {name: cells.map(_as_text).astype("str") for name, cells in sheets.items()}


def _as_text(cell: Any) -> str | None:
    if pd.isna(cell):
        return None
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) or None


def _list_of(sheet: str) -> str | None:
    said = _LIST.match(_words(sheet))
    return f"list_{said[1]}" if said else None


def _words(text: str | None) -> str:
    """Give letters and digits alone: `Child’s ID (Y/N)` and `child's id  y/n` are the same."""
    return " ".join(re.findall(r"[a-z0-9]+", str(text or "").casefold()))


def _with_header(cells: pd.DataFrame, table: Table, *, where: str) -> pd.DataFrame:
    """Give the rows below the header line, with the contract's names for the columns it knows."""
    known = {
        _words(said): column.name
        for column in table.columns
        for said in (column.name, *column.formerly)
    }
    for number in range(min(_HEADER_WITHIN, len(cells))):
        said = cells.iloc[number].tolist()
        names = [known.get(_words(one), one) for one in said]
        if table.person_column in names:
            break
    else:
        raise _list_error(where, "no line with the column names")
    is_named = [isinstance(name, str) for name in names]
    rows = cells.iloc[number + 1 :].set_axis(names, axis="columns").loc[:, is_named]
    if repeated := name_repeated(rows.columns, table):
        raise _list_error(where, repeated)
    filled = rows.notna().any(axis="columns").to_numpy().nonzero()[0]
    return rows.iloc[: filled[-1] + 1 if len(filled) else 0].reset_index(drop=True)


def _list_error(where: str, found: str) -> ContractError:
    return ContractError(
        "A list of the workbook cannot be found.",
        where=where,
        expected="one sheet called `List` and the number, with each column named once",
        found=found,
        next_step="ask the agency to send the list as Ofsted’s template has it",
    )
