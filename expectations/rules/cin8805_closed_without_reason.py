"""Why an episode was closed is asked of every closure."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8805",
    says="An episode that was closed has a reason for it.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINclosureDate"},
    action="warn",
    why="Children in need census, rule 8805. The closure itself is sound.",
    check=each_row(lambda rows: rows["CINclosureDate"].notna() & rows["ReasonForClosure"].isna()),
    accepts={
        "CINdetails": """
            LAchildID | CINclosureDate | ReasonForClosure
            A         | 2025-09-01     | RC7
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINclosureDate | ReasonForClosure
          > A         | 2025-09-01     |
        """,
    },
)
