"""A reason for an exclusion that the school census did not have in that year, such as OT in 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.education.census_day import is_out_of_time
from agencies.education.school_census_tables import EXCLUSION_REASONS
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_EXCLUSIONS = ("termlyexclusionsonroll", "termlyexclusionsoffroll")

_IN_TIME = """
    collection_year | collection_term | reason1
    2019            | autumn          | OT
    2021            | autumn          | OW
    2024            | autumn          |
"""
_OUT_OF_TIME = """
    collection_year | collection_term | reason1
  > 2024            | autumn          | OT
  > 2020            | spring          | PH
    2020            | spring          | BU
"""


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return is_out_of_time(rows, column, EXCLUSION_REASONS)


RULE = Rule(
    code="EDU21",
    says="The main reason for an exclusion is a code of the census of that year.",
    agency="education",
    format="school_census",
    about=dict.fromkeys(_EXCLUSIONS, "reason1"),
    action="warn",
    why="Ours, after the yearly specifications of the census. What an old code meant is still"
    " understood, so the row is kept; the school’s system is behind.",
    check=_check,
    accepts=dict.fromkeys(_EXCLUSIONS, _IN_TIME),
    refuses=dict.fromkeys(_EXCLUSIONS, _OUT_OF_TIME),
)
