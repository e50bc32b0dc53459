"""The only place that knows Prefect, the clock, settings and paths."""
