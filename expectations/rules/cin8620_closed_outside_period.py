"""A return is about one year."""

from __future__ import annotations

from expectations.census import outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8620",
    says="An episode that was closed was closed in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINclosureDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8620. What happened is real, and only in the wrong "
    "return, so the row is kept.",
    check=outside_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINclosureDate
            A         | 2025-04-01
            B         |
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINclosureDate
          > A         | 2025-03-31
          > B         | 2026-04-01
        """,
    },
)
