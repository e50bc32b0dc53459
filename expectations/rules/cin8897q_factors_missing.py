"""What an assessment found is asked of every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import first_day
from expectations.comparing import is_before
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    began = pd.Series(first_day(tables), index=rows.index)
    early = is_before(rows["AssessmentAuthorisationDate"], began)
    return ~early & rows[column].isna()


RULE = Rule(
    code="CIN8897Q",
    says="Every assessment completed since the year began has factors.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8897Q, a query. The assessment itself is sound. Another "
    "code is found by `pattern:AssessmentFactors`.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate | AssessmentFactors
            A         | 2025-07-01                  | 2A
            B         | 2024-07-01                  |
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Assessments": """
            LAchildID | AssessmentAuthorisationDate | AssessmentFactors
          > A         | 2025-07-01                  |
        """,
    },
)
