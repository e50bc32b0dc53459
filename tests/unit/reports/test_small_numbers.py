"""Small numbers of people are hidden so that sums do not give them away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.small_numbers import find_hidden

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def test_number_that_could_be_worked_out_from_the_sum_of_its_row_takes_another_with_it() -> None:
    assert find_hidden([[900, 3, 12, 400]]) == {(0, 1), (0, 2)}


def test_number_that_could_be_worked_out_from_the_sum_of_its_column_does_so_too() -> None:
    table = [[900, 24, 600, 200], [500, 3, 2_000, 700]]
    # The decisions of the second agency, the smallest other cell of its row, and a whole column.
    assert find_hidden(table) == {(1, 1), (1, 0), (0, 1), (0, 0)}


@pytest.mark.parametrize("table", [[[0, 10, 20]], [[0], [0]], [[10]]])
def test_zero_and_ten_are_shown(table: list[list[int]]) -> None:
    assert find_hidden(table) == set()


@given(TABLES)
def test_no_hidden_number_stands_alone_beside_numbers_that_are_shown(
    table: list[list[int]],
) -> None:
    hidden = find_hidden(table)
    cells = {(r, c): n for r, row in enumerate(table) for c, n in enumerate(row)}
    assert all(cell in hidden for cell, n in cells.items() if 0 < n < 10)
    for axis in (0, 1):
        for place in {cell[axis] for cell in cells}:
            line = {cell for cell in cells if cell[axis] == place}
            assert len(line & hidden) != 1 or len(line) == 1


@given(TABLES)
def test_nothing_is_hidden_where_no_number_is_small(table: list[list[int]]) -> None:
    assert find_hidden([[n if n == 0 else n + 10 for n in row] for row in table]) == set()
