"""Whoever is recorded as an adult at a child's address is at least 18."""

from __future__ import annotations

from agencies.homes import is_under_age
from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="POL12",
    says="No adult at a child’s address is under 18 on the day they were recorded there.",
    agency="police",
    format="ppn",
    about={"persons_at_address": "date_of_birth"},
    action="warn",
    why="Ours. The row is kept, and tells where the child lived; but whoever is under 18 is a child, "
    "and is not put among the adults.",
    check=each_row(lambda rows: is_under_age(rows["date_of_birth"], rows["seen_date"])),
    accepts={
        "persons_at_address": """
            nominal_id | date_of_birth | seen_date
            N1         | 2007-06-01    | 2025-06-01
            N1         |               | 2025-06-01
        """,
    },
    refuses={
        "persons_at_address": """
            nominal_id | date_of_birth | seen_date
            N1         | 1990-06-01    | 2025-06-01
          > N1         | 2007-06-02    | 2025-06-01
        """,
    },
)
