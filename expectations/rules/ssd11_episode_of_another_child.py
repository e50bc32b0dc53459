"""A row and the referral it belongs to are about one child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    referral = column.replace("person", "referral")
    theirs = look_up(
        rows, tables["ssd_cin_episodes"], by={referral: "cine_referral_id"}, give="cine_person_id"
    )  # fmt: skip
    return (rows[column] != theirs).astype("boolean").mask(theirs.isna())


RULE = Rule(
    code="SSD11",
    says="No assessment, section 47 enquiry or plan is about another child than its referral.",
    agency="social_care",
    format="ssd",
    about={
        "ssd_cin_assessments": "cina_person_id",
        "ssd_s47_enquiry": "s47e_person_id",
        "ssd_cin_plans": "cinp_person_id",
        "ssd_cp_plans": "cppl_person_id",
    },
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Ours. The row is kept under the child it names: one child registered twice looks the "
    "same, and linkage tells the two apart.",
    check=_check,
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_person_id
            R1               | A
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_person_id
            R1               | A
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_person_id
            R1               | A
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_person_id
          > R1               | B
        """,
        "ssd_s47_enquiry": """
            s47e_referral_id | s47e_person_id
          > R1               | B
        """,
        "ssd_cin_plans": """
            cinp_referral_id | cinp_person_id
          > R1               | B
        """,
        "ssd_cp_plans": """
            cppl_referral_id | cppl_person_id
          > R1               | B
        """,
    },
)
