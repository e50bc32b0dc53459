"""Nobody dies before they are born."""

from __future__ import annotations

from expectations.comparing import before_own
from expectations.rule import Rule

RULE = Rule(
    code="SSD8535",
    says="No child’s date of death is before their date of birth.",
    agency="social_care",
    format="ssd",
    about={"ssd_person": "pers_death_date"},
    action="warn",
    why="Children in need census, rule 8535. The child is kept: linkage weighs the other details.",
    check=before_own("pers_dob"),
    accepts={
        "ssd_person": """
            pers_person_id | pers_dob   | pers_death_date
            A              | 2020-01-02 | 2020-01-02
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_dob   | pers_death_date
          > C              | 2020-01-02 | 2020-01-01
        """,
    },
)
