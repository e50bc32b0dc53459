"""A child’s number is letters and digits."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN1580",
    says="Every child’s number holds letters and digits only.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "LAchildID"},
    action="warn",
    why="Children in need census, rule 1580. A number with other signs still names one child "
    "here, so the child is kept.",
    check=each_row(
        lambda rows: ~rows["LAchildID"].str.fullmatch(r"[A-Za-z0-9]+").astype("boolean")
    ),
    accepts={
        "ChildIdentifiers": """
            LAchildID
            A1
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID
          > A/1
        """,
    },
)
