"""What a readable example of the rule needs: a chronology as text, a date, the state per person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from features.practice_rule import apply_practice_rule
from tests.support.chronology import chronology, cohort, coverage

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def rule() -> Callable[..., dict[str, tuple[str, str]]]:
    """Give state and evidence of one clause for each person of a chronology."""

    def look(clause: str, text: str, *, as_of: str, **said: Any) -> dict[str, tuple[str, str]]:
        events = chronology(text)
        results = apply_practice_rule(
            events,
            cohort(*set(events["person_id"]), as_of=as_of),
            coverage=coverage(**said),
            as_of_date=date.fromisoformat(as_of),
        )
        chosen = results[results["clause"] == clause]
        found = zip(chosen["state"], chosen["evidence"], strict=True)
        return dict(zip(chosen["person_id"], found, strict=True))

    return look
