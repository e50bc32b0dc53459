"""One worry, one notice."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="POL09",
    says="No child has two notices of one occurrence and concern on the same day.",
    agency="police",
    format="ppn",
    about={"public_protection_notices": "occurrence_id"},
    action="warn",
    why="Ours. Both are kept: they may be two officers’ accounts.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows,
            ["nominal_id", "occurrence_id", "concern_type", "created_date"],
            where=rows["occurrence_id"].notna(),
        )
    ),
    accepts={
        "public_protection_notices": """
            notice_id | nominal_id | occurrence_id | concern_type | created_date
            1         | N1         | O1            | neglect      | 2025-06-01
            2         | N2         | O1            | neglect      | 2025-06-01
        """,
    },
    refuses={
        "public_protection_notices": """
            notice_id | nominal_id | occurrence_id | concern_type | created_date
          > 1         | N1         | O1            | neglect      | 2025-06-01
          > 2         | N1         | O1            | neglect      | 2025-06-01
        """,
    },
)
