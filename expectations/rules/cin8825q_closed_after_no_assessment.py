"""A closure after assessment needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    assessed = is_named_by(rows, tables["Assessments"], by=EPISODE)
    return (rows[column].isin(("RC8", "RC9")) & ~assessed).astype("boolean")


RULE = Rule(
    code="CIN8825Q",
    says="An episode closed after assessment (RC8 or RC9) has an assessment.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReasonForClosure"},
    needs=("Assessments",),
    action="warn",
    why="Children in need census, rule 8825Q, a query. It may only be that the assessment was "
    "not typed in.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | ReasonForClosure
            A         | A_1          | RC8
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | ReasonForClosure
          > B         | B_1          | RC9
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
)
