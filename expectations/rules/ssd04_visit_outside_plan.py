"""A visit under a plan happens while the plan runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, is_before, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    plans, by = tables["ssd_cp_plans"], {"cppv_cp_plan_id": "cppl_cp_plan_id"}
    early = is_before(rows[column], look_up(rows, plans, by=by, give="cppl_cp_plan_start_date"))
    late = is_after(rows[column], look_up(rows, plans, by=by, give="cppl_cp_plan_end_date"))
    return early | late.fillna(value=False)


RULE = Rule(
    code="SSD04",
    says="No child protection visit is dated outside its plan.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_visits": "cppv_cp_visit_date"},
    needs=("ssd_cp_plans",),
    action="warn",
    why="Ours. The visit is kept: that the child was seen must not be lost over the dates of "
    "the plan.",
    check=_check,
    accepts={
        "ssd_cp_plans": """
            cppl_cp_plan_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            P1              | 2025-05-01              | 2025-09-01
        """,
        "ssd_cp_visits": """
            cppv_cp_plan_id | cppv_cp_visit_date
            P1              | 2025-05-01
            P1              | 2025-09-01
        """,
    },
    refuses={
        "ssd_cp_plans": """
            cppl_cp_plan_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            P1              | 2025-05-01              | 2025-09-01
        """,
        "ssd_cp_visits": """
            cppv_cp_plan_id | cppv_cp_visit_date
          > P1              | 2025-04-30
          > P1              | 2025-09-02
        """,
    },
)
