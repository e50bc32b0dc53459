"""Whether a child had a plan before is asked of every plan."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8730",
    says="Every child protection plan says how many the child had before.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "NumberOfPreviousCPP"},
    action="warn",
    why="Children in need census, rule 8730. The plan itself is sound.",
    check=each_row(
        lambda rows: rows["NumberOfPreviousCPP"].isna() | (rows["NumberOfPreviousCPP"] < 0)
    ),
    accepts={
        "ChildProtectionPlans": """
            LAchildID | NumberOfPreviousCPP
            A         | 0
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | NumberOfPreviousCPP
          > A         |
          > B         | -1
        """,
    },
)
