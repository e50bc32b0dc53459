"""One number is one person’s, who has one date of death."""

from __future__ import annotations

from expectations.comparing import differs_elsewhere
from expectations.rule import Rule

RULE = Rule(
    code="ALL05",
    says="Agencies that hold the same NHS number hold the same date of death.",
    agency="all",
    format="source_records",
    about={"source_persons": "death_date"},
    action="warn",
    why="Ours. One of them is wrong, or the number was typed for the wrong child; linkage "
    "weighs both.",
    check=differs_elsewhere("nhs_number"),
    accepts={
        "source_persons": """
            agency      | nhs_number | death_date
            health      | 9434765919 | 2025-06-01
            social_care | 9434765919 | 2025-06-01
            education   |            | 2025-06-10
        """,
    },
    refuses={
        "source_persons": """
            agency      | nhs_number | death_date
          > health      | 9434765919 | 2025-06-01
          > social_care | 9434765919 | 2025-06-10
            education   |            | 2025-06-10
        """,
    },
)
