"""An agency that was told, but not when: whether it knew in time cannot be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    told = rows["shared_with"].notna() | rows[column].notna()
    half = rows["shared_with"].isna() | rows[column].isna()
    return half.astype("boolean").where(told)


RULE = Rule(
    code="POL02",
    says="A row that names the agency that was told also gives the day, and the other way round.",
    agency="police",
    format="ppn",
    about={
        "public_protection_notices": "shared_date",
        "domestic_abuse_incidents": "shared_date",
        "missing_episodes": "shared_date",
    },
    action="warn",
    why="Ours. The worry itself is sound, so the row is kept; who was told, and when, is not.",
    check=_check,
    accepts={
        "public_protection_notices": """
            shared_with | shared_date
            health      | 2025-06-01
        """,
        "missing_episodes": """
            shared_with | shared_date
                        |
            social_care | 2025-06-01
        """,
    },
    refuses={
        "public_protection_notices": """
            shared_with | shared_date
          > health      |
          >             | 2025-06-01
        """,
        "domestic_abuse_incidents": """
            shared_with | shared_date
          > health      |
        """,
        "missing_episodes": """
            shared_with | shared_date
          > health      |
        """,
    },
)
