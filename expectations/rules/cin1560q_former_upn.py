"""An earlier number has the form of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    right = rows["FormerUPN"].str.fullmatch(r"[A-Za-z]\d{12}")
    return (~right.astype("boolean")).mask(rows["FormerUPN"].isna())


RULE = Rule(
    code="CIN1560Q",
    says="A former unique pupil number is a letter and 12 digits.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "FormerUPN"},
    action="warn",
    why="Children in need census, rule 1560Q, a query. The child is kept, whatever the number: "
    "linkage ignores one that is wrong.",
    check=each_row(_breaks),
    accepts={
        "ChildIdentifiers": """
            LAchildID | FormerUPN
            A         | H801200001001
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | FormerUPN
          > A         | H8012
        """,
    },
)
