"""Finds files that other people made; a test that needs an absent one is skipped by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SETTING = "WHOLESTORY_THIRD_PARTY_DATA"


def third_party(name: str) -> Path:
    """Give the path of a third-party file, or skip the test that asked for it."""
    folder = os.environ.get(SETTING)
    if not folder:
        pytest.skip(f"{SETTING} is not set; {name} was not tried")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"{name} is not below {SETTING}")
    return path
