"""A child is on one plan at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.comparing import starts_within
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables

_FAR = pd.Timestamp("2200-01-01")  # an open plan has no last day yet


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    plans = tables["ssd_cp_plans"]
    protected = pd.DataFrame(
        {
            "group": plans["cppl_person_id"],
            "start": plans["cppl_cp_plan_start_date"],
            "end": plans["cppl_cp_plan_end_date"].fillna(_FAR),
        }
    )
    starts = pd.DataFrame({"group": rows["cinp_person_id"], "start": rows[column]})
    return starts_within(starts, protected, shared_day=False).astype("boolean")


RULE = Rule(
    code="SSD4016",
    says="No child in need plan starts while a child protection plan of the child runs.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_plans": "cinp_cin_plan_start_date"},
    needs=("ssd_cp_plans",),
    action="warn",
    why="Children in need census, rule 4016. Both plans are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            A              | 2025-05-01              | 2025-09-01
        """,
        "ssd_cin_plans": """
            cinp_person_id | cinp_cin_plan_start_date
            A              | 2025-09-01
        """,
    },
    refuses={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date
            A              | 2025-05-01
        """,
        "ssd_cin_plans": """
            cinp_person_id | cinp_cin_plan_start_date
          > A              | 2025-09-01
        """,
    },
)
