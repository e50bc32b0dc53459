"""A unique pupil number has a letter that tells a typing error."""

from __future__ import annotations

from expectations.comparing import each_row, has_wrong_check_letter
from expectations.rule import Rule

RULE = Rule(
    code="CLA07",
    says="The first letter of a unique pupil number is the check letter of its digits.",
    agency="social_care",
    format="ssda903",
    about={"header": "UPN"},
    action="warn",
    why="Ours, as in children in need census rule 1510. The child is kept: linkage "
    "ignores a number that is wrong. UN1 to UN7 stand for none.",
    check=each_row(lambda rows: has_wrong_check_letter(rows["UPN"])),
    accepts={
        "header": """
            CHILD | UPN
            A     | H801200001001
            B     | UN2
        """,
    },
    refuses={
        "header": """
            CHILD | UPN
          > A     | A801200001001
        """,
    },
)
