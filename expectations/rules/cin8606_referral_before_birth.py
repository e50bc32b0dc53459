"""Nobody is worried about a child before anybody can know that there will be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import of_child
from expectations.comparing import DAYS_OF_PREGNANCY, is_before
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    born = of_child(rows, tables, "PersonBirthDate")
    due = of_child(rows, tables, "ExpectedPersonBirthDate")
    return is_before(rows[column], born.fillna(due), days=DAYS_OF_PREGNANCY)


RULE = Rule(
    code="CIN8606",
    says="No referral is dated more than 40 weeks before the child’s birth or due date.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 8606. The referral is kept: a return holds "
    "few of a child, and nothing tells which of the two dates is wrong.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | ExpectedPersonBirthDate
            A         | 2024-06-01      |
            B         |                 | 2026-06-01
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
            A         | 2023-08-26
            B         | 2026-01-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
            A         | 2024-06-01
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
          > A         | 2023-08-25
        """,
    },
)
