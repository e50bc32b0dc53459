"""A closure that says the child died needs the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    died = look_up(
        rows, tables["ssd_person"], by={"cine_person_id": "pers_person_id"}, give="pers_death_date"
    )  # fmt: skip
    return ((rows[column] == "RC2") & died.isna()).astype("boolean")


RULE = Rule(
    code="SSD8585",
    says="A child whose episode closed because they died has a date of death.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_close_reason"},
    needs=("ssd_person",),
    action="warn",
    why="Children in need census, rule 8585. A wrong closure code must not hide a living child.",
    check=_check,
    accepts={
        "ssd_person": """
            pers_person_id | pers_death_date
            A              | 2025-06-01
            B              |
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_close_reason
            A              | RC2
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id
            B
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_close_reason
          > B              | RC2
        """,
    },
)
