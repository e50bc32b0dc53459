"""A unique pupil number is one child’s."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="CIN1520",
    says="No two children have the same unique pupil number.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    action="warn",
    why="Children in need census, rule 1520. Both are kept: linkage decides whether they are "
    "one child under two numbers, or one number was typed twice.",
    check=each_row(lambda rows: is_one_of_several(rows, ["UPN"], where=rows["UPN"].notna())),
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPN
            A         | H801200001001
            B         | G801200001002
            C         |
            D         |
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPN
          > A         | H801200001001
          > B         | H801200001001
            C         |
        """,
    },
)
