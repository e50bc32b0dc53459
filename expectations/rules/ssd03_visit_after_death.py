"""A visit after the child’s death is to the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PERSON = {"cinv_cin_visit_date": "cinv_person_id", "cppv_cp_visit_date": "cppv_person_id"}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {_PERSON[column]: "pers_person_id"}
    return is_after(
        rows[column], look_up(rows, tables["ssd_person"], by=by, give="pers_death_date")
    )


RULE = Rule(
    code="SSD03",
    says="No visit is dated after the child’s death.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_visits": "cinv_cin_visit_date", "ssd_cp_visits": "cppv_cp_visit_date"},
    needs=("ssd_person",),
    action="warn",
    why="Ours. The row is kept: a wrong date of death must not hide a living child.",
    check=_check,
    accepts={
        "ssd_person": """
            pers_person_id | pers_death_date
            A              | 2025-06-01
            B              |
        """,
        "ssd_cin_visits": """
            cinv_person_id | cinv_cin_visit_date
            A              | 2025-06-01
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_death_date
            A              | 2025-06-01
            B              |
        """,
        "ssd_cin_visits": """
            cinv_person_id | cinv_cin_visit_date
          > A              | 2025-06-02
        """,
        "ssd_cp_visits": """
            cppv_person_id | cppv_cp_visit_date
          > A              | 2025-06-02
        """,
    },
)
