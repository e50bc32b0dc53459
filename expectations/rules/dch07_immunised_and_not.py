"""What was given has no reason for not giving it."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="DCH07",
    says="No immunisation that was given has a reason why it was not.",
    agency="health",
    format="dch_events",
    about={"immunisations": "reason_not_given"},
    action="warn",
    why="Ours. The entry is kept as given: whether a child was brought must stay on the "
    "chronology.",
    check=each_row(lambda rows: rows["reason_not_given"].notna() & ~rows["is_not_given"]),
    accepts={
        "immunisations": """
            patient_id | is_not_given | reason_not_given
            A          | true         | 3
            B          | false        |
        """,
    },
    refuses={
        "immunisations": """
            patient_id | is_not_given | reason_not_given
          > A          | false        | 3
        """,
    },
)
