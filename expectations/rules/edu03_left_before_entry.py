"""A pupil cannot leave a school before the day they joined it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule, is_before

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  rules share one signature
    return is_before(rows[column], rows["entrydate"])


RULE = Rule(
    code="EDU03",
    says="No pupil leaves a school before the day they joined it.",
    agency="education",
    format="school_census",
    dates={"pupilnolongeronroll": "leavingdate"},
    needs=(),
    action="warn",
    why="Ours. Setting a pupil aside would set aside every entry about them, so the row is kept.",
    check=_check,
)
