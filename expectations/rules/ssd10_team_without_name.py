"""A page names teams, not numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    known = is_named_by(rows, tables["ssd_department"], by={column: "dept_team_id"})
    return (~known).astype("boolean").mask(rows[column].isna())


RULE = Rule(
    code="SSD10",
    says="Every team that held a child’s record is in the list of teams.",
    agency="social_care",
    format="ssd",
    about={"ssd_involvements": "invo_professional_team", "ssd_cin_episodes": "cine_referral_team"},
    needs=("ssd_department",),
    action="warn",
    why="Ours. The entry is sound; a page shows the team’s number only.",
    check=_check,
    accepts={
        "ssd_department": """
            dept_team_id
            T1
        """,
        "ssd_involvements": """
            invo_professional_team | invo_person_id
            T1                     | A
                                   | A
        """,
    },
    refuses={
        "ssd_department": """
            dept_team_id
            T1
        """,
        "ssd_involvements": """
            invo_professional_team
          > T9
        """,
        "ssd_cin_episodes": """
            cine_referral_team
          > T9
        """,
    },
)
