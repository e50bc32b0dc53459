"""Shared by all tests: libraries quiet, and Prefect at home in a folder of the run."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

import core.telemetry  # noqa: F401  before any library that would send something home

# A machine that does something else meanwhile is no fault of the code: no test is about time.
settings.register_profile("wholestory", deadline=None, derandomize=True)
settings.load_profile("wholestory")

# Prefect reads both when it is first imported, which the first import of `flows` does.
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="wholestory-prefect-")
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
