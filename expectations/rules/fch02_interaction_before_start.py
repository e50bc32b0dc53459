"""A service is in touch after it got involved."""

from __future__ import annotations

from expectations.comparing import before_own
from expectations.rule import Rule

RULE = Rule(
    code="FCH02",
    says="No latest contact with the service is dated before its latest involvement started.",
    agency="housing_and_adults",
    format="family_context",
    about={
        "housing": "Date Of Most Recent Interaction",
        "adult_social_care": "Date Of Most Recent Interaction",
    },
    action="warn",
    why="Ours. A row is all that is known of a person here, so it is kept.",
    check=before_own("Start Date Of Last Involvement"),
    accepts={
        "housing": """
            Start Date Of Last Involvement | Date Of Most Recent Interaction
            2025-05-01                     | 2025-05-01
            2025-05-01                     |
        """,
    },
    refuses={
        "housing": """
            Start Date Of Last Involvement | Date Of Most Recent Interaction
          > 2025-05-01                     | 2025-04-30
        """,
        "adult_social_care": """
            Start Date Of Last Involvement | Date Of Most Recent Interaction
          > 2025-05-01                     | 2025-04-30
        """,
    },
)
