"""An enquiry runs beside an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return ~is_named_by(rows, tables["Assessments"], by=EPISODE).astype("boolean")


RULE = Rule(
    code="CIN2991Q",
    says="An episode with a section 47 enquiry has an assessment.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    needs=("Assessments",),
    action="warn",
    why="Children in need census, rule 2991Q, a query. It may only be that the assessment was "
    "not typed in.",
    check=_check,
    accepts={
        "Section47": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
    refuses={
        "Section47": """
            LAchildID | CINdetailsID
          > B         | B_1
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
)
