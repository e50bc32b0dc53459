"""Nobody joins a school before they are born."""

from __future__ import annotations

from expectations.comparing import before_own
from expectations.rule import Rule

RULE = Rule(
    code="EDU09",
    says="No pupil joins a school before their birth.",
    agency="education",
    format="school_census",
    about={"pupilonroll": "entrydate", "pupilnolongeronroll": "entrydate"},
    action="warn",
    why="Ours. Setting a pupil aside would set aside every entry about them, so the row is kept.",
    check=before_own("dob"),
    accepts={
        "pupilonroll": """
            dob        | entrydate
            2015-06-01 | 2022-09-01
        """,
    },
    refuses={
        "pupilonroll": """
            dob        | entrydate
          > 2015-06-01 | 2014-09-01
        """,
        "pupilnolongeronroll": """
            dob        | entrydate
          > 2015-06-01 | 2014-09-01
        """,
    },
)
