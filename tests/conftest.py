"""Shared by all tests: libraries quiet, and Prefect at home in a folder of the run."""

from __future__ import annotations

import os
import tempfile

import core.telemetry  # noqa: F401  before any library that would send something home

# Prefect reads both when it is first imported, which the first import of `flows` does.
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="wholestory-prefect-")
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
