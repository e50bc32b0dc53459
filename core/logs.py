"""Logs hold names of stages and counts. No value from a person's record is ever passed here."""

from __future__ import annotations

import logging
from typing import Final

LOGGER_NAME: Final = "wholestory"


def get_logger(stage: str) -> logging.Logger:
    """Give the logger of one stage, a child of `wholestory`."""
    return logging.getLogger(f"{LOGGER_NAME}.{stage}")
