"""An assessment comes of a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.comparing import is_before
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables

_CHILD = "Child Unique ID"


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    # List 3 looks back six months; list 6 has the referral of every episode that is still open.
    dates = {"list_3": "Date of referral", "list_6": "CIN Start Date"}
    began = [
        tables[name][[_CHILD, day]].set_axis([_CHILD, "day"], axis=1) for name, day in dates.items()
    ]
    first = pd.concat(began).groupby(_CHILD)["day"].min()
    return is_before(rows[column], first.reindex(rows[_CHILD].to_numpy()).set_axis(rows.index))


RULE = Rule(
    code="ANX04",
    says="No assessment starts before the earliest referral that the lists name for the child.",
    agency="social_care",
    format="annex_a",
    about={"list_4": "Continuous Assessment Start Date"},
    needs=("list_3", "list_6"),
    action="warn",
    why="Ours, after children in need census rule 1103. The assessment is kept: it may belong to an"
    " episode that was closed before the lists begin.",
    check=_check,
    accepts={
        "list_3": """
            Child Unique ID | Date of referral
            A               | 2025-05-01
        """,
        "list_6": """
            Child Unique ID | CIN Start Date
            A               | 2025-03-01
        """,
        "list_4": """
            Child Unique ID | Continuous Assessment Start Date
            A               | 2025-03-01
            B               | 2025-01-01
        """,
    },
    refuses={
        "list_3": """
            Child Unique ID | Date of referral
            A               | 2025-05-01
        """,
        "list_6": """
            Child Unique ID | CIN Start Date
            A               | 2025-03-01
        """,
        "list_4": """
            Child Unique ID | Continuous Assessment Start Date
          > A               | 2025-02-28
        """,
    },
)
