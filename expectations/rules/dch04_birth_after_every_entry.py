"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import CHILD_HEALTH_EVENTS
from expectations.rule import Rule

RULE = Rule(
    code="DCH04",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="health",
    format="dch_events",
    about={"children": "birth_date"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=CHILD_HEALTH_EVENTS.after_every_entry(),
    accepts={
        "children": """
            patient_id | birth_date
            A          | 2014-06-01
        """,
        "immunisations": """
            patient_id | immunisation_date
            A          | 2015-01-01
            A          | 2001-01-01
        """,
    },
    refuses={
        "children": """
            patient_id | birth_date
          > A          | 2105-06-01
        """,
        "immunisations": """
            patient_id | immunisation_date
            A          | 2015-01-01
            A          | 2016-01-01
        """,
    },
)
