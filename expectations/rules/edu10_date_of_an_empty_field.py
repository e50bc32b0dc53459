"""1900-01-01 is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="EDU10",
    says="No suspension or permanent exclusion starts before 1990.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "startdate", "termlyexclusionsoffroll": "startdate"},
    action="quarantine",
    why="Ours. Nobody who was a pupil then is one now: the date was never typed, and no place "
    "on a chronology is right.",
    check=before_year(1990),
    accepts={
        "termlyexclusionsonroll": """
            startdate
            2024-06-01
        """,
    },
    refuses={
        "termlyexclusionsonroll": """
            startdate
          > 1900-01-01
        """,
        "termlyexclusionsoffroll": """
            startdate
          > 1900-01-01
        """,
    },
)
