"""What was closed with no further action, by whom, and what came after it?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import FeatureGroup, FeatureSpec, Sentence, counting, distinct, share

GROUP = FeatureGroup("closures", "Closures", "What was closed with no further action?")
_NEEDS = (Capability.CLOSURE,)
_count = counting(GROUP, aspect="response")

FEATURES = (
    *(
        _count(
            "nfa", days, plain_name="Contacts closed with no further action",
            one="contact closed with no further action",
            many="contacts closed with no further action",
            entries="is_brought AND is_closed", needs=_NEEDS, source="signals 3 and 14",
        )
        for days in (180, 365, 730)
    ),
    *(
        _count(
            "closed_alone", days, plain_name="Contacts closed by one agency acting alone",
            one="contact closed with no further action by one agency acting alone",
            many="contacts closed with no further action by one agency acting alone",
            entries="is_closed_alone", needs=(*_NEEDS, Capability.JOINT_DISCUSSION),
            absence="none is recorded, or nobody could have recorded a joint discussion",
            source="signal 50; national review 2022: single agency decisions",
        )
        for days in (180, 365)
    ),
    _count(
        "repeat_contacts_after_nfa", 365,
        plain_name="Contacts to social care within 90 days of a closure with no further action",
        one="contact to children’s social care within 90 days of a closure",
        many="contacts to children’s social care within 90 days of a closure",
        entries="agency = 'social_care' AND is_brought AND last_closure >= day - 90",
        needs=_NEEDS, source="signal 5; national review 2022",
    ),
    *(
        _count(
            "concerns_after_nfa", days,
            plain_name="Concerns within 90 days of a closure with no further action",
            one="concern within 90 days of a closure with no further action",
            many="concerns within 90 days of a closure with no further action",
            entries="is_concern AND last_closure >= day - 90", needs=_NEEDS,
            source="signals 5, 7 and 12",
        )
        for days in (180, 365)
    ),
    _count(
        "assessments_nfa", 730, plain_name="Assessments that ended with no further action",
        one="assessment that ended with no further action",
        many="assessments that ended with no further action",
        entries="kind = 'assessment_completed' AND is_closed", needs=_NEEDS, source="signal 28",
    ),
    FeatureSpec(
        name="family_concerns_nfa_share_365d", group=GROUP,
        plain_name="Share of family concerns closed with no further action, 12 months",
        sentence=Sentence(
            none="No concern from family, friends or neighbours was closed with no further action "
            "in the last 12 months.",
            one="All concerns from family, friends or neighbours in the last 12 months were closed "
            "with no further action.",
            many="{value} of concerns from family, friends or neighbours in the last 12 months were "
            "closed with no further action.",
        ),
        unit="share", window_days=365, direction=1, aspect="response", absent=0.0,
        absence="no such concern is recorded", source="signal 3; national review 2022",
        entries="is_concern AND raised_by = 'family'", value=share("is_closed"),
        needs=(Capability.FAMILY_CONCERN, Capability.CLOSURE),
    ),
    FeatureSpec(
        name="closing_agencies_distinct_count_365d", group=GROUP,
        plain_name="Agencies that closed a contact with no further action, 12 months",
        sentence=Sentence(
            none="No agency closed a contact with no further action in the last 12 months.",
            one="1 agency closed contacts with no further action in the last 12 months.",
            many="{value} agencies each closed contacts with no further action in the last "
            "12 months.",
        ),
        unit="agencies", window_days=365, direction=1, aspect="response", absent=0.0,
        absence="no such closure is recorded", source="signal 14: one closes, then another does",
        entries="is_brought AND is_closed", value=distinct("agency"), needs=_NEEDS,
    ),
)  # fmt: skip
