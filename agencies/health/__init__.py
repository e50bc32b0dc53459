"""What health promised to send: attendances and community services, and event messages."""

from agencies.contract import Agency, Feed
from agencies.health import dch_events, dch_events_tables, dch_messages, ecds_csds, ecds_csds_tables
from core.vocabulary import Capability

AGENCY = Agency("health", "Health", "Health")

FEEDS = (
    Feed(
        agency=AGENCY,
        format="ecds_csds",
        title="Emergency care and community services data sets",
        tables=ecds_csds_tables.TABLES,
        # Not CLOSURE: a discharge is not a decision to take no further action, and a service that
        # does not accept a referral decides for itself alone.
        # Not ADDRESS: an address without the day it was recorded cannot tell of a move.
        capabilities=frozenset({Capability.CONCERN, Capability.INJURY, Capability.APPOINTMENT}),
        read=ecds_csds.read,
        to_persons=ecds_csds.to_persons,
        to_events=ecds_csds.to_events,
        source="NHS England, ECDS (CDS type 011, 6-2-2) and CSDS 1.6",
        sharing="Not recorded: neither data set has a field for who was told.",
        recorded="`recorded_date` of each table of entries, an extension of ours.",
        # Nationally attendances are sent each day and community services each month; this is
        # what we ask a provider to extract for us.
        days_between=7,
        needs={
            # An injury counts as reported only with a safeguarding concern; without either column
            # there would seem to be none.
            Capability.INJURY: "ecds_attendances.safeguarding_concern and "
            "ecds_attendances.chief_complaint",
            Capability.APPOINTMENT: "csds_care_contacts.attended_or_did_not_attend_code",
        },
    ),
    Feed(
        agency=AGENCY,
        format="dch_events",
        title="Child health event messages",
        tables=dch_events_tables.TABLES,
        # Not INJURY: an attendance has no field for a safeguarding concern. Not APPOINTMENT:
        # immunisations are told of, but no other appointment. Not ESCALATION: a plan is noted
        # here, and decided elsewhere. Not WORKER and TEAM: associations need not be sent.
        capabilities=frozenset({Capability.CONCERN}),
        read=dch_messages.read_messages,
        to_persons=dch_events.to_persons,
        to_events=dch_events.to_events,
        source="NHS Digital, Digital Child Health, FHIR STU3 event messages CH011, CH015, CH027, "
        "CH028, CH029 and CH033; CH015 after its published examples, the others after the "
        "specification and tried only with messages of our own invention",
        sharing="Not recorded: a message says who published it, not who received it.",
        recorded="`recorded_date`: the day the message was published.",
        # Without a single message of the type nobody may have subscribed to it.
        needs={Capability.CONCERN: "safeguarding_risks"},
    ),
)
