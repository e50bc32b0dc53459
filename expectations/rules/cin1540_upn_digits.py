"""A unique pupil number is made of digits after its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    digits = rows["UPN"].str.slice(4, 12).str.isdigit()
    return (~digits.astype("boolean")).mask(rows["UPN"].isna())


RULE = Rule(
    code="CIN1540",
    says="Characters 5 to 12 of a unique pupil number are digits.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    action="warn",
    why="Children in need census, rule 1540. The child is kept, whatever the number: linkage "
    "ignores one that is wrong.",
    check=each_row(_breaks),
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPN
            A         | H801200001001
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPN
          > A         | H80120000X001
        """,
    },
)
