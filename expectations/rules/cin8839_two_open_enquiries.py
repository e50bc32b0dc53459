"""One enquiry at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    waiting = rows["DateOfInitialCPC"].isna() & ~rows["ICPCnotRequired"].fillna(value=False)
    return is_one_of_several(rows, ["CINdetailsID"], where=waiting)


RULE = Rule(
    code="CIN8839",
    says="No episode has more than one section 47 enquiry that waits for a conference.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "DateOfInitialCPC"},
    action="warn",
    why="Children in need census, rule 8839. All are kept: nothing tells which is right.",
    check=each_row(_breaks),
    accepts={
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
            A         | A_1          |                  | 0
            A         | A_1          |                  | 1
            A         | A_1          | 2025-06-02       | 0
        """,
    },
    refuses={
        "Section47": """
            LAchildID | CINdetailsID
          > A         | A_1
          > A         | A_1
        """,
    },
)
