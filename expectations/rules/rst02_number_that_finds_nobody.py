"""A wrong number finds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import valid_nhs_numbers
from expectations.comparing import each_row, right_upns
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    wrong = rows["nhs_number"].notna() & valid_nhs_numbers(rows["nhs_number"]).isna()
    return wrong | (rows["upn"].notna() & ~right_upns(rows["upn"].str.upper()))


RULE = Rule(
    code="RST02",
    says="Every NHS number of a restriction has a right check digit, and every unique pupil number"
    " is a permanent one with a right check letter.",
    agency="restrictions",
    format="restrictions_list",
    about={"restrictions_list": "nhs_number"},
    action="warn",
    why="Ours. Linkage compares no other number. The restriction works by its other number, or by"
    " forename, surname and date of birth; one with neither holds the night (RST01).",
    check=each_row(_breaks),
    accepts={
        "restrictions_list": """
            nhs_number | upn           | forename
            9434765919 | H801200001001 |
                       |               | Orla
        """,
    },
    refuses={
        "restrictions_list": """
            restriction_id | nhs_number | upn
          > R1             | 9434765918 |
          > R2             |            | A801200001001
          > R3             |            | UNKNOWN
          > R4             |            | H80120000100A
        """,
    },
)
