"""A return lists children who were in need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return ~is_named_by(rows, tables["CINdetails"], by=CHILD).astype("boolean")


RULE = Rule(
    code="CIN8590",
    says="Every child has at least one referral or episode.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "LAchildID"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8590. A child without entries is kept: linkage needs "
    "nothing else.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID
            A
        """,
        "CINdetails": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID
          > B
        """,
        "CINdetails": """
            LAchildID | CINdetailsID
            A         | A_1
        """,
    },
)
