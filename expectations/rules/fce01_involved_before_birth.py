"""A service is not involved with somebody who is not conceived yet."""

from __future__ import annotations

from expectations.comparing import DAYS_OF_PREGNANCY, before_own
from expectations.rule import Rule

RULE = Rule(
    code="FCE01",
    says="No involvement starts more than 40 weeks before the person’s birth.",
    agency="education",
    format="family_context",
    about={"education": "Start Date Of Last Involvement"},
    action="warn",
    why="Ours, after children in need census rule 8606. A row is all that is known of a "
    "person here, so it is kept.",
    check=before_own("Date Of Birth", days=DAYS_OF_PREGNANCY),
    accepts={
        "education": """
            Date Of Birth | Start Date Of Last Involvement
            2024-06-01    | 2023-08-26
                          | 2001-01-01
        """,
    },
    refuses={
        "education": """
            Date Of Birth | Start Date Of Last Involvement
          > 2024-06-01    | 2023-08-25
        """,
    },
)
