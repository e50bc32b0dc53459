"""A return is about one year."""

from __future__ import annotations

from expectations.census import outside_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8545Q",
    says="A child who died did so in the year the return is about.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "PersonDeathDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8545Q, a query. The child is kept, whatever the date.",
    check=outside_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-04-01
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
          > A         | 2025-03-31
        """,
    },
)
