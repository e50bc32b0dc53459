"""1900-01-01 is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.births import LOOKED_AFTER
from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="CLA02",
    says="No episode, review, missing episode or social worker is dated before 1990.",
    agency="social_care",
    format="ssda903",
    about=LOOKED_AFTER.entries,
    action="quarantine",
    why="Ours. Nobody who was a child then is one now: the date was never typed, and no "
    "place on a chronology is right.",
    check=before_year(1990),
    accepts={
        "episodes": """
            DECOM
            2025-06-01
        """,
    },
    refuses={
        "episodes": """
            DECOM
          > 1900-01-01
        """,
        "reviews": """
            REVIEW
          > 1900-01-01
        """,
        "missing": """
            MIS_START
          > 1900-01-01
        """,
        "social_worker": """
            SW_DECOM
          > 1900-01-01
        """,
    },
)
