"""A plan starts on the day the conference decides on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE, outside_period
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    enquiries = tables["Section47"]
    held = {"CINdetailsID": "CINdetailsID", column: "DateOfInitialCPC"}
    needed = ~enquiries["ICPCnotRequired"].fillna(value=False)
    after_enquiry = is_named_by(rows, enquiries, by=EPISODE, where=needed)
    fits = is_named_by(rows, enquiries, by=held).where(
        after_enquiry, is_named_by(rows, tables["CINdetails"], by=held)
    )
    in_year = ~outside_period(rows, column, tables)
    return (~fits.astype("boolean") & in_year).mask(in_year.isna())


RULE = Rule(
    code="CIN2885",
    says="A child protection plan starts on the day of an initial conference of its episode.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "CPPstartDate"},
    needs=("Header", "CINdetails", "Section47"),
    action="warn",
    why="Children in need census, rule 2885. The plan is kept: a day’s difference loses no plan.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          |
            B         | B_1          | 2025-06-04
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-06-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate
            A         | A_1          | 2025-06-02
            B         | B_1          | 2025-06-04
            B         | B_1          | 2024-06-04
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINdetailsID
            A         | A_1
            B         | B_1
        """,
        "Section47": """
            LAchildID | CINdetailsID | DateOfInitialCPC
            A         | A_1          | 2025-06-02
        """,
        "ChildProtectionPlans": """
            LAchildID | CINdetailsID | CPPstartDate
          > A         | A_1          | 2025-06-03
          > B         | B_1          | 2025-06-05
        """,
    },
)
