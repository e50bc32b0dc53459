"""One number is one person’s, who has one sex."""

from __future__ import annotations

from expectations.comparing import differs_elsewhere
from expectations.rule import Rule

RULE = Rule(
    code="ALL04",
    says="Agencies that hold the same unique pupil number hold the same sex.",
    agency="all",
    format="source_records",
    about={"source_persons": "sex"},
    action="warn",
    why="Ours. One of them is wrong, or the number was typed for the wrong child; linkage "
    "weighs both.",
    check=differs_elsewhere("upn"),
    accepts={
        "source_persons": """
            agency      | upn           | sex
            health      | H801200001001 | F
            social_care | H801200001001 | F
            education   |               | M
        """,
    },
    refuses={
        "source_persons": """
            agency      | upn           | sex
          > health      | H801200001001 | F
          > social_care | H801200001001 | M
            education   |               | M
        """,
    },
)
