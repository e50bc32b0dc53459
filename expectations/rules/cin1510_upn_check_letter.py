"""A unique pupil number has a letter that tells a typing error."""

from __future__ import annotations

from expectations.comparing import each_row, has_wrong_check_letter
from expectations.rule import Rule

RULE = Rule(
    code="CIN1510",
    says="The first letter of a unique pupil number is the check letter of its digits.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    action="warn",
    why="Children in need census, rule 1510. The child is kept, whatever the number: linkage "
    "ignores one that is wrong. In the validator’s sample 96 of 100 fail. Other forms are "
    "found by rules 1540 and 1550.",
    check=each_row(lambda rows: has_wrong_check_letter(rows["UPN"])),
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPN
            A         | H801200001001
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPN
          > A         | A801200001001
        """,
    },
)
