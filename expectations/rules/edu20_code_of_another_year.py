"""A code that the school census did not have in that year, such as FIXD in 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.education.census_day import is_out_of_time
from agencies.education.school_census_tables import ATTENDANCE_REASONS, EXCLUSION_CATEGORIES
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_LISTS = {"category": EXCLUSION_CATEGORIES, "attendancereason": ATTENDANCE_REASONS}

_EXCLUSIONS = ("termlyexclusionsonroll", "termlyexclusionsoffroll")
_SESSIONS = ("termlysessiondetailsonroll", "termlysessiondetailsoffroll")

_SUSP_IN_TIME = """
    collection_year | collection_term | category
    2020            | spring          | FIXD
    2020            | autumn          | SUSP
    2024            | autumn          | PERM
"""
_FIXD_TOO_LATE = """
    collection_year | collection_term | category
  > 2024            | autumn          | FIXD
  > 2020            | summer          | SUSP
    2024            | autumn          | SUSP
"""
_Y_IN_TIME = """
    collection_year | collection_term | attendancereason
    2024            | spring          | Y
    2024            | autumn          | Y1
    2024            | autumn          | H
"""
_Y_TOO_LATE = """
    collection_year | collection_term | attendancereason
  > 2024            | autumn          | Y
  > 2025            | spring          | H
  > 2024            | summer          | C1
"""


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return is_out_of_time(rows, column, _LISTS[column])


RULE = Rule(
    code="EDU20",
    says="The kind of exclusion or attendance is a code of the census of that year.",
    agency="education",
    format="school_census",
    about=dict.fromkeys(_EXCLUSIONS, "category") | dict.fromkeys(_SESSIONS, "attendancereason"),
    action="warn",
    why="Ours, after the yearly specifications of the census. What an old code meant is still"
    " understood, so the row is kept; the school’s system is behind.",
    check=_check,
    accepts=dict.fromkeys(_EXCLUSIONS, _SUSP_IN_TIME) | dict.fromkeys(_SESSIONS, _Y_IN_TIME),
    refuses=dict.fromkeys(_EXCLUSIONS, _FIXD_TOO_LATE) | dict.fromkeys(_SESSIONS, _Y_TOO_LATE),
)
