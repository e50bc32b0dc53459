"""A notice that was sent went to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return ((rows[column] == "notice_sent") & rows["shared_with"].isna()).astype("boolean")


RULE = Rule(
    code="POL05",
    says="A row whose outcome is that a notice was sent names the agency it went to.",
    agency="police",
    format="ppn",
    about={
        "public_protection_notices": "outcome",
        "domestic_abuse_incidents": "outcome",
        "missing_episodes": "outcome",
    },
    action="warn",
    why="Ours. The worry itself is sound, so the row is kept; who was told is not.",
    check=_check,
    accepts={
        "public_protection_notices": """
            outcome     | shared_with
            notice_sent | health
            ongoing     |
        """,
    },
    refuses={
        "public_protection_notices": """
            outcome     | shared_with
          > notice_sent |
        """,
        "domestic_abuse_incidents": """
            outcome     | shared_with
          > notice_sent |
        """,
        "missing_episodes": """
            outcome     | shared_with
          > notice_sent |
        """,
    },
)
