"""A referral that led to nothing has no work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {column: "cine_referral_id"}
    return look_up(rows, tables["ssd_cin_episodes"], by=by, give="cine_referral_nfa")


RULE = Rule(
    code="SSD8831",
    says="No assessment, section 47 enquiry or plan belongs to a referral with no further action.",
    agency="social_care",
    format="ssd",
    about={
        "ssd_cin_assessments": "cina_referral_id",
        "ssd_s47_enquiry": "s47e_referral_id",
        "ssd_cin_plans": "cinp_referral_id",
        "ssd_cp_plans": "cppl_referral_id",
    },
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Children in need census, rule 8831. The same holds for plans (rules 4000 and 8832). "
    "The work is what was done for the child, and the flag may be what is wrong.",
    check=_check,
    accepts={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_nfa
            R1               | N
        """,
        "ssd_cin_assessments": """
            cina_referral_id
            R1
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_referral_id | cine_referral_nfa
            R1               | Y
        """,
        "ssd_cin_assessments": """
            cina_referral_id
          > R1
        """,
        "ssd_s47_enquiry": """
            s47e_referral_id
          > R1
        """,
        "ssd_cin_plans": """
            cinp_referral_id
          > R1
        """,
        "ssd_cp_plans": """
            cppl_referral_id
          > R1
        """,
    },
)
