"""Conferences are held on working days."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

_SATURDAY = 5


RULE = Rule(
    code="CIN8870Q",
    says="No target day for an initial conference is a Saturday or Sunday.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "InitialCPCtarget"},
    action="warn",
    why="Children in need census, rule 8870Q, a query. A Saturday or Sunday is probably a "
    "typing error, and the day is close enough.",
    check=each_row(lambda rows: rows["InitialCPCtarget"].dt.day_of_week >= _SATURDAY),
    accepts={
        "Section47": """
            LAchildID | InitialCPCtarget
            A         | 2025-06-06
        """,
    },
    refuses={
        "Section47": """
            LAchildID | InitialCPCtarget
          > A         | 2025-06-07
        """,
    },
)
