"""A closure after assessment says that nothing followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_WORK = ("Section47", "ChildProtectionPlans", "CINplanDates")


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    worked = rows["DateOfInitialCPC"].notna()
    for table in _WORK:
        worked |= is_named_by(rows, tables[table], by=EPISODE)
    return (worked & rows[column].isin(("RC8", "RC9"))).astype("boolean")


RULE = Rule(
    code="CIN2990",
    says="An episode closed after assessment (RC8 or RC9) has no section 47 enquiry, conference "
    "or plan.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReasonForClosure"},
    needs=("Section47", "ChildProtectionPlans", "CINplanDates"),
    action="warn",
    why="Children in need census, rule 2990. The work is what was done for the child, and the "
    "reason is one code, so the row is kept.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | ReasonForClosure | DateOfInitialCPC
            A         | A_1          | RC8              |
            B         | B_1          | RC7              | 2025-06-02
        """,
        "Section47": """
            LAchildID | CINdetailsID
            B         | B_1
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID
            B         | B_1
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID
            B         | B_1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | ReasonForClosure
          > A         | A_1          | RC8
        """,
        "Section47": """
            LAchildID | CINdetailsID
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "CINplanDates": """
            LAchildID | CINdetailsID
        """,
    },
)
