"""Who supplied what, and for which days: the one place pages ask before they say "no record"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agencies.feeds import all_feeds, find_feed

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Agency
    from core.vocabulary import Capability
    from features.coverage import Coverage

Gap = tuple[date, date]


def title_of(feed: str) -> str:
    """Give the title of a feed, as a reader knows it; one we have no contract for keeps its name.

    Args:
        feed: agency and format.
    """
    titles = {f"{one.agency.code}/{one.format}": one.title for one in all_feeds()}
    return titles.get(feed, feed.partition("/")[2].replace("_", " "))


def find_parts_not_sent(deliveries: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Give the optional tables that were not sent: agency, and what the table would hold.

    Args:
        deliveries: see `core.catalogue.DELIVERIES`.
    """
    found = []
    for row in deliveries.itertuples(index=False):
        missing = [name for name in str(row.missing_tables).split(",") if name]
        if missing:
            meanings = {t.name: t.meaning for t in find_feed(row.agency, row.format).tables}
            found += [(str(row.agency), meanings[name].rstrip(".")) for name in missing]
    return tuple(found)


@dataclass(frozen=True)
class Supply:
    """The agencies of the pages, in their order, and what was supplied by each."""

    agencies: tuple[Agency, ...]
    coverage: Coverage
    as_of_date: date
    parts_not_sent: tuple[tuple[str, str], ...] = ()  # agency, what the table holds

    def name(self, code: str) -> str:
        """Give an agency's name; one we have no contract for keeps its code."""
        return next((a.name for a in self.agencies if a.code == code), code.replace("_", " "))

    def short_name(self, code: str) -> str:
        """Give an agency's name for a narrow column."""
        return next((a.short_name for a in self.agencies if a.code == code), self.name(code))

    def order(self, code: str) -> int:
        """Give the place of an agency on the pages."""
        codes = [agency.code for agency in self.agencies]
        return codes.index(code) if code in codes else len(codes)

    def has_data(self, code: str) -> bool:
        """Say whether an agency supplied anything at all."""
        return code in self.coverage.agencies

    def can(self, code: str, capability: Capability) -> bool:
        """Say whether what an agency supplied has a field for something."""
        return self.coverage.can(code, capability)

    def gaps(self, code: str, start: date, end: date) -> tuple[Gap, ...]:
        """Give the periods inside a window for which an agency supplied nothing."""
        spans = sorted((d.start, d.end) for d in self.coverage.deliveries if d.agency == code)
        gaps: list[Gap] = []
        reached = start
        for first, last in spans:
            if first > reached:
                gaps.append((reached, min(first - timedelta(days=1), end)))
            reached = max(reached, last + timedelta(days=1))
            if reached > end:
                return tuple(gaps)
        return (*gaps, (reached, end))

    def gap_on(self, code: str, days: list[date]) -> Gap | None:
        """Give the first gap of an agency that holds one of these days; none if it has data."""
        for gap in self.gaps(code, min(days), max(days)):
            if any(gap[0] <= when <= gap[1] for when in days):
                return gap
        return None

    def current_to(self, code: str) -> date | None:
        """Give the last day an agency's data speaks about; none if it supplied nothing."""
        return max((d.end for d in self.coverage.deliveries if d.agency == code), default=None)

    def delay_days(self, code: str) -> int:
        """Give the days an agency says lie between recording and sending."""
        delays = (d.recording_delay_days for d in self.coverage.deliveries if d.agency == code)
        return max(delays, default=0)

    def can_record_anything(self, code: str) -> bool:
        """Say whether what an agency supplied can show a concern or being told at all."""
        return any(d.capabilities for d in self.coverage.deliveries if d.agency == code)
