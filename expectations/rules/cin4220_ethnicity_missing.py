"""Fairness is checked with it."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN4220",
    says="Every child’s ethnicity is recorded, refused or said to be outstanding.",
    agency="social_care",
    format="cin_census",
    about={"ChildCharacteristics": "Ethnicity"},
    action="warn",
    why="Children in need census, rule 4220. It is used to check fairness and nothing else. "
    "Another code is found by `code:Ethnicity`.",
    check=each_row(lambda rows: rows["Ethnicity"].isna()),
    accepts={
        "ChildCharacteristics": """
            LAchildID | Ethnicity
            A         | NOBT
        """,
    },
    refuses={
        "ChildCharacteristics": """
            LAchildID | Ethnicity
          > A         |
        """,
    },
)
