"""What the checks have found so far about one delivery: results, and rows to set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.catalogue import CHECK_RESULTS
from expectations.validate import NOBODY, Outcome

if TYPE_CHECKING:
    from agencies.contract import Feed
    from expectations.suites import Action

_EXAMPLES = 5  # rows an agency can look up to see what is meant


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked of a table; see `core.catalogue.CHECK_RESULTS`."""

    table: str
    code: str
    says: str
    column: str | None = None
    action: Action = "warn"


@dataclass
class Findings:
    """Results of the checks so far, in the order they were made.

    Attributes:
        feed: the contract.
        rows: rows of `core.catalogue.CHECK_RESULTS`.
        aside: table → code of a check → numbers of the rows it sets aside.
    """

    feed: Feed
    rows: list[dict[str, object]] = field(default_factory=list)
    aside: dict[str, dict[str, pd.Index]] = field(default_factory=dict)

    def add(self, asked: Asked, found: Outcome) -> None:
        """Note the result of a check, and the rows it sets aside."""
        if asked.action != "warn" and len(found.failed):
            self.aside.setdefault(asked.table, {})[asked.code] = found.failed
        self._note(asked, found, says=asked.says, action=asked.action)

    def add_untested(self, asked: Asked, *, because: str) -> None:
        """Note that a check could not be made. That is never the same as passing it."""
        says = f"Could not be tested, because {because}: {asked.says}"
        self._note(asked, Outcome(0, NOBODY), says=says, action="warn")

    def _note(self, asked: Asked, found: Outcome, *, says: str, action: Action) -> None:
        first = ", ".join(map(str, found.failed[:_EXAMPLES]))
        self.rows.append({
            "agency": self.feed.agency.code, "format": self.feed.format, "table": asked.table,
            "check": asked.code, "says": says, "column": asked.column, "action": action,
            "rows_checked": found.checked, "rows_failed": len(found.failed),
            "examples": first or None, "received_date": None,
        })  # fmt: skip

    @property
    def results(self) -> pd.DataFrame:
        """Give what was found; see `core.catalogue.CHECK_RESULTS`."""
        return CHECK_RESULTS.conform(pd.DataFrame(self.rows, columns=CHECK_RESULTS.columns))

    def refused(self) -> dict[str, pd.Index]:
        """Give the numbers of the rows set aside so far, by table."""
        return {
            table: pd.Index(np.unique(np.concatenate([rows.to_numpy() for rows in found.values()])))
            for table, found in self.aside.items()
        }

    def reasons(self, table: str, rows: pd.Series) -> pd.Series:
        """Give the codes of the checks that set each row aside; missing for a row that goes on.

        Args:
            table: name of the table.
            rows: the numbers of its rows.
        """
        # Checks are few and rows many: each check writes its code on all its rows at once.
        said = np.full(len(rows), "", dtype="object")
        for code, failed in self.aside.get(table, {}).items():
            fails = rows.isin(failed).to_numpy()
            said[fails] = said[fails] + ("," + code)
        codes = pd.Series(said, index=rows.index, dtype="str").str.removeprefix(",")
        return codes.mask(codes == "")
