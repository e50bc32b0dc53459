"""A child who was missing for a year was probably found and nobody typed it."""

from __future__ import annotations

from expectations.comparing import each_row, is_after
from expectations.rule import Rule

RULE = Rule(
    code="POL07",
    says="No missing episode lasts longer than a year.",
    agency="police",
    format="ppn",
    about={"missing_episodes": "found_date"},
    action="warn",
    why="Ours. It may be true, so the row is kept.",
    check=each_row(lambda rows: is_after(rows["found_date"], rows["reported_date"], days=365)),
    accepts={
        "missing_episodes": """
            nominal_id | reported_date | found_date
            N1         | 2025-06-01    | 2025-06-03
        """,
    },
    refuses={
        "missing_episodes": """
            nominal_id | reported_date | found_date
          > N1         | 2023-06-01    | 2025-06-03
        """,
    },
)
