"""A restriction must name somebody who can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import valid_nhs_numbers
from expectations.comparing import each_row, right_upns
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    upns = right_upns(rows["upn"].str.upper())
    has_number = valid_nhs_numbers(rows["nhs_number"]).notna() | upns
    named = rows["forename"].notna() & rows["surname"].notna() & rows["date_of_birth"].notna()
    return ~(has_number | named)


RULE = Rule(
    code="RST01",
    says="Every restriction gives an NHS number with a right check digit, a permanent unique"
    " pupil number with a right check letter, or a forename, a surname and a date of birth.",
    agency="restrictions",
    format="restrictions_list",
    about={"restrictions_list": "date_of_birth"},
    action="stop",
    why="Ours. A row that names nobody would match nobody, and the record it was meant for "
    "would be shown. A number that is wrong or temporary names nobody: linkage compares neither.",
    check=each_row(_breaks),
    accepts={
        "restrictions_list": """
            nhs_number | upn           | forename | surname | date_of_birth
            9434765919 |               |          |         |
                       | H801200001001 |          |         |
                       |               | Orla     | Vexley  | 2015-06-01
        """,
    },
    refuses={
        "restrictions_list": """
            restriction_id | nhs_number | upn           | forename
          > R1             |            |               |
          > R2             | 9434765918 |               | Orla
          > R3             |            | UNKNOWN       |
          > R4             |            | A801200001001 |
          > R5             |            | H80120000100A |
        """,
    },
)
