"""The last character of a unique pupil number is a digit, or a letter while it is temporary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    sent = rows["UPN"].where(rows["UPN"].str.len() == 13)
    right = sent.str.fullmatch(r".{12}[0-9A-HJ-NP-RT-Z]")
    return (~right.astype("boolean")).mask(sent.isna())


RULE = Rule(
    code="CIN1550",
    says="Character 13 of a unique pupil number is a digit or a letter other than I, O and S.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    action="warn",
    why="Children in need census, rule 1550. The child is kept, whatever the number: linkage "
    "ignores one that is wrong.",
    check=each_row(_breaks),
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPN
            A         | H801200001001
            B         | H80120000100A
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPN
          > A         | H80120000100O
        """,
    },
)
