from __future__ import annotations

import pytest

from core.disclosure import suppress


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (1234, "1,234")],
)
def test_numbers_of_people_from_1_to_9_are_withheld(count: int, shown: str) -> None:
    assert suppress(count) == shown
