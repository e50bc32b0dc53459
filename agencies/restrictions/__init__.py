"""The list of people whose records nobody may see on our pages. It records no contact."""

from agencies.contract import Agency, Feed
from agencies.restrictions import restrictions_list
from agencies.restrictions.restrictions_list_tables import TABLES

AGENCY = Agency("restrictions", "Restrictions list", "Restrictions")

FEEDS = (
    Feed(
        agency=AGENCY,
        format="restrictions_list",
        title="Restrictions list",
        tables=TABLES,
        capabilities=frozenset(),
        read=restrictions_list.read,
        to_persons=restrictions_list.to_persons,
        to_events=restrictions_list.to_events,
        source="ours; kept by the partnership",
        sharing="Not recorded: the list holds no entries.",
        recorded="Not needed: a restriction counts from the moment it is received.",
    ),
)
