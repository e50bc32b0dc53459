"""A conference is to be held within 15 working days of the strategy discussion."""

from __future__ import annotations

from expectations.census import open_too_long, waits_for_conference
from expectations.rule import Rule

RULE = Rule(
    code="CIN8675Q",
    says="No section 47 enquiry that needs a conference began more than 15 working days before "
    "the end of the year without one.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8675Q, a query. It is late, or the conference was not "
    "typed in.",
    check=open_too_long(waits_for_conference, working_days=15),
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            A         | 2026-03-20         |                  | 0
            B         | 2025-05-01         |                  | 1
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | S47ActualStartDate | ICPCnotRequired
          > A         | 2026-02-02         | 0
        """,
    },
)
