"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import POLICE
from expectations.rule import Rule

RULE = Rule(
    code="POL11",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="police",
    format="ppn",
    about={"nominals": "date_of_birth"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=POLICE.after_every_entry(),
    accepts={
        "nominals": """
            nominal_id | date_of_birth
            A          | 2014-06-01
        """,
        "public_protection_notices": """
            nominal_id | created_date
            A          | 2015-01-01
            A          | 2001-01-01
        """,
    },
    refuses={
        "nominals": """
            nominal_id | date_of_birth
          > A          | 2105-06-01
        """,
        "public_protection_notices": """
            nominal_id | created_date
            A          | 2015-01-01
            A          | 2016-01-01
        """,
    },
)
