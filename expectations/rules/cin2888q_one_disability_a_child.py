"""Whether a return records all disabilities of a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    recorded = tables["Disabilities"]
    recorded = recorded[recorded["Disability"].notna() & (recorded["Disability"] != "NONE")]
    never = not recorded.duplicated("LAchildID").any()
    # Where no disability is recorded at all, rule 2887Q says so.
    return pd.Series(never and len(recorded) > 0, index=rows.index, dtype="boolean")


RULE = Rule(
    code="CIN2888Q",
    says="At least one child has more than one disability recorded.",
    agency="social_care",
    format="cin_census",
    about={"Header": "ReferenceDate"},
    needs=("Disabilities",),
    action="warn",
    why="Children in need census, rule 2888Q, a query. It is about the whole return, so its one"
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
            A         | LD
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
        """,
    },
)
