"""What is unusual about the deliveries as a whole: for the gate, the run page and the letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from reports.context import Tag
from reports.supply import title_of
from reports.wording.basics import as_day
from reports.wording.findings import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

# What hinders most comes first; a kind that we have no words for comes last.
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is unusual or wrong about a delivery; see `core.catalogue.DELIVERY_FINDINGS`."""

    feed: str  # agency/format
    kind: str
    received_date: date
    table: str
    what: str
    expected: str
    found: str
    next_step: str

    @property
    def agency(self) -> str:
        """Give the agency's code."""
        return self.feed.partition("/")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Give words that are written as they are where they begin a sentence: names of columns."""
        is_list = self.kind == "schema_drift" and not self.found.startswith("not sent")
        return (self.found.split(",")[0].split(" and ")[0],) if is_list else ()

    @property
    def tag(self) -> Tag:
        """Give the kind of finding as a coloured word."""
        return kind_tag(self.kind)


def kind_tag(kind: str) -> Tag:
    """Give a kind of finding as a coloured word."""
    text, colour = KINDS.get(kind, (kind.replace("_", " "), "grey"))
    return Tag(text=text, colour=colour)


def current_findings(
    findings: pd.DataFrame | None, deliveries: pd.DataFrame
) -> tuple[Finding, ...]:
    """Give what is said of the newest delivery in use of each feed, and of any that came after it.

    What was said of deliveries that a later one has replaced is history. Ordered by kind, feed,
    day and table.

    Args:
        findings: see `core.catalogue.DELIVERY_FINDINGS`; none where nobody looked.
        deliveries: see `core.catalogue.DELIVERIES`; those that are used.
    """
    if findings is None:
        return ()
    in_use = newest_in_use(deliveries)
    found = [
        Finding(
            feed=f"{row.agency}/{row.format}",
            kind=row.kind,
            received_date=as_day(row.received_date),
            table=row.table if pd.notna(row.table) else "",
            # The data team's commands name a feed by its folder; a reader knows it by its title.
            what=row.what.replace(
                f"{row.agency}/{row.format}", title_of(f"{row.agency}/{row.format}")
            ),
            expected=row.expected,
            found=row.found,
            next_step=row.next_step,
        )
        for row in findings.itertuples(index=False)
    ]
    current = [one for one in found if one.received_date >= in_use.get(one.feed, date.min)]
    # An agency whose newest file was refused did send it: it is not told that it is late as well.
    refused = refused_after(current)
    current = [one for one in current if one.kind != "late" or one.feed not in refused]
    return tuple(
        sorted(
            current,
            key=lambda one: (
                _ORDER.get(one.kind, len(_ORDER)), one.feed, one.received_date, one.table, one.what,
            ),
        )
    )  # fmt: skip


def changes_only(findings: Iterable[Finding], deliveries: pd.DataFrame) -> tuple[Finding, ...]:
    """Leave out how a feed's first delivery differs from its contract: that is no change.

    Its letter tells the agency; the night has nothing to be cautious about.

    Args:
        findings: see `current_findings`.
        deliveries: see `core.catalogue.DELIVERIES`.
    """
    seen = (deliveries["agency"] + "/" + deliveries["format"]).value_counts()
    return tuple(one for one in findings if one.kind != "schema_drift" or seen.get(one.feed, 0) > 1)


def newest_in_use(deliveries: pd.DataFrame) -> dict[str, date]:
    """Give for each feed the day its newest delivery in use reached us.

    Args:
        deliveries: see `core.catalogue.DELIVERIES`.
    """
    newest = deliveries.groupby(["agency", "format"], sort=True)["received_date"].max()
    return {f"{agency}/{format_}": as_day(when) for (agency, format_), when in newest.items()}


def refused_after(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Give for each feed the last of its deliveries that was refused, if one was."""
    return {one.feed: one for one in findings if one.kind == "refused"}
