"""Whether a return tells kinds of disability apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    codes = tables["Disabilities"]["Disability"]
    few = codes[codes != "NONE"].nunique() < 8
    return pd.Series(few, index=rows.index, dtype="boolean")


RULE = Rule(
    code="CIN2887Q",
    says="At least 8 kinds of disability are used in a return.",
    agency="social_care",
    format="cin_census",
    about={"Header": "ReferenceDate"},
    needs=("Disabilities",),
    action="warn",
    why="Children in need census, rule 2887Q, a query. It is about the whole return, so its one"
    " header row stands for it.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Disabilities": """
            LAchildID | Disability
            A         | MOB
            B         | HAND
            C         | PC
            D         | INC
            E         | COMM
            F         | LD
            G         | HEAR
            H         | VIS
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
          > 2026-03-31
        """,
        "Disabilities": """
            LAchildID | Disability
            A         | MOB
            B         | LD
            C         | NONE
        """,
    },
)
