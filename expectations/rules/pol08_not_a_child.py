"""A notice about a child is about somebody under 18."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    by = {"nominal_id": "nominal_id"}
    born = look_up(rows, tables["nominals"], by=by, give="date_of_birth")
    return is_after(rows[column], born + pd.DateOffset(years=18))


RULE = Rule(
    code="POL08",
    says="No notice, incident or missing episode is dated after the eighteenth birthday of the "
    "child it is about.",
    agency="police",
    format="ppn",
    about={
        "public_protection_notices": "created_date",
        "domestic_abuse_incidents": "incident_date",
        "missing_episodes": "reported_date",
    },
    needs=("nominals",),
    action="warn",
    why="Ours. The row is kept: the date of birth may be what is wrong.",
    check=_check,
    accepts={
        "nominals": """
            nominal_id | date_of_birth
            N1         | 2006-06-01
        """,
        "public_protection_notices": """
            nominal_id | created_date
            N1         | 2024-06-01
        """,
    },
    refuses={
        "nominals": """
            nominal_id | date_of_birth
            N1         | 1986-06-01
        """,
        "public_protection_notices": """
            nominal_id | created_date
          > N1         | 2024-06-01
        """,
        "domestic_abuse_incidents": """
            nominal_id | incident_date
          > N1         | 2024-06-01
        """,
        "missing_episodes": """
            nominal_id | reported_date
          > N1         | 2024-06-01
        """,
    },
)
