"""Why a child has a plan is asked of every plan."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8910",
    says="Every child protection plan has a latest category of abuse.",
    agency="social_care",
    format="cin_census",
    about={"ChildProtectionPlans": "LatestCategoryOfAbuse"},
    action="warn",
    why="Children in need census, rule 8910. The plan itself is sound. Another code is found by"
    " `code:LatestCategoryOfAbuse`.",
    check=each_row(lambda rows: rows["LatestCategoryOfAbuse"].isna()),
    accepts={
        "ChildProtectionPlans": """
            LAchildID | LatestCategoryOfAbuse
            A         | NEG
        """,
    },
    refuses={
        "ChildProtectionPlans": """
            LAchildID | LatestCategoryOfAbuse
          > A         |
        """,
    },
)
