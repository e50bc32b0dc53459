"""An NHS number has a digit that tells a typing error."""

from __future__ import annotations

from expectations.comparing import each_row, has_wrong_check_digit
from expectations.rule import Rule

RULE = Rule(
    code="DCH05",
    says="The last digit of an NHS number is its check digit.",
    agency="health",
    format="dch_events",
    about={"children": "nhs_number"},
    action="warn",
    why="Ours. The child is kept: linkage ignores a number that is wrong. Another form is "
    "found by `pattern:nhs_number`.",
    check=each_row(lambda rows: has_wrong_check_digit(rows["nhs_number"])),
    accepts={
        "children": """
            patient_id | nhs_number
            A          | 9434765919
            B          |
        """,
    },
    refuses={
        "children": """
            patient_id | nhs_number
          > A          | 9434765918
        """,
    },
)
