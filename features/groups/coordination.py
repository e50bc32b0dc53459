"""Did the agencies talk to each other about this child?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import DAYS_SINCE, FeatureGroup, FeatureSpec, Sentence, counting, distinct

GROUP = FeatureGroup(
    "coordination", "Joint discussions", "Did the agencies talk to each other about this child?"
)
_NEEDS = (Capability.JOINT_DISCUSSION,)
_count = counting(GROUP, aspect="response")

FEATURES = (
    *(
        _count(
            "joint_discussions", days, plain_name="Joint discussions",
            one="joint discussion", many="joint discussions", entries="is_joint",
            needs=_NEEDS, direction=0,
            source="signals P2 and 50; Working together to safeguard children",
        )
        for days in (90, 365)
    ),
    *(
        _count(
            "unjoined_concerns", days,
            plain_name="Concerns of a second agency with no joint discussion in 15 working days",
            one="concern within 14 days of another agency’s, with no joint discussion in the "
            "15 working days after it",
            many="concerns within 14 days of another agency’s, with no joint discussion in the "
            "15 working days after them",
            entries="is_unjoined", needs=(Capability.CONCERN, *_NEEDS),
            absence="none is recorded, or nobody could have recorded a joint discussion",
            source="signals 50 and 51; the waiting time is that of a conference",
        )
        for days in (180, 365)
    ),
    _count(
        "injuries_without_strategy_discussion", 365,
        plain_name="Injuries with no strategy discussion in 3 working days",
        one="injury with no strategy discussion in the 3 working days after it",
        many="injuries with no strategy discussion in the 3 working days after them",
        entries="is_unanswered_injury", needs=(Capability.INJURY, Capability.STRATEGY_DISCUSSION),
        absence="none is recorded, or nobody could have recorded a strategy discussion",
        source="signal 8; national review 2022",
    ),
    FeatureSpec(
        name="days_since_joint_discussion_730d", group=GROUP,
        plain_name="Days since the last joint discussion",
        sentence=Sentence(
            none="No joint discussion is recorded in the last 2 years.",
            one="The last joint discussion recorded was 1 day ago.",
            many="The last joint discussion recorded was {value} days ago.",
        ),
        unit="days", window_days=730, direction=0, aspect="response", absent=730.0,
        absence="no joint discussion is recorded in the window", source="signals 50 and P2",
        entries="is_joint", value=DAYS_SINCE, needs=_NEEDS,
    ),
    _count(
        "concerns_since_joint_discussion", 365,
        plain_name="Concerns since the last joint discussion",
        one="concern since the last joint discussion", many="concerns since the last joint discussion",
        entries="is_concern AND is_since_joint", needs=_NEEDS, source="signals 50 and 79",
    ),
    FeatureSpec(
        name="agencies_since_joint_discussion_distinct_count_365d", group=GROUP,
        plain_name="Agencies with a concern since the last joint discussion, 12 months",
        sentence=Sentence(
            none="No agency had a concern since the last joint discussion, in the last 12 months.",
            one="1 agency had a concern since the last joint discussion, in the last 12 months.",
            many="{value} agencies had a concern since the last joint discussion, in the last "
            "12 months.",
        ),
        unit="agencies", window_days=365, direction=1, aspect="response", absent=0.0,
        absence="no agency recorded a concern since then", source="signals 50 and 51",
        entries="concern_agency IS NOT NULL AND is_since_joint", value=distinct("concern_agency"),
        needs=_NEEDS,
    ),
)  # fmt: skip
