"""What a night did, step by step: shown as it happens, and kept for the run page."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console

from core.logs import get_logger

if TYPE_CHECKING:
    from collections.abc import Iterator

console = Console(stderr=True, highlight=False, soft_wrap=True)
_logger = get_logger("flows")


@dataclass
class Step:
    """One step of a night. `found` is a sentence of counts, set while the step runs."""

    name: str
    status: str = "Done"
    found: str = ""
    seconds: float = 0.0


@dataclass
class StepLog:
    """The steps of a night, in order."""

    steps: list[Step] = field(default_factory=list)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Run one step: shown with a clock, then as a line with its counts.

        A step that raises is kept with the status "Stopped", so that the run page shows it.
        """
        step = Step(name)
        self.steps.append(step)
        start = time.perf_counter()
        try:
            with console.status(f"{name} …") if console.is_terminal else contextlib.nullcontext():
                yield step
        except BaseException:
            step.status = "Stopped"
            raise
        finally:
            step.seconds = time.perf_counter() - start
            mark = "✓" if step.status == "Done" else "✗"
            console.print(f"{mark} {name:<24} {step.seconds:6.1f} s  {step.found}")
            _logger.info("%s: %s. %s", name, step.status, step.found)
