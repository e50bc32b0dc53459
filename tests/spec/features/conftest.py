"""What a readable feature example needs: a chronology as text, a date, and the expected values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from features.catalogue import feature
from features.entries import known_entries
from features.matrix import values_of
from tests.support.chronology import chronology, coverage, nothing_shared, sharing

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def values() -> Callable[..., dict[str, float]]:
    """Give the value of one feature for each person of a chronology."""

    def look(name: str, text: str, *, as_of: str, told: str = "", **said: Any) -> dict[str, float]:
        events = chronology(text)
        with known_entries(
            events,
            sharing(told, events) if told else nothing_shared(),
            person_ids=sorted(set(events["person_id"])),
            coverage=coverage(**said),
            as_of_date=date.fromisoformat(as_of),
        ) as connection:
            found = values_of(connection, [feature(name)])
        return dict(zip(found["person_id"], found[name], strict=True))

    return look
