"""Whether a return knows the children’s sex."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    children = tables["ChildIdentifiers"]
    unknown = children["Sex"].isna() | (children["Sex"] == "U")
    share = (unknown & children["ExpectedPersonBirthDate"].isna()).mean()
    too_many = pd.Series(bool(share > 0.02), index=rows.index, dtype="boolean")
    return too_many if len(children) else too_many.mask(too_many.notna())


RULE = Rule(
    code="CIN2886Q",
    says="At most 2 in 100 children who are born have no sex recorded.",
    agency="social_care",
    format="cin_census",
    about={"Header": "ReferenceDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 2886Q, a query. It is about the whole return, so its one"
    " header row stands for it.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | ExpectedPersonBirthDate | Sex
            A         |                         | F
            B         | 2026-06-01              | U
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
          > 2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | ExpectedPersonBirthDate | Sex
            A         |                         | U
            B         |                         | M
        """,
    },
)
