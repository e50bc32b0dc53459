"""Where a child lived, as numbered addresses; an address itself never comes this far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reports.swim_lanes import Home
from reports.wording.basics import as_day

if TYPE_CHECKING:
    from reports.record import Record


def find_homes(record: Record, start: date, end: date) -> tuple[Home, ...]:
    """Give the stays at each address, known by number only, inside a window.

    Agencies learn of a move on different days; an address starts when the first one records it.
    """
    rows = record.chronology[record.chronology["kind"] == "address_recorded"]
    rows = rows.sort_values(["event_date", "detail", "event_id"], kind="stable")
    stays: list[tuple[date, str]] = []
    seen: set[str] = set()
    for row in rows.itertuples(index=False):
        label = str(row.detail)
        if not label.startswith("address_"):
            continue  # without a number nobody can say if it is a new address
        if label not in seen and as_day(row.event_date) <= end:
            seen.add(label)
            stays.append((as_day(row.event_date), label))
    homes = []
    for nth, (first, label) in enumerate(stays):
        is_newest = nth == len(stays) - 1
        last = end if is_newest else stays[nth + 1][0]
        if last > start or is_newest:
            name = label.replace("address_", "Address ")
            homes.append(Home(max(first, start), max(last, start), name))
    return tuple(homes)
