"""Conferences are held on working days."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

_SATURDAY = 5


RULE = Rule(
    code="CIN8875",
    says="No initial conference after an enquiry is held on a Saturday or Sunday.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "DateOfInitialCPC"},
    action="warn",
    why="Children in need census, rule 8875. A Saturday or Sunday is probably a typing error, "
    "and the day is close enough.",
    check=each_row(lambda rows: rows["DateOfInitialCPC"].dt.day_of_week >= _SATURDAY),
    accepts={
        "Section47": """
            LAchildID | DateOfInitialCPC
            A         | 2025-06-06
        """,
    },
    refuses={
        "Section47": """
            LAchildID | DateOfInitialCPC
          > A         | 2025-06-08
        """,
    },
)
