"""Switches off what libraries would send home. Import this before any of them.

Each library reads these when it is first imported, so the assignment stands at module level
and the fenced modules (`flows`, `expectations`, `models.registry`) import this module first.
A test watches a whole night for connections off the machine.
"""

from __future__ import annotations

import os

OFF = {
    "DO_NOT_TRACK": "true",  # MLflow compares with "true"; Prefect takes 1, true or yes
    "GX_ANALYTICS_ENABLED": "false",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    # Two OpenMP processes on two cores make one model fit 25 times slower.
    "OMP_NUM_THREADS": "1",
}

os.environ.update(OFF)
