"""A date of birth that no entry agrees with is wrong."""

from __future__ import annotations

from expectations.births import SOCIAL_CARE
from expectations.rule import Rule

RULE = Rule(
    code="SSD13",
    says="No child was born more than 40 weeks after every dated entry about them.",
    agency="social_care",
    format="ssd",
    about={"ssd_person": "pers_dob"},
    action="warn",
    why="Ours. The child and the entries are kept: one wrong date of birth must not hide "
    "all that is known.",
    check=SOCIAL_CARE.after_every_entry(),
    accepts={
        "ssd_person": """
            pers_person_id | pers_dob
            A              | 2014-06-01
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
            A              | 2015-01-01
            A              | 2001-01-01
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_dob
          > A              | 2105-06-01
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
            A              | 2015-01-01
            A              | 2016-01-01
        """,
    },
)
