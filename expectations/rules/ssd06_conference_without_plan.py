"""A conference that decided on a plan leads to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    planned = is_named_by(rows, tables["ssd_cp_plans"], by={"icpc_icpc_id": "cppl_icpc_id"})
    return rows[column] & ~planned


RULE = Rule(
    code="SSD06",
    says="Every initial conference that decided on a plan has a plan that was sent.",
    agency="social_care",
    format="ssd",
    about={"ssd_initial_cp_conference": "icpc_icpc_outcome_cp_flag"},
    needs=("ssd_cp_plans",),
    action="warn",
    why="Ours. The conference is kept; a page cannot say what became of its decision.",
    check=_check,
    accepts={
        "ssd_initial_cp_conference": """
            icpc_icpc_id | icpc_icpc_outcome_cp_flag
            C1           | Y
            C2           | N
        """,
        "ssd_cp_plans": """
            cppl_icpc_id
            C1
        """,
    },
    refuses={
        "ssd_initial_cp_conference": """
            icpc_icpc_id | icpc_icpc_outcome_cp_flag
          > C3           | Y
        """,
        "ssd_cp_plans": """
            cppl_icpc_id
            C1
        """,
    },
)
