"""One number is one person’s, who has one date of birth."""

from __future__ import annotations

from expectations.comparing import differs_elsewhere
from expectations.rule import Rule

RULE = Rule(
    code="ALL02",
    says="Agencies that hold the same unique pupil number hold the same date of birth.",
    agency="all",
    format="source_records",
    about={"source_persons": "birth_date"},
    action="warn",
    why="Ours. One of them is wrong, or the number was typed for the wrong child; linkage "
    "weighs both.",
    check=differs_elsewhere("upn"),
    accepts={
        "source_persons": """
            agency      | upn           | birth_date
            health      | H801200001001 | 2015-06-01
            social_care | H801200001001 | 2015-06-01
            education   |               | 2015-01-06
        """,
    },
    refuses={
        "source_persons": """
            agency      | upn           | birth_date
          > health      | H801200001001 | 2015-06-01
          > social_care | H801200001001 | 2015-01-06
            education   |               | 2015-01-06
        """,
    },
)
