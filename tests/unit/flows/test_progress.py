from __future__ import annotations

import pytest

from flows.progress import StepLog


def test_steps_are_kept_in_order_with_what_they_found() -> None:
    log = StepLog()
    with log.step("One") as step:
        step.found = "3 rows"
    with log.step("Two"):
        pass
    assert [(s.name, s.status, s.found) for s in log.steps] == [
        ("One", "Done", "3 rows"), ("Two", "Done", ""),
    ]  # fmt: skip


def test_a_step_that_raises_is_kept_as_stopped() -> None:
    log = StepLog()
    with pytest.raises(ValueError, match="no"), log.step("One"):
        raise ValueError("no")
    assert log.steps[0].status == "Stopped"
