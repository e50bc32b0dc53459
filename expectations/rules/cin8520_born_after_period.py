"""A return is about days that have passed."""

from __future__ import annotations

from expectations.census import after_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8520",
    says="No child’s date of birth is after the last day the return is about.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "PersonBirthDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8520. The child is kept: their entries are about "
    "somebody, and linkage weighs the other details.",
    check=after_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
            A         | 2026-03-31
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
          > A         | 2026-04-01
        """,
    },
)
