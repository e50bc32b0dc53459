"""The only place that knows Prefect, the clock, settings and paths."""

from core import telemetry as _telemetry  # noqa: F401  # switched off before Prefect is imported
