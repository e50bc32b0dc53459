"""Which days do a feed's deliveries speak about together?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agencies.delivery import Delivery


def unbroken_coverage(
    deliveries: Sequence[Delivery], *, refused: Sequence[date] = ()
) -> tuple[date, date]:
    """Give the last stretch of days that deliveries speak about together.

    Changes tell what is new since the delivery before them, so where they state the whole stretch
    they speak only about the days after it, whether it could be used or not.

    Absent: what lies before a gap is left out. "Cannot tell" is said of more days than need be,
    but "nothing happened" of none.

    Args:
        deliveries: of one feed, in use; at least one.
        refused: the day each refused delivery of the feed was current as of.
    """
    ordered = sorted(deliveries, key=lambda one: one.order)
    first = ordered[0]
    spans = [(first.coverage_start, first.coverage_end)]
    for place, one in enumerate(ordered[1:], start=1):
        start = one.coverage_start
        if start <= first.current_as_of:
            missed = [day for day in refused if day < one.current_as_of]
            before = max([*(other.current_as_of for other in ordered[:place]), *missed])
            start = max(start, before + timedelta(days=1))
        if start <= one.coverage_end:
            spans.append((start, one.coverage_end))
    return _last_stretch(sorted(spans))


def _last_stretch(spans: list[tuple[date, date]]) -> tuple[date, date]:
    start, end = spans[0]
    for first, last in spans:
        start = first if first > end + timedelta(days=1) else start
        end = max(end, last)
    return start, end
