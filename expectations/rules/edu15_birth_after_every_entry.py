"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import OFF_ROLL
from expectations.rule import Rule

RULE = Rule(
    code="EDU15",
    says="No pupil was born more than 40 weeks after every dated entry about them.",
    agency="education",
    format="school_census",
    about={"pupilnolongeronroll": "dob"},
    action="warn",
    why="Ours. The pupil and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=OFF_ROLL.after_every_entry(),
    accepts={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | dob        | entrydate
            2024            | autumn          | P1                         | 2014-06-01 | 2018-09-01
        """,
    },
    refuses={
        "pupilnolongeronroll": """
            collection_year | collection_term | pupilnolongeronrolltableid | dob        | entrydate
          > 2024            | autumn          | P1                         | 2105-06-01 | 2018-09-01
        """,
    },
)
