"""What health promised to send: emergency attendances and community services for children."""

from agencies.contract import Agency, Feed
from agencies.health import ecds_csds
from agencies.health.ecds_csds_tables import TABLES
from core.vocabulary import Capability

AGENCY = Agency("health", "Health", "Health")

FEEDS = (
    Feed(
        agency=AGENCY,
        format="ecds_csds",
        title="Emergency care and community services data sets",
        tables=TABLES,
        # Not CLOSURE: a discharge is not a decision to take no further action.
        # Not ADDRESS: an address without the day it was recorded cannot tell of a move.
        capabilities=frozenset({Capability.CONCERN, Capability.INJURY, Capability.APPOINTMENT}),
        read=ecds_csds.read,
        to_persons=ecds_csds.to_persons,
        to_events=ecds_csds.to_events,
        source="NHS England, ECDS (CDS type 011, 6-2-2) and CSDS 1.6",
    ),
)
