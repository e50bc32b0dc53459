"""A plan comes out of a conference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    found = is_named_by(rows, tables["ssd_initial_cp_conference"], by={column: "icpc_icpc_id"})
    return (~found & ~rows["cppl_cp_plan_ola"].fillna(value=False)).astype("boolean")


RULE = Rule(
    code="SSD05",
    says="Every child protection plan of this authority names an initial conference that was sent.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_plans": "cppl_icpc_id"},
    needs=("ssd_initial_cp_conference",),
    action="warn",
    why="Ours. The plan is kept; a page cannot say which discussion it came from.",
    check=_check,
    accepts={
        "ssd_initial_cp_conference": """
            icpc_icpc_id
            C1
        """,
        "ssd_cp_plans": """
            cppl_icpc_id | cppl_cp_plan_ola
            C1           | N
                         | Y
        """,
    },
    refuses={
        "ssd_initial_cp_conference": """
            icpc_icpc_id
            C1
        """,
        "ssd_cp_plans": """
            cppl_cp_plan_id | cppl_icpc_id
          > P1              |
          > P2              | C9
        """,
    },
)
