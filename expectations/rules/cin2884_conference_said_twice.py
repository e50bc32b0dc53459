"""A conference is recorded in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_episode
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    return (rows[column] == of_episode(rows, tables, "DateOfInitialCPC")).astype("boolean")


RULE = Rule(
    code="CIN2884",
    says="No initial conference is recorded on the episode and on its section 47 enquiry.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "DateOfInitialCPC"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 2884. The chronology counts it once, so the row is kept.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-06-02
            B         | B_1          |
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-07-02
            B         | B_1          | 2025-06-02
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-06-02
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
          > A         | A_1          | 2025-06-02
        """,
    },
)
