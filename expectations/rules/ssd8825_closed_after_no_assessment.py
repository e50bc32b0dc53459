"""A closure after assessment needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {"cine_referral_id": "cina_referral_id"}
    assessed = is_named_by(rows, tables["ssd_cin_assessments"], by=by)
    return (rows[column].isin(("RC8", "RC9")) & ~assessed).astype("boolean")


RULE = Rule(
    code="SSD8825",
    says="An episode closed after assessment (RC8 or RC9) has an assessment.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_close_reason"},
    needs=("ssd_cin_assessments",),
    action="warn",
    why="Children in need census, rule 8825. It may only be that the assessment was not typed in.",
    check=_check,
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_reason
            R1               | RC8
        """,
        "ssd_cin_assessments": """
            cina_referral_id
            R1
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_reason
          > R2               | RC9
        """,
        "ssd_cin_assessments": """
            cina_referral_id
            R1
        """,
    },
)
