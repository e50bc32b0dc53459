"""A plan comes out of a conference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import outside_period
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    plans = _in_year("ChildProtectionPlans", "CPPstartDate", tables)
    conferences = _in_year("CINdetails", "DateOfInitialCPC", tables)
    conferences += _in_year("Section47", "DateOfInitialCPC", tables)
    too_many = pd.Series(plans > conferences, index=rows.index, dtype="boolean")
    return too_many.mask(rows[column].isna())


def _in_year(table: str, column: str, tables: Tables) -> int:
    outside = outside_period(tables[table], column, tables)
    return int((~outside).fillna(value=False).sum())


RULE = Rule(
    code="CIN2883",
    says="No more child protection plans start in the year than initial conferences were held.",
    agency="social_care",
    format="cin_census",
    about={"Header": "ReferenceDate"},
    needs=("CINdetails", "Section47", "ChildProtectionPlans"),
    action="warn",
    why="Children in need census, rule 2883. It is about the whole return, so its one header "
    "row stands for it.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-06-02
        """,
        "Section47": """
            LAchildID | DateOfInitialCPC
            B         |
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
            A         | 2025-06-02
            B         | 2024-06-02
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
          > 2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "Section47": """
            LAchildID | DateOfInitialCPC
            A         | 2025-06-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CPPstartDate
            A         | 2025-06-02
            B         | 2025-06-03
        """,
    },
)
