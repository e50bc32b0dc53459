"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import ANNEX_A
from expectations.rule import Rule

RULE = Rule(
    code="ANX03",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="social_care",
    format="annex_a",
    about={"children": "Date of Birth"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=ANNEX_A.after_every_entry(),
    accepts={
        "children": """
            Child Unique ID | Date of Birth
            A               | 2014-06-01
        """,
        "list_3": """
            Child Unique ID | Date of referral
            A               | 2015-01-01
            A               | 2001-01-01
        """,
    },
    refuses={
        "children": """
            Child Unique ID | Date of Birth
          > A               | 2105-06-01
        """,
        "list_3": """
            Child Unique ID | Date of referral
            A               | 2015-01-01
            A               | 2016-01-01
        """,
    },
)
