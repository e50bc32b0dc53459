"""An adult at a child's address is somebody else than the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.police.ppn import is_the_nominal
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return is_the_nominal(rows, tables["nominals"])


RULE = Rule(
    code="POL13",
    says="No adult at a child’s address has the names and the date of birth of the child.",
    agency="police",
    format="ppn",
    about={"persons_at_address": "adult_nominal_id"},
    needs=("nominals",),
    action="warn",
    why="Ours. The row is kept, and tells where the child lived; but the child is not put among "
    "the adults.",
    check=_check,
    accepts={
        "nominals": """
            nominal_id | given_name | surname | date_of_birth
            N1         | Ada        | Marsh   | 2015-06-01
        """,
        "persons_at_address": """
            nominal_id | given_name | surname | date_of_birth
            N1         | Ada        | Marsh   | 1985-02-03
            N1         | Ada        | Marsh   |
        """,
    },
    refuses={
        "nominals": """
            nominal_id | given_name | surname | date_of_birth
            N1         | Ada        | Marsh   | 2015-06-01
        """,
        "persons_at_address": """
            nominal_id | given_name | surname | date_of_birth
          > N1         | ADA        | Marsh   | 2015-06-01
        """,
    },
)
