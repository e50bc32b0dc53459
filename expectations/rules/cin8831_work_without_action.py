"""A referral that led to nothing has no work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import EPISODE
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    worked = rows[column].notna()
    for table in ("Section47", "Assessments"):
        worked |= is_named_by(rows, tables[table], by=EPISODE)
    return worked & rows["ReferralNFA"]


RULE = Rule(
    code="CIN8831",
    says="A referral with no further action has no assessment, section 47 enquiry or conference.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "DateOfInitialCPC"},
    needs=("Section47", "Assessments"),
    action="warn",
    why="Children in need census, rule 8831. The work is what was done for the child, and the "
    "flag may be what is wrong.",
    check=_check,
    accepts={
        "CINdetails": """
            LAchildID | CINdetailsID | DateOfInitialCPC | ReferralNFA
            A         | A_1          | 2025-06-02       | 0
            B         | B_1          |                  | 1
        """,
        "Section47": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINdetailsID | ReferralNFA
          > A         | A_1          | 1
          > B         | B_1          | 1
        """,
        "Section47": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
        "Assessments": """
            LAchildID | CINdetailsID
            B         | B_1
        """,
    },
)
