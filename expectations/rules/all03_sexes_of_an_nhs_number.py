"""One number is one person’s, who has one sex."""

from __future__ import annotations

from expectations.comparing import differs_elsewhere
from expectations.rule import Rule

RULE = Rule(
    code="ALL03",
    says="Agencies that hold the same NHS number hold the same sex.",
    agency="all",
    format="source_records",
    about={"source_persons": "sex"},
    action="warn",
    why="Ours. One of them is wrong, or the number was typed for the wrong child; linkage "
    "weighs both.",
    check=differs_elsewhere("nhs_number"),
    accepts={
        "source_persons": """
            agency      | nhs_number | sex
            health      | 9434765919 | F
            social_care | 9434765919 | F
            education   |            | M
        """,
    },
    refuses={
        "source_persons": """
            agency      | nhs_number | sex
          > health      | 9434765919 | F
          > social_care | 9434765919 | M
            education   |            | M
        """,
    },
)
