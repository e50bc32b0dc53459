"""Logs hold names of stages and counts. No value from a person's record is ever passed here."""

from __future__ import annotations

import logging
from typing import Final

LOGGER_NAME: Final = "wholestory"


def get_logger(stage: str) -> logging.Logger:
    """Give the logger of one stage, a child of `wholestory`."""
    return logging.getLogger(f"{LOGGER_NAME}.{stage}")


def log_counts(stage: str, **counts: int | str) -> None:
    """Write one line of counts for a stage.

    Args:
        stage: the stage's name.
        counts: whole numbers, or a name from a closed list (an agency, a format, an outcome).
    """
    words = " ".join(f"{name}={value}" for name, value in counts.items())
    get_logger(stage).info("%s %s", stage, words)
