"""An assessment is completed before the episode is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {"cina_referral_id": "cine_referral_id"}
    closed = look_up(rows, tables["ssd_cin_episodes"], by=by, give="cine_close_date")
    return (closed.notna() & rows[column].isna()).astype("boolean")


RULE = Rule(
    code="SSD8867",
    says="Every assessment of an episode that was closed is completed.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_assessments": "cina_assessment_auth_date"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 8867. Its end was probably not typed in.",
    check=_check,
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_date
            R1               | 2025-05-01
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_assessment_auth_date
            R1               | 2025-04-20
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_date
            R1               | 2025-05-01
        """,
        "ssd_cin_assessments": """
            cina_referral_id
          > R1
        """,
    },
)
