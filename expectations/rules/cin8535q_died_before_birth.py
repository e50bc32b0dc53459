"""Nobody dies before they are born."""

from __future__ import annotations

from expectations.comparing import before_own
from expectations.rule import Rule

RULE = Rule(
    code="CIN8535Q",
    says="No child’s date of death is before their date of birth.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "PersonDeathDate"},
    action="warn",
    why="Children in need census, rule 8535Q, a query. The child is kept: linkage weighs the "
    "other details.",
    check=before_own("PersonBirthDate"),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | PersonDeathDate
            A         | 2020-01-02      | 2020-01-02
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | PersonDeathDate
          > A         | 2020-01-02      | 2020-01-01
        """,
    },
)
