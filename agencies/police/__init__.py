"""What the police promised to send: public protection notices, incidents, missing episodes."""

from agencies.contract import Agency, Feed
from agencies.police import ppn
from agencies.police.ppn_tables import TABLES
from core.vocabulary import Capability

AGENCY = Agency("police", "Police", "Police")

FEEDS = (
    Feed(
        agency=AGENCY,
        format="ppn",
        title="Public protection notices",
        tables=TABLES,
        # Not ADDRESS: an address without the day it was recorded cannot tell of a move.
        capabilities=frozenset(
            {
                Capability.CONCERN,
                Capability.FAMILY_CONCERN,
                Capability.CLOSURE,
                Capability.INJURY,
                Capability.SHARING,
            }
        ),
        read=ppn.read,
        to_persons=ppn.to_persons,
        to_events=ppn.to_events,
        to_stays=ppn.to_stays,
        to_adults=ppn.to_adults,
        source="ours, after NPCC Minimum POLE Data Standards Dictionary 1.1, P_009 and P_011",
        sharing="`shared_with` and `shared_date` of notices, incidents and missing episodes.",
        recorded="`recorded_date` of each table of entries.",
        needs={
            Capability.FAMILY_CONCERN: "public_protection_notices.raised_by",
            Capability.CLOSURE: "public_protection_notices.outcome",
            Capability.INJURY: "public_protection_notices.injury_reported",
            Capability.SHARING: "public_protection_notices.shared_with",
        },
    ),
)
