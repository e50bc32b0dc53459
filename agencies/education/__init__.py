"""What schools promised to send: the school census, or a Family Context extract."""

from agencies.contract import Agency, Feed
from agencies.education import family_context, school_census, school_census_files
from agencies.education.school_census_tables import TABLES
from agencies.family_context import DAYS_BETWEEN, SOURCE
from core.vocabulary import Capability

AGENCY = Agency("education", "Education", "Education")

FEEDS = (
    Feed(
        agency=AGENCY,
        format="school_census",
        title="School census",
        tables=TABLES,
        capabilities=frozenset({Capability.CONCERN, Capability.ADDRESS}),
        read=school_census_files.read,
        to_persons=school_census.to_persons,
        to_events=school_census.to_events,
        to_stays=school_census.to_stays,
        source="DfE school census, as specified in liia-tools-pipeline (MIT)",
        sharing="Not recorded: the census has no field for who was told.",
        recorded="`recorded_date`, an extension of ours to the published form; attendance and "
        "addresses are known from census day.",
        needs={Capability.ADDRESS: "addressesonroll"},
        days_between=140,  # three times a year; May to October is the longest
    ),
    Feed(
        agency=AGENCY,
        format="family_context",
        title="Family Context extract",
        tables=family_context.TABLES,
        capabilities=frozenset(),
        read=family_context.read,
        to_persons=family_context.to_persons,
        to_events=family_context.to_events,
        to_stays=family_context.to_stays,
        source=SOURCE,
        sharing="Not recorded: an extract says that a service was involved, and no more.",
        recorded="Not recorded: an entry is known from the day the extract reached us.",
        days_between=DAYS_BETWEEN,
    ),
)
