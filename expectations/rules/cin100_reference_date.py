"""The return says which year it is about."""

from __future__ import annotations

import pandas as pd

from expectations.comparing import each_row
from expectations.rule import Rule


def _breaks(rows: pd.DataFrame) -> pd.Series:
    expected = pd.to_datetime(rows["Year"] + "-03-31", format="%Y-%m-%d", errors="coerce")
    return rows["ReferenceDate"] != expected


RULE = Rule(
    code="CIN100",
    says="The reference date is 31 March of the collection’s year.",
    agency="social_care",
    format="cin_census",
    about={"Header": "ReferenceDate"},
    action="warn",
    why="Children in need census, rule 100. Every rule about the year of the return counts from"
    " this date, so all of them may be off.",
    check=each_row(_breaks),
    accepts={
        "Header": """
            Year | ReferenceDate
            2026 | 2026-03-31
        """,
    },
    refuses={
        "Header": """
            Year | ReferenceDate
          > 2026 | 2026-07-21
        """,
    },
)
