"""The first day of a computer’s calendar is what some systems write where nobody typed a date."""

from __future__ import annotations

from expectations.births import ANNEX_A
from expectations.comparing import before_year
from expectations.rule import Rule

RULE = Rule(
    code="ANX02",
    says="No entry of lists 1 to 8 is dated before 1990.",
    agency="social_care",
    format="annex_a",
    about=ANNEX_A.entries,
    action="quarantine",
    why="Ours. Nobody who was a child then is one now: the date was never typed, and no "
    "place on a chronology is right.",
    check=before_year(1990),
    accepts={
        "list_1": """
            Date of Contact
            2025-06-01
        """,
    },
    refuses={
        "list_1": """
            Date of Contact
          > 1970-01-01
        """,
        "list_2": """
            Assessment start date
          > 1970-01-01
        """,
        "list_3": """
            Date of referral
          > 1970-01-01
        """,
        "list_4": """
            Continuous Assessment Start Date
          > 1970-01-01
        """,
        "list_5": """
            Strategy discussion initiating Section 47 Enquiry Start Date
          > 1970-01-01
        """,
        "list_6": """
            CIN Start Date
          > 1970-01-01
        """,
        "list_7": """
            Child Protection Plan Start Date
          > 1970-01-01
        """,
        "list_8": """
            Date Started to be Looked After
          > 1970-01-01
        """,
    },
)
