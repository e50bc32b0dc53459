"""A closure that says the child died needs the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD, of_child
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    episodes = tables["CINdetails"]
    died = episodes["ReasonForClosure"] == "RC2"
    undated = died & of_child(episodes, tables, "PersonDeathDate").isna()
    if column == "ReasonForClosure":
        return undated.astype("boolean")
    return is_named_by(rows, episodes, by=CHILD, where=undated).astype("boolean")


RULE = Rule(
    code="CIN8585Q",
    says="A child whose episode closed because they died has a date of death.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReasonForClosure", "ChildIdentifiers": "PersonDeathDate"},
    needs=("ChildIdentifiers", "CINdetails"),
    action="warn",
    why="Children in need census, rule 8585Q, a query. A wrong closure code must not hide a "
    "living child.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "CINdetails": """
            LAchildID | ReasonForClosure
            A         | RC2
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID
          > A
            B
        """,
        "CINdetails": """
            LAchildID | ReasonForClosure
          > A         | RC2
            B         | RC7
        """,
    },
)
