"""An assessment is completed before the episode is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_episode
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    closed = of_episode(rows, tables, "CINclosureDate").notna()
    return (closed & rows[column].isna()).astype("boolean")


RULE = Rule(
    code="CIN8867",
    says="Every assessment of an episode that was closed is completed.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentAuthorisationDate"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8867. Its end was probably not typed in.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate
            A         | A_1          | 2025-09-01
            B         | B_1          |
        """,
        "Assessments": """
            LAchildID | CINdetailsID | AssessmentAuthorisationDate
            A         | A_1          | 2025-07-01
            B         | B_1          |
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate
            A         | A_1          | 2025-09-01
        """,
        "Assessments": """
            LAchildID | CINdetailsID
          > A         | A_1
        """,
    },
)
