"""A child cannot be brought before they are born."""

from __future__ import annotations

from expectations.births import CHILD_HEALTH_EVENTS
from expectations.rule import Rule

RULE = Rule(
    code="DCH01",
    says="No emergency attendance or immunisation is dated before the child’s birth.",
    agency="health",
    format="dch_events",
    about={
        "emergency_attendances": "arrival_date",
        "immunisations": "immunisation_date",
    },
    needs=("children",),
    action="quarantine",
    why="Ours. The entry may be the mother’s. Where no entry of the child agrees with the "
    "birth, the birth is what is wrong (DCH04), and all are kept.",
    check=CHILD_HEALTH_EVENTS.after_entry(days=0),
    accepts={
        "children": """
            patient_id | birth_date
            A          | 2024-06-01
            B          |
        """,
        "emergency_attendances": """
            patient_id | arrival_date
            A          | 2024-06-01
            B          | 2001-01-01
        """,
    },
    refuses={
        "children": """
            patient_id | birth_date
            A          | 2024-06-01
        """,
        "emergency_attendances": """
            patient_id | arrival_date
          > A          | 2024-05-31
            A          | 2024-06-01
        """,
        "immunisations": """
            patient_id | immunisation_date
          > A          | 2024-05-31
            A          | 2024-06-01
        """,
    },
)
