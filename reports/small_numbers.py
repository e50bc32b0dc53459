"""Which cells of a table of people are not shown, so that no small number can be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.disclosure import SUPPRESSION_THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find_hidden(table: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Give the cells (row, column) that may not be shown beside sums of rows and columns.

    Numbers from 1 to 9 are hidden. Where a row or column has one hidden cell only, its sum would
    give it away, so the smallest other cell is hidden as well (complementary suppression). That
    two cells are hidden still tells their sum.

    Args:
        table: counts, rows of equal length.
    """
    cells = {(r, c): n for r, row in enumerate(table) for c, n in enumerate(row)}
    hidden = {cell for cell, n in cells.items() if 0 < n < SUPPRESSION_THRESHOLD}
    while alone := _find_alone(cells, hidden):
        # Another number than 0 tells less; the place decides between equal ones.
        hidden.add(min(alone, key=lambda cell: (cells[cell] == 0, cells[cell], cell)))
    return hidden


def _find_alone(
    cells: dict[tuple[int, int], int], hidden: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Give the cells of which one must be hidden for the sake of a cell hidden alone."""
    for line in _lines(cells):
        if len(line & hidden) == 1 and line - hidden:
            return list(line - hidden)
    return []


def _lines(cells: dict[tuple[int, int], int]) -> Iterator[set[tuple[int, int]]]:
    for axis in (0, 1):
        for place in sorted({cell[axis] for cell in cells}):
            yield {cell for cell in cells if cell[axis] == place}
