"""A pupil may be suspended for at most 45 school days a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_SESSIONS = 90


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return (rows[column] > _SESSIONS) & (rows["category"] != "PERM")


RULE = Rule(
    code="EDU11",
    says="No suspension covers more than 90 sessions.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "sessions", "termlyexclusionsoffroll": "sessions"},
    action="warn",
    why="Ours, after the School Discipline (Pupil Exclusions and Reviews) Regulations 2012: 45 "
    "school days of two sessions. The suspension itself is sound.",
    check=_check,
    accepts={
        "termlyexclusionsonroll": """
            sessions | category
            90       | SUSP
                     | PERM
        """,
    },
    refuses={
        "termlyexclusionsonroll": """
            sessions | category
          > 91       | SUSP
        """,
        "termlyexclusionsoffroll": """
            sessions | category
          > 91       | SUSP
        """,
    },
)
