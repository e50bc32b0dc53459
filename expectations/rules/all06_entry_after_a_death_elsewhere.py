"""A child whom one agency saw after another recorded their death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    persons = tables["source_persons"]
    by = {"source_person_id": "source_person_id"}
    numbers = look_up(rows, persons, by=by, give="nhs_number")
    own = look_up(rows, persons, by=by, give="death_date")
    latest = persons.groupby("nhs_number")["death_date"].max()
    # An agency’s own date of death is compared by the rules of its own feed.
    elsewhere = latest.reindex(numbers.to_numpy()).set_axis(rows.index).where(own.isna())
    return is_after(rows[column], elsewhere)


RULE = Rule(
    code="ALL06",
    says="No entry is dated after the date of death that another agency holds for the same NHS "
    "number.",
    agency="all",
    format="source_records",
    about={"source_events": "event_date"},
    needs=("source_persons",),
    action="warn",
    why="Ours. The entry is kept: a wrong date of death must not hide a living child. "
    "Appointments booked earlier stay in a system, and a review after a death is recorded "
    "afterwards.",
    check=_check,
    accepts={
        "source_persons": """
            agency      | source_person_id | nhs_number | death_date
            health      | h1               | 9434765919 | 2025-06-01
            social_care | s1               | 9434765919 |
        """,
        "source_events": """
            agency      | source_person_id | event_date
            social_care | s1               | 2025-06-01
            health      | h1               | 2025-07-01
        """,
    },
    refuses={
        "source_persons": """
            agency      | source_person_id | nhs_number | death_date
            health      | h1               | 9434765919 | 2025-06-01
            social_care | s1               | 9434765919 |
        """,
        "source_events": """
            agency      | source_person_id | event_date
          > social_care | s1               | 2025-06-02
        """,
    },
)
