"""A factor is recorded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    factors = rows["AssessmentFactors"].dropna().str.split(",").explode()
    twice = factors.to_frame("factor").assign(row=factors.index).duplicated()
    return rows.index.to_series().isin(factors.index[twice.to_numpy()])


RULE = Rule(
    code="CIN8898",
    says="No assessment has the same factor twice.",
    agency="social_care",
    format="cin_census",
    about={"Assessments": "AssessmentFactors"},
    action="warn",
    why="Children in need census, rule 8898. The assessment itself is sound.",
    check=each_row(_breaks),
    accepts={
        "Assessments": """
            LAchildID | AssessmentFactors
            A         | 2A,3B
        """,
    },
    refuses={
        "Assessments": """
            LAchildID | AssessmentFactors
          > A         | 2A,3B,2A
        """,
    },
)
