"""A reason for a closure that has no day."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8810",
    says="An episode with a reason for its closure has the day of it.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReasonForClosure"},
    action="warn",
    why="Children in need census, rule 8810. The referral itself is sound.",
    check=each_row(lambda rows: rows["CINclosureDate"].isna() & rows["ReasonForClosure"].notna()),
    accepts={
        "CINdetails": """
            LAchildID | CINclosureDate | ReasonForClosure
            A         | 2025-09-01     | RC7
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINclosureDate | ReasonForClosure
          > A         |                | RC7
        """,
    },
)
