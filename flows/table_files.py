"""Tables that a person keeps in a file: read as they were saved, written for nobody else to read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd

from core.errors import LinkageError, PipelineError, SettingsError
from flows.private_files import write_privately

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SUFFIXES = (".csv", ".parquet")

# What spreadsheets take for a formula when a cell begins with it (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r\n")


def read_table_file(path: Path) -> pd.DataFrame:
    """Read a table from a CSV or Parquet file.

    Of CSV every cell is text, an empty one is "", and the index is the row's number in the file.

    CSV may be separated by commas, semicolons or tabs, in UTF-8 with or without a byte order
    mark, or in the encoding that spreadsheets on Windows save in.

    Args:
        path: the file.

    Raises:
        SettingsError: it is not there, or its name ends otherwise.
        LinkageError: it holds no table.
    """
    suffix = require_suffix(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise cannot_use(path, (error.strerror or type(error).__name__).lower()) from error
    if suffix == ".csv":
        return _read_csv(path, content)
    try:
        return pd.read_parquet(io.BytesIO(content))
    except Exception as error:  # of pyarrow, which has many kinds
        raise no_table(path, "no Parquet table") from error


def write_table_file(path: Path, rows: pd.DataFrame) -> None:
    """Write a table by the ending of its name, whole, readable by its owner only.

    Args:
        path: CSV (UTF-8 with a byte order mark, which spreadsheets need) or Parquet.
        rows: what to write.

    Raises:
        SettingsError: the file cannot be written, or its name ends otherwise.
    """
    suffix = require_suffix(path)
    if suffix == ".csv":
        content = rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
    else:
        buffer = io.BytesIO()
        rows.to_parquet(buffer, index=False)
        content = buffer.getvalue()
    try:
        write_privately(path, content)
    except OSError as error:
        raise cannot_use(path, (error.strerror or type(error).__name__).lower()) from error


def defuse(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; `restore` takes it back.

    Args:
        cell: any text.
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def restore(cell: str) -> str:
    """Give what stood in a cell before `defuse`.

    Args:
        cell: any text.
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def require_suffix(path: Path, *, suffixes: tuple[str, ...] = SUFFIXES) -> str:
    """Give the ending of a file name in small letters.

    Args:
        path: a file to be read or written.
        suffixes: those that can be.

    Raises:
        SettingsError: it is another.
    """
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        found = f"a name that ends in {suffix}" if suffix else "a name without an ending"
        expected = f"a file whose name ends in {' or '.join(suffixes)}"
        raise cannot_use(path, found, expected=expected)
    return suffix


def cannot_use(
    path: Path, found: str, *, expected: str = "a file that is there, or a folder for it"
) -> SettingsError:
    """Say that a file named on the command line cannot be read or written.

    Args:
        path: the file.
        found: why not.
        expected: what can be used.
    """
    return SettingsError(
        "The file cannot be used.",
        where=str(path),
        expected=expected,
        found=found,
        next_step="correct the command",
    )


def no_table(path: Path, found: str) -> PipelineError:
    """Say that a file holds no table.

    Args:
        path: the file.
        found: what is there instead.
    """
    return LinkageError(
        "The file holds no table.",
        where=path.name,
        expected="a row of column names, and one row for each record",
        found=found,
        next_step="save it again as CSV or Parquet, with the names of the columns in the first row",
    )


def _read_csv(path: Path, content: bytes) -> pd.DataFrame:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise no_table(path, "nothing")
    if "\0" in text:
        raise no_table(path, "bytes that are no text")
    separator = max(",;\t", key=text.lstrip("\r\n").splitlines()[0].count)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise no_table(path, f"quotation marks that do not match ({error})") from error
    rows = {n: row for n, row in enumerate(cells, start=1) if any(cell.strip() for cell in row)}
    names = [name.strip() for name in rows.pop(min(rows))]
    while names and not names[-1]:  # a spreadsheet saves a column that was emptied as well
        names.pop()
    _require_rectangle(path, names, rows)
    whole = [row[: len(names)] for row in rows.values()]
    return pd.DataFrame(whole, columns=names, index=list(rows), dtype="str")


def _require_rectangle(path: Path, names: list[str], rows: Mapping[int, list[str]]) -> None:
    size = len(names)
    wrong = [n for n, row in rows.items() if len(row) < size or any(row[size:])]
    if wrong:
        found = f"{len(wrong):,} rows with more or fewer cells, the first of them row {wrong[0]:,}"
        raise no_table(path, found)
    if len(set(names)) < size:
        raise no_table(path, "a column name that stands twice, or a column without a name")
