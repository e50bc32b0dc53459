"""When a delivery is refused: so much of it cannot be used that the fault is the export's.

What a fault in a value leads to is decided in `expectations.suites`: it warns (at any share) where
the value is a detail, and sets its row aside where the row cannot be used without it. Here it is
decided when rows set aside are no longer single faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from expectations.suites import describes_persons

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Feed

_FEWEST_ENTRIES = 3


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many rows one check may set aside; all three must be passed for a refusal.

    Attributes:
        share: of the rows it looked at. Typing errors reach a few in a hundred; a quarter is a
            column that moved or codes that changed, and what is left would be a biased choice.
        share_of_table: of all rows. A column that few rows fill in does not cost the rest.
        rows: in a table of a dozen rows one bad row is a large share and says little.
    """

    share: float = 0.25
    share_of_table: float = 0.01
    rows: int = 10


def why_refused(results: pd.DataFrame, counts: pd.DataFrame, *, limit: Limit) -> str | None:
    """Say why a delivery must not be used, as a sentence that names table, check and share.

    None if it may be used. The check that most rows fail, by share, is named; others are counted.

    Args:
        results: see `core.catalogue.CHECK_RESULTS`; of one delivery.
        counts: see `core.catalogue.TABLE_COUNTS`; of the same delivery.
        limit: how many rows one check may set aside.
    """
    # A copy says nothing new: the first of the same rows is kept, so nothing is lost with it.
    asked = results[(results["action"] == "quarantine") & (results["check"] != "copy")]
    rows_in = asked["table"].map(counts.set_index("table")["rows_in"]).astype("float64")
    failed, checked = asked["rows_failed"], asked["rows_checked"]
    is_too_much = (
        (failed > limit.share * checked)
        & (failed > limit.share_of_table * rows_in)
        & (failed >= limit.rows)
    )
    worst = asked.assign(_share=failed / checked)[is_too_much]
    if worst.empty:
        return None
    first = worst.sort_values(["_share", "table", "check"], ascending=[False, True, True]).iloc[0]
    others = len(worst) - 1
    says = str(first["says"]).rstrip(".")
    more = (
        "" if not others else f"; {others} more {'check does' if others == 1 else 'checks do'} so"
    )
    return (
        f"In {first['table']}, {first['rows_failed']:,} of {first['rows_checked']:,} rows "
        f"({first['_share']:.0%}) do not pass the check “{says}”, and one check may set "
        f"aside at most {limit.share:.0%}{more}."
    )


def why_empty(counts: pd.DataFrame, feed: Feed) -> str | None:
    """Say why a delivery of everything must not be used because it would leave nothing of a table.

    None if it may be used. It replaces all that was sent before, so an export that came out empty
    would read as children about whom nothing is known. A table without rows is no fault where it
    holds entries: there may be none. The restrictions list may be empty: that lifts the last one.

    Args:
        counts: see `core.catalogue.TABLE_COUNTS`; of one delivery that holds everything.
        feed: its contract.
    """
    if feed.agency.code == RESTRICTIONS:
        return None
    would = "and this delivery would replace everything that was sent before"
    left = counts.set_index("table")[["rows_in", "accepted"]]
    of_persons = [table for table in feed.tables if describes_persons(table)]
    # One or two entries that cannot be used are told on the pages of the children they are about.
    # From three on it is the export; and without its persons a delivery is about nobody.
    enough = (left["rows_in"] >= _FEWEST_ENTRIES) | left.index.isin([t.name for t in of_persons])
    lost = left[(left["rows_in"] > 0) & (left["accepted"] == 0) & enough]
    for table, rows in lost["rows_in"].items():
        if rows == 1:
            return f"The only row of {table} cannot be used, {would}."
        return f"None of the {rows:,} rows of {table} can be used, {would}."
    held = set(left.index[left["rows_in"] > 0])
    missed = [t.name for t in of_persons if not t.optional and t.name not in held]
    if not missed and held.isdisjoint(t.name for t in of_persons):
        missed = [t.name for t in of_persons]  # each may be left out, but not all of them
    return f"There is no row in {' and '.join(missed)}, {would}." if missed else None
