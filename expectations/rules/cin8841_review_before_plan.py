"""A plan is reviewed after it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    began = look_up(
        rows, tables["ChildProtectionPlans"], by={"CPPID": "CPPID"}, give="CPPstartDate"
    )  # fmt: skip
    return ~is_after(rows[column], began)


RULE = Rule(
    code="CIN8841",
    says="No child protection review is held on or before the day its plan started.",
    agency="social_care",
    format="cin_census",
    about={"Reviews": "CPPreviewDate"},
    needs=("ChildProtectionPlans",),
    action="quarantine",
    why="Children in need census, rule 8841. One of the two dates is wrong, and the plan tells "
    "when it started by itself.",
    check=_check,
    accepts={
        "ChildProtectionPlans": """
            LAchildID | CPPID | CPPstartDate
            A         | A_1_1 | 2025-06-02
        """,
        "Reviews": """
            LAchildID | CPPID | CPPreviewDate
            A         | A_1_1 | 2025-06-03
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | CPPID | CPPstartDate
            A         | A_1_1 | 2025-06-02
        """,
        "Reviews": """
            LAchildID | CPPID | CPPreviewDate
          > A         | A_1_1 | 2025-06-02
        """,
    },
)
