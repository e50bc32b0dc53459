"""A child without a name and a date of birth cannot be found elsewhere."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="POL10",
    says="Every child has a surname or a date of birth.",
    agency="police",
    format="ppn",
    about={"nominals": "surname"},
    action="warn",
    why="Ours. The child and their notices are kept, on a record of their own.",
    check=each_row(lambda rows: rows["surname"].isna() & rows["date_of_birth"].isna()),
    accepts={
        "nominals": """
            nominal_id | surname | date_of_birth
            N1         | Vexley  |
            N2         |         | 2024-06-01
        """,
    },
    refuses={
        "nominals": """
            nominal_id
          > N1
        """,
    },
)
