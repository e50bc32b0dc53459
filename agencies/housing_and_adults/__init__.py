"""What housing and adult services promised to send, where they take part at all."""

from agencies.contract import Agency, Feed
from agencies.family_context import DAYS_BETWEEN, SOURCE
from agencies.housing_and_adults import family_context

AGENCY = Agency(
    "housing_and_adults",
    "Housing and adult services",
    "Housing, adults",
    is_optional=True,
    is_about_adults=True,
)

FEEDS = (
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
        to_adults=family_context.to_adults,
        source=SOURCE,
        sharing="Not recorded: an extract says that a service was involved, and no more.",
        recorded="Not recorded: an entry is known from the day the extract reached us.",
        days_between=DAYS_BETWEEN,
    ),
)
