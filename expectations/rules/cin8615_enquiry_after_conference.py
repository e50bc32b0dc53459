"""The conference follows the enquiry."""

from __future__ import annotations

from expectations.comparing import each_row, is_after
from expectations.rule import Rule

RULE = Rule(
    code="CIN8615",
    says="No section 47 enquiry starts after its initial conference.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    action="warn",
    why="Children in need census, rule 8615. The row is kept: it records a strategy discussion "
    "and a conference, and one of the two dates is right. A missing start is found by "
    "`required:S47ActualStartDate`.",
    check=each_row(lambda rows: is_after(rows["S47ActualStartDate"], rows["DateOfInitialCPC"])),
    accepts={
        "Section47": """
            LAchildID | S47ActualStartDate | DateOfInitialCPC
            A         | 2025-05-12         | 2025-06-02
        """,
    },
    refuses={
        "Section47": """
            LAchildID | S47ActualStartDate | DateOfInitialCPC
          > A         | 2025-06-03         | 2025-06-02
        """,
    },
)
