"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import LOOKED_AFTER
from expectations.rule import Rule

RULE = Rule(
    code="CLA03",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="social_care",
    format="ssda903",
    about={"header": "DOB"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=LOOKED_AFTER.after_every_entry(),
    accepts={
        "header": """
            CHILD | DOB
            A     | 2014-06-01
        """,
        "episodes": """
            CHILD | DECOM
            A     | 2015-01-01
            A     | 2001-01-01
        """,
    },
    refuses={
        "header": """
            CHILD | DOB
          > A     | 2105-06-01
        """,
        "episodes": """
            CHILD | DECOM
            A     | 2015-01-01
            A     | 2016-01-01
        """,
    },
)
