"""Children’s social care ends at 25 at the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import CHILD, last_day, of_child
from expectations.comparing import is_after, is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    episodes = tables["CINdetails"]
    birthday = of_child(episodes, tables, "PersonBirthDate") + pd.DateOffset(years=25)
    closed = episodes["CINclosureDate"]
    open_then = is_named_by(
        rows, episodes, by=CHILD, where=closed.isna() | is_after(closed, birthday)
    )
    last = last_day(tables)
    found = (rows[column] < last - pd.DateOffset(years=25)) & open_then
    return found.astype("boolean").mask(rows[column].isna() | pd.isna(last))


RULE = Rule(
    code="CIN8775Q",
    says="Nobody is over 25 while an episode is open.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "PersonBirthDate"},
    needs=("Header", "CINdetails"),
    action="warn",
    why="Children in need census, rule 8775Q, a query. The person is kept: linkage weighs the "
    "other details.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
            A         | 2010-01-02
            B         | 2000-12-31
        """,
        "CINdetails": """
            LAchildID | CINclosureDate
            A         |
            B         | 2025-12-31
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
          > A         | 2000-12-31
        """,
        "CINdetails": """
            LAchildID
            A
        """,
    },
)
