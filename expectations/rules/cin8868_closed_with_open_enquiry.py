"""An enquiry ends in a conference or a decision that none is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_episode
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    closed = of_episode(rows, tables, "CINclosureDate").notna()
    waiting = rows[column].isna() & ~rows["ICPCnotRequired"].fillna(value=False)
    return closed & waiting


RULE = Rule(
    code="CIN8868",
    says="Every section 47 enquiry of an episode that was closed has a conference or needs none.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "DateOfInitialCPC"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8868. The conference was probably not typed in.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate
            A         | A_1          | 2025-09-01
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
            A         | A_1          | 2025-07-01       | 0
            A         | A_1          |                  | 1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | CINclosureDate
            A         | A_1          | 2025-09-01
        """,
        "Section47": """
            LAchildID | CINdetailsID
          > A         | A_1
        """,
    },
)
