"""The Standard Safeguarding Dataset: what a council's case system gives every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.contract import Feed
from agencies.readers import read_tables
from agencies.social_care.agency import AGENCY
from agencies.social_care.ssd_events import ssd_events
from agencies.social_care.ssd_homes import ssd_adults, ssd_stays
from agencies.social_care.ssd_persons import ssd_persons
from agencies.social_care.ssd_tables import TABLES
from core.vocabulary import Capability

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Sent


def _read(folder: Path) -> Sent:
    return read_tables(folder, TABLES)


FEED = Feed(
    agency=AGENCY,
    format="ssd",
    title="Standard Safeguarding Dataset",
    tables=TABLES,
    # It has no field for an injury, for who came to a meeting, or for who was told.
    capabilities=frozenset(
        {
            Capability.CONCERN,
            Capability.FAMILY_CONCERN,
            Capability.CLOSURE,
            Capability.JOINT_DISCUSSION,
            Capability.STRATEGY_DISCUSSION,
            Capability.CHILD_SEEN,
            Capability.WORKER,
            Capability.TEAM,
            Capability.ADDRESS,
            Capability.ESCALATION,
            Capability.ADULTS,
        }
    ),
    read=_read,
    to_persons=ssd_persons,
    to_events=ssd_events,
    to_stays=ssd_stays,
    to_adults=ssd_adults,
    needs={Capability.ADULTS: "named_adults"},
    source="Data to Insight, Standard Safeguarding Dataset 1.4 (ssd-data-model-next, MIT); "
    "`named_adults` and `recorded_date` are ours, and nobody need send them",
    sharing="Not recorded: the published tables have no field for who was told.",
    recorded="`recorded_date` of each table of entries, an extension of ours to the published form. "
    "When an outcome was recorded no format says: what a row says of its end is held to be known "
    "from the end, and of a meeting booked ahead the outcome is left out.",
)
