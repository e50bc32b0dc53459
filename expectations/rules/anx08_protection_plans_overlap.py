"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.comparing import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="ANX08",
    says="No child protection plan starts while another of the child runs.",
    agency="social_care",
    format="annex_a",
    about={"list_7": "Child Protection Plan Start Date"},
    action="warn",
    why="Ours, as in children in need census rule 8940. All are kept: nothing tells which "
    "is right.",
    check=overlaps("Child Unique ID", end="Child Protection Plan End Date", shared_day=True),
    accepts={
        "list_7": """
            Child Unique ID | Child Protection Plan Start Date | Child Protection Plan End Date
            A               | 2025-05-01                       | 2025-06-01
            A               | 2025-06-02                       |
        """,
    },
    refuses={
        "list_7": """
            Child Unique ID | Child Protection Plan Start Date | Child Protection Plan End Date
            A               | 2025-05-01                       | 2025-06-01
          > A               | 2025-06-01                       |
        """,
    },
)
