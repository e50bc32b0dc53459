"""Writes small Excel workbooks for tests: sheets as lists of lines, lines as lists of cells."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook and give its path; `None` is an empty cell."""
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        for name, lines in sheets.items():
            columns = zip_longest(*lines)
            cells = pd.DataFrame(dict(enumerate(columns)), dtype="object")
            cells.to_excel(book, sheet_name=name, header=False, index=False)
    return path
