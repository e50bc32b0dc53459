"""Whose records do we hold, for which days, and what can they record at all?

What no feed could have told us is "cannot tell", never "none". Features, the practice rule and
the pages all ask here before they say that something is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agencies.feeds import reporting_agencies
from core.vocabulary import Capability

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

# In the order pages show them. All that have a contract, whoever sent something tonight: the
# columns of a trained model must not depend on that.
REPORTING_AGENCIES = {agency.code: agency.name_in_sentence for agency in reporting_agencies()}
_OPTIONAL = {agency.code for agency in reporting_agencies() if agency.is_optional}
NORMAL_LAG_DAYS = 31
"""A feed that comes once a month still counts as covering today; an older one does not."""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What one delivery of one feed speaks about."""

    agency: str
    format: str
    capabilities: frozenset[str]
    start: date
    end: date
    received: date
    is_historical_load: bool
    recording_delay_days: int


@dataclass(frozen=True)
class Coverage:
    """What the deliveries at hand can tell."""

    deliveries: tuple[Delivered, ...]

    @classmethod
    def from_deliveries(cls, deliveries: pd.DataFrame) -> Coverage:
        """Read it from the manifests of all deliveries received so far.

        Absent: a system that cannot record who was told cannot tell about sharing, whatever
        fields its format has.

        Args:
            deliveries: see `core.catalogue.DELIVERIES`; the restrictions list is left out.
        """
        rows = deliveries.sort_values(["agency", "format", "received_date"], kind="stable")
        return cls(
            tuple(
                Delivered(
                    agency=row.agency,
                    format=row.format,
                    capabilities=_capabilities(row.capabilities, row.can_record_sharing),
                    start=row.coverage_start.date(),
                    end=row.coverage_end.date(),
                    received=row.received_date.date(),
                    is_historical_load=bool(row.is_historical_load),
                    recording_delay_days=int(row.recording_delay_days),
                )
                for row in rows.itertuples(index=False)
                if row.agency in REPORTING_AGENCIES
            )
        )

    @property
    def agencies(self) -> tuple[str, ...]:
        """Agencies with a delivery, in the order pages show them."""
        sent = {delivered.agency for delivered in self.deliveries}
        return tuple(agency for agency in REPORTING_AGENCIES if agency in sent)

    @property
    def missed(self) -> tuple[str, ...]:
        """Agencies whose data a reader would miss: all but optional ones that sent nothing."""
        sent = self.agencies
        return tuple(one for one in REPORTING_AGENCIES if one in sent or one not in _OPTIONAL)

    def as_known_on(self, as_of_date: date) -> Coverage:
        """Give what could be told on a date, which may lie in the past.

        A feed's records are those of its newest delivery. On a past date a live delivery could
        tell nothing before it came; a historical load could tell what had been recorded, less
        the stated delay.
        """
        newest = {(d.agency, d.format): d for d in self.deliveries}
        clipped = (
            _clip(delivered, newest[delivered.agency, delivered.format], as_of_date)
            for delivered in self.deliveries
            if delivered.is_historical_load or delivered.received <= as_of_date
        )
        return Coverage(tuple(d for d in clipped if d.start <= d.end))

    def can(self, agency: str, capability: Capability) -> bool:
        """Say whether a format this agency sent has a field for something."""
        return any(
            capability in delivered.capabilities
            for delivered in self.deliveries
            if delivered.agency == agency
        )

    def covers(
        self, agency: str, start: date, end: date, *, capability: Capability | None = None
    ) -> bool:
        """Say whether an agency's deliveries speak about every day from start to end.

        The last days may be missing by the normal lag of a monthly delivery.

        Args:
            agency: agency code.
            start: first day of the window.
            end: last day of the window.
            capability: count only deliveries that can record this.
        """
        reached = start - timedelta(days=1)
        for delivered in sorted(self._that_can(agency, capability), key=lambda d: d.start):
            if delivered.start > reached + timedelta(days=1):
                break
            reached = max(reached, delivered.end)
        return reached >= max(start, end - timedelta(days=NORMAL_LAG_DAYS))

    def agencies_that_can(
        self, capability: Capability, *, start: date, end: date
    ) -> tuple[str, ...]:
        """Give the agencies that can record something and cover every day from start to end."""
        return tuple(
            agency
            for agency in self.agencies
            if self.covers(agency, start, end, capability=capability)
        )

    def span(self, capability: Capability) -> tuple[date, date] | None:
        """Give the first and last day on which any agency could have recorded something.

        Absent: None if no agency can.
        """
        able = [d for agency in self.agencies for d in self._that_can(agency, capability)]
        return (min(d.start for d in able), max(d.end for d in able)) if able else None

    def _that_can(self, agency: str, capability: Capability | None) -> Iterable[Delivered]:
        return (
            delivered
            for delivered in self.deliveries
            if delivered.agency == agency
            and (capability is None or capability in delivered.capabilities)
        )


def window_start(as_of_date: date, days: int) -> date:
    """Give the first day of the window of so many days that ends on a date."""
    return as_of_date - timedelta(days=days - 1)


def _capabilities(stated: str, can_record_sharing: object) -> frozenset[str]:
    capabilities = frozenset(part for part in stated.split(",") if part)
    return capabilities if can_record_sharing else capabilities - {Capability.SHARING.value}


def _clip(delivered: Delivered, newest: Delivered, as_of_date: date) -> Delivered:
    lag = delivered.recording_delay_days if delivered.is_historical_load else 0
    # A historical load is with us, whole, from the day it came.
    known_until = as_of_date - timedelta(days=0 if delivered.received <= as_of_date else lag)
    return replace(
        delivered,
        capabilities=newest.capabilities,
        start=max(delivered.start, newest.start),
        end=min(delivered.end, newest.end, known_until),
    )
