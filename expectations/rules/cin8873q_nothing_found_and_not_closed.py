"""An assessment that finds nothing ends the episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import has_factor, of_episode
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    alone = ~rows.duplicated("CINdetailsID", keep=False)
    closed = of_episode(rows, tables, "ReasonForClosure").isin(("RC8", "RC9"))
    return (has_factor(rows[column], "21") & alone & ~closed).astype("boolean")


RULE = Rule(
    code="CIN8873Q",
    says="An episode whose only assessment found no factors was closed after it (RC8 or RC9).",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8873Q, a query. The assessment itself is sound.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | ReasonForClosure
            A         | A_1          | RC8
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentFactors
            A         | A_1          | 21
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentFactors
          > A         | A_1          | 21
        """,
    },
)
