"""Sex helps to find the same child elsewhere."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN4180",
    says="Every child has a sex recorded as M, F or U.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "Sex"},
    action="warn",
    why="Children in need census, rule 4180. The child is kept: returns before 2025 say "
    "`GenderCurrent` instead, and the reader understands both. Another code is found by "
    "`code:Sex`.",
    check=each_row(lambda rows: rows["Sex"].isna()),
    accepts={
        "ChildIdentifiers": """
            LAchildID | Sex
            A         | U
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | Sex
          > A         |
        """,
    },
)
