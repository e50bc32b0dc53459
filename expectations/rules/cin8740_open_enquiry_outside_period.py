"""An enquiry takes days, not years."""

from __future__ import annotations

from expectations.census import open_outside_period, waits_for_conference
from expectations.rule import Rule

RULE = Rule(
    code="CIN8740",
    says="A section 47 enquiry that still waits for its conference began in the year the return "
    "is about.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8740. The conference was probably not typed in.",
    check=open_outside_period(waits_for_conference),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            A         | 2025-04-01         |                  | 0
            B         | 2025-03-31         |                  | 1
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | S47ActualStartDate | ICPCnotRequired
          > A         | 2025-03-31         | 0
        """,
    },
)
