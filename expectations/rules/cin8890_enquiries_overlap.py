"""One enquiry at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import periods
from expectations.comparing import starts_within_another
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    enquiries = periods(rows, tables, group="CINdetailsID", start=column, end="DateOfInitialCPC")
    # One that needs no conference has no end in the return, and is not taken to go on.
    lasted = rows["DateOfInitialCPC"].notna() | ~rows["ICPCnotRequired"].fillna(value=False)
    enquiries["end"] = enquiries["end"].where(lasted)
    return starts_within_another(enquiries, shared_day=True).astype("boolean")


RULE = Rule(
    code="CIN8890",
    says="No section 47 enquiry starts while another of the episode runs.",
    agency="social_care",
    format="cin_census",
    about={"Section47": "S47ActualStartDate"},
    needs=("Header",),
    action="warn",
    why="Children in need census, rule 8890. All are kept: nothing tells which is right.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            A         | A_1          | 2025-05-01         |                  | 1
            A         | A_1          | 2025-06-01         | 2025-06-12       | 0
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "Section47": """
            LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            A         | A_1          | 2025-05-01         | 2025-05-15       | 0
          > A         | A_1          | 2025-05-15         |                  | 1
        """,
    },
)
