"""A child is not looked after before they are born."""

from __future__ import annotations

from expectations.births import LOOKED_AFTER
from expectations.rule import Rule

RULE = Rule(
    code="CLA01",
    says="No episode, review, missing episode or social worker is dated before the child’s birth.",
    agency="social_care",
    format="ssda903",
    about=LOOKED_AFTER.entries,
    needs=("header",),
    action="quarantine",
    why="Ours. The entry is about another child. Where no entry of the child agrees with "
    "the birth, the birth is what is wrong (CLA03), and all are kept.",
    check=LOOKED_AFTER.after_entry(days=0),
    accepts={
        "header": """
            CHILD | DOB
            A     | 2024-06-01
            B     |
        """,
        "episodes": """
            CHILD | DECOM
            A     | 2024-06-01
            B     | 2001-01-01
        """,
    },
    refuses={
        "header": """
            CHILD | DOB
            A     | 2024-06-01
        """,
        "episodes": """
            CHILD | DECOM
          > A     | 2024-05-31
            A     | 2024-06-01
        """,
        "reviews": """
            CHILD | REVIEW
          > A     | 2024-05-31
            A     | 2024-06-01
        """,
        "missing": """
            CHILD | MIS_START
          > A     | 2024-05-31
            A     | 2024-06-01
        """,
        "social_worker": """
            CHILD | SW_DECOM
          > A     | 2024-05-31
            A     | 2024-06-01
        """,
    },
)
