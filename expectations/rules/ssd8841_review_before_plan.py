"""A plan is reviewed after it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {"cppr_cp_plan_id": "cppl_cp_plan_id"}
    began = look_up(rows, tables["ssd_cp_plans"], by=by, give="cppl_cp_plan_start_date")
    return ~is_after(rows[column], began)


RULE = Rule(
    code="SSD8841",
    says="No child protection review is held on or before the day its plan started.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_reviews": "cppr_cp_review_date"},
    needs=("ssd_cp_plans",),
    action="quarantine",
    why="Children in need census, rule 8841. One of the two dates is wrong, and the plan tells "
    "when it started by itself.",
    check=_check,
    accepts={
        "ssd_cp_plans": """
            cppl_cp_plan_id | cppl_cp_plan_start_date
            P1              | 2025-06-02
        """,
        "ssd_cp_reviews": """
            cppr_cp_plan_id | cppr_cp_review_date
            P1              | 2025-06-03
        """,
    },
    refuses={
        "ssd_cp_plans": """
            cppl_cp_plan_id | cppl_cp_plan_start_date
            P1              | 2025-06-02
        """,
        "ssd_cp_reviews": """
            cppr_cp_plan_id | cppr_cp_review_date
          > P1              | 2025-06-02
        """,
    },
)
