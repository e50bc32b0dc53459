"""The Standard Safeguarding Dataset: what a council's case system gives every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.contract import Feed
from agencies.readers import read_tables
from agencies.social_care.agency import AGENCY
from agencies.social_care.ssd_events import ssd_events
from agencies.social_care.ssd_persons import ssd_persons
from agencies.social_care.ssd_tables import TABLES
from core.vocabulary import Capability

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables


def _read(folder: Path) -> Tables:
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
        }
    ),
    read=_read,
    to_persons=ssd_persons,
    to_events=ssd_events,
    source="Data to Insight, Standard Safeguarding Dataset 1.4 (ssd-data-model-next, MIT)",
)
