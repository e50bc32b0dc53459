"""A restriction must name somebody who can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import valid_nhs_numbers
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  rules share one signature
    has_number = valid_nhs_numbers(rows["nhs_number"]).notna() | rows["upn"].notna()
    named = rows["forename"].notna() & rows["surname"].notna() & rows[column].notna()
    return (~(has_number | named)).astype("boolean")


RULE = Rule(
    code="RST01",
    says="Every restriction gives an NHS number with a right check digit, a unique pupil number, "
    "or a forename, a surname and a date of birth.",
    agency="restrictions",
    format="restrictions_list",
    dates={"restrictions_list": "date_of_birth"},
    needs=(),
    action="stop",
    why="Ours. A row that names nobody would match nobody, and the record it was meant for would "
    "be shown.",
    check=_check,
)
