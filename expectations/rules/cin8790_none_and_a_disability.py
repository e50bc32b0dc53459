"""A child has a disability or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    is_none = rows["Disability"].str.upper() == "NONE"
    return (is_named_by(rows, rows, by=CHILD, where=is_none) & ~is_none).astype("boolean")


RULE = Rule(
    code="CIN8790",
    says="No child has a disability recorded beside NONE.",
    agency="social_care",
    format="cin_census",
    about={"Disabilities": "Disability"},
    action="warn",
    why="Children in need census, rule 8790. It is used to check fairness and nothing else.",
    check=_check,
    accepts={
        "Disabilities": """
            LAchildID | Disability
            A         | NONE
            B         | MOB
        """,
    },
    refuses={
        "Disabilities": """
            LAchildID | Disability
            A         | NONE
          > A         | MOB
        """,
    },
)
