"""Is it recorded who was told about a concern?

Only concerns recorded by an agency whose system can say who was told, on the days its data
covers: of the others nobody can tell, and they are in no count here.
"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import FeatureGroup, FeatureSpec, Sentence, counting, distinct, share

GROUP = FeatureGroup("sharing", "Sharing", "Is it recorded who was told about a concern?")
_NEEDS = (Capability.SHARING,)
_ABSENCE = "none is recorded, or the systems cannot record who was told"
_count = counting(GROUP, aspect="response")

FEATURES = (
    *(
        _count(
            "concerns_not_shared", days, plain_name="Concerns with no record of being shared",
            one="concern with no record of being shared",
            many="concerns with no record of being shared",
            entries="is_unshared", needs=_NEEDS, absence=_ABSENCE,
            source="signals 11, 21 and 52; national review 2022",
        )
        for days in (90, 180, 365)
    ),
    _count(
        "domestic_abuse_not_shared", 365,
        plain_name="Domestic abuse incidents with no record of being shared",
        one="domestic abuse incident with no record of being shared",
        many="domestic abuse incidents with no record of being shared",
        entries="is_unshared AND kind = 'domestic_abuse_incident'", needs=_NEEDS, absence=_ABSENCE,
        source="signals 21 and 63",
    ),
    FeatureSpec(
        name="agencies_not_sharing_distinct_count_365d", group=GROUP,
        plain_name="Agencies that hold a concern with no record of being shared, 12 months",
        sentence=Sentence(
            none="No agency holds a concern with no record of being shared, in the last 12 months.",
            one="1 agency holds a concern with no record of being shared, in the last 12 months.",
            many="{value} agencies hold concerns with no record of being shared, in the last "
            "12 months.",
        ),
        unit="agencies", window_days=365, direction=1, aspect="response", absent=0.0,
        absence=_ABSENCE, source="signal 52", entries="is_unshared", value=distinct("agency"),
        needs=_NEEDS,
    ),
    FeatureSpec(
        name="concerns_shared_share_365d", group=GROUP,
        plain_name="Share of concerns with a record of being shared, 12 months",
        sentence=Sentence(
            none="No concern that could be recorded as shared is without such a record, in the "
            "last 12 months.",
            one="All concerns in the last 12 months are recorded as shared.",
            many="{value} of concerns in the last 12 months are recorded as shared.",
        ),
        unit="share", window_days=365, direction=-1, aspect="response", absent=1.0,
        absence=_ABSENCE, source="signals 52 and P8",
        entries="is_concern AND could_say_told", value=share("is_told"), needs=_NEEDS,
    ),
)  # fmt: skip
