"""Which health appointments and emergencies are recorded?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import FeatureGroup, FeatureSpec, Sentence, counting, distinct, share

GROUP = FeatureGroup("health", "Health", "Which appointments and emergencies are recorded?")
_count = counting(GROUP, aspect="child")
_EMERGENCY = "kind IN ('emergency_attendance', 'emergency_safeguarding_concern')"

FEATURES = (
    *(
        _count(
            "was_not_brought", days, plain_name="Appointments the child was not brought to",
            one="appointment the child was not brought to",
            many="appointments the child was not brought to",
            entries="kind = 'was_not_brought'", needs=(Capability.APPOINTMENT,), source="signal 45",
        )
        for days in (180, 365)
    ),
    FeatureSpec(
        name="was_not_brought_share_365d", group=GROUP,
        plain_name="Share of appointments the child was not brought to, 12 months",
        sentence=Sentence(
            none="No appointment that the child was not brought to is recorded in the last "
            "12 months.",
            one="The child was brought to none of the appointments recorded in the last 12 months.",
            many="The child was not brought to {value} of appointments recorded in the last "
            "12 months.",
        ),
        unit="share", window_days=365, direction=1, aspect="child", absent=0.0,
        absence="no appointment is recorded", source="signals 45 and P5",
        entries="is_contact AND kind IN ('was_not_brought', 'health_appointment')",
        value=share("kind = 'was_not_brought'"), needs=(Capability.APPOINTMENT,),
    ),
    _count(
        "emergency_attendances", 365, plain_name="Emergency department attendances",
        one="emergency department attendance", many="emergency department attendances",
        entries=_EMERGENCY, source="signal 57",
    ),
    _count(
        "emergency_safeguarding_concerns", 365,
        plain_name="Emergency attendances with a safeguarding concern",
        one="emergency attendance with a safeguarding concern",
        many="emergency attendances with a safeguarding concern",
        entries="kind = 'emergency_safeguarding_concern'",
        source="signal 57; Emergency Care Data Set",
    ),
    FeatureSpec(
        name="emergency_sites_distinct_count_365d", group=GROUP,
        plain_name="Different emergency departments attended, 12 months",
        sentence=Sentence(
            none="No emergency department attendance with a place is recorded in the last "
            "12 months.",
            one="1 emergency department was attended in the last 12 months.",
            many="{value} different emergency departments were attended in the last 12 months.",
        ),
        unit="entries", window_days=365, direction=1, aspect="child", absent=0.0,
        absence="no attendance with a place is recorded", source="signal 58",
        entries=f"{_EMERGENCY} AND place IS NOT NULL", value=distinct("place"),
    ),
)  # fmt: skip
