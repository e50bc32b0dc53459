"""A child cannot be seen before they are born."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_before, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_OF = {
    "cinv_cin_visit_date": ("cinv_person_id", "cinv_cin_visit_seen"),
    "cppv_cp_visit_date": ("cppv_person_id", "cppv_cp_visit_seen"),
}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    person, seen = _OF[column]
    born = look_up(rows, tables["ssd_person"], by={person: "pers_person_id"}, give="pers_dob")
    return is_before(rows[column], born) & rows[seen]


RULE = Rule(
    code="SSD02",
    says="No visit dated before the child’s birth says that the child was seen.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_visits": "cinv_cin_visit_date", "ssd_cp_visits": "cppv_cp_visit_date"},
    needs=("ssd_person",),
    action="warn",
    why="Ours. Visits in pregnancy are right and kept; that the child was seen is not.",
    check=_check,
    accepts={
        "ssd_person": """
            pers_person_id | pers_dob
            A              | 2024-06-01
        """,
        "ssd_cin_visits": """
            cinv_person_id | cinv_cin_visit_date | cinv_cin_visit_seen
            A              | 2024-05-20          | N
            A              | 2024-06-01          | Y
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_dob
            A              | 2024-06-01
        """,
        "ssd_cin_visits": """
            cinv_person_id | cinv_cin_visit_date | cinv_cin_visit_seen
          > A              | 2024-05-20          | Y
        """,
        "ssd_cp_visits": """
            cppv_person_id | cppv_cp_visit_date | cppv_cp_visit_seen
          > A              | 2024-05-20         | Y
        """,
    },
)
