"""A child is born or expected."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8525Q",
    says="Every child has a date of birth or an expected one, and not both.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "PersonBirthDate"},
    action="warn",
    why="Children in need census, rule 8525Q, a query. The child is kept: linkage weighs the "
    "other details.",
    check=each_row(
        lambda rows: rows["PersonBirthDate"].isna() == rows["ExpectedPersonBirthDate"].isna()
    ),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | ExpectedPersonBirthDate
            A         | 2020-01-02      |
            B         |                 | 2026-06-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
          > A         |
        """,
    },
)
