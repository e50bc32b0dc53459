"""Work that begins after its episode was closed: the closure or the work is misdated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_REFERRAL = {
    "cina_assessment_start_date": "cina_referral_id",
    "s47e_s47_start_date": "s47e_referral_id",
    "cinp_cin_plan_start_date": "cinp_referral_id",
    "cppl_cp_plan_start_date": "cppl_referral_id",
}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    closed = look_up(
        rows, tables["ssd_cin_episodes"],
        by={_REFERRAL[column]: "cine_referral_id"}, give="cine_close_date",
    )  # fmt: skip
    return is_after(rows[column], closed)


RULE = Rule(
    code="SSD8565",
    says="No assessment, section 47 enquiry or plan starts after its episode was closed.",
    agency="social_care",
    format="ssd",
    about={
        "ssd_cin_assessments": "cina_assessment_start_date",
        "ssd_s47_enquiry": "s47e_s47_start_date",
        "ssd_cin_plans": "cinp_cin_plan_start_date",
        "ssd_cp_plans": "cppl_cp_plan_start_date",
    },
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 8565. The row is kept: the closure may be what is wrong,"
    " and then setting the work aside would hide what was done for the child.",
    check=_check,
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_date
            R1               | 2025-05-01
            R2               |
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_assessment_start_date
            R1               | 2025-05-01
            R2               | 2025-09-01
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_close_date
            R1               | 2025-05-01
        """,
        "ssd_cin_assessments": """
            cina_referral_id | cina_assessment_start_date
          > R1               | 2025-05-02
        """,
        "ssd_s47_enquiry": """
            s47e_referral_id | s47e_s47_start_date
          > R1               | 2025-05-02
        """,
        "ssd_cin_plans": """
            cinp_referral_id | cinp_cin_plan_start_date
          > R1               | 2025-05-02
        """,
        "ssd_cp_plans": """
            cppl_referral_id | cppl_cp_plan_start_date
          > R1               | 2025-05-02
        """,
    },
)
