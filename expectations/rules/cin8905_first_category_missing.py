"""Why a child has a plan is asked of every plan."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8905",
    says="Every child protection plan has an initial category of abuse.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "InitialCategoryOfAbuse"},
    action="warn",
    why="Children in need census, rule 8905. The plan itself is sound. Another code is found by"
    " `code:InitialCategoryOfAbuse`.",
    check=each_row(lambda rows: rows["InitialCategoryOfAbuse"].isna()),
    accepts={
        "ChildProtectionPlans": """
            LAchildID | InitialCategoryOfAbuse
            A         | NEG
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | InitialCategoryOfAbuse
          > A         |
        """,
    },
)
