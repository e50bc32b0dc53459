"""What worried somebody about this child?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import FeatureGroup, FeatureSpec, Sentence, counting, distinct

GROUP = FeatureGroup("concerns", "Concerns", "What worried somebody about this child?")
_count = counting(GROUP, aspect="child")

FEATURES = (
    *(
        _count(
            "concerns", days, plain_name="Concerns recorded by any agency",
            one="concern", many="concerns", entries="is_concern", needs=(Capability.CONCERN,),
            source="signal 51; national review 2022",
        )
        for days in (90, 180, 365)
    ),
    *(
        _count(
            "family_concerns", days,
            plain_name="Concerns from family, friends or neighbours",
            one="concern from family, a friend or a neighbour",
            many="concerns from family, friends or neighbours",
            entries="is_concern AND raised_by = 'family'", needs=(Capability.FAMILY_CONCERN,),
            source="signal 1; national review 2022",
        )
        for days in (180, 365)
    ),
    FeatureSpec(
        name="informants_distinct_count_180d", group=GROUP,
        plain_name="Different kinds of people who raised a concern, 180 days",
        sentence=Sentence(
            none="Nobody is recorded as having raised a concern in the last 180 days.",
            one="1 kind of person raised a concern in the last 180 days.",
            many="{value} kinds of people raised a concern in the last 180 days.",
        ),
        unit="persons", window_days=180, direction=1, aspect="child", absent=0.0,
        absence="no concern is recorded, or not who raised it",
        source="signal 2; who raised it is recorded by kind (family, school), not by person",
        entries="is_brought AND raised_by IS NOT NULL AND raised_by <> 'unknown'",
        value=distinct("raised_by"),
    ),
    _count(
        "domestic_abuse_incidents", 365, plain_name="Domestic abuse incidents, child linked",
        one="domestic abuse incident with the child linked",
        many="domestic abuse incidents with the child linked",
        entries="kind = 'domestic_abuse_incident'", source="signal 20",
    ),
    _count(
        "public_protection_notices", 365, plain_name="Police public protection notices",
        one="public protection notice", many="public protection notices",
        entries="kind = 'public_protection_notice'", source="signal 21; NPCC data standards",
    ),
    _count(
        "missing_episodes", 365, plain_name="Times reported missing",
        one="report of the child missing", many="reports of the child missing",
        entries="kind = 'missing_episode'", source="signal 65",
    ),
    *(
        _count(
            "injuries", days, plain_name="Injuries reported or seen",
            one="entry with an injury reported or seen",
            many="entries with an injury reported or seen",
            entries="is_contact AND is_injury", needs=(Capability.INJURY,), source="signals 8 to 10",
        )
        for days in (180, 365)
    ),
    _count(
        "vulnerabilities", 365, plain_name="Safeguarding vulnerabilities recorded by health",
        one="safeguarding vulnerability", many="safeguarding vulnerabilities",
        entries="kind = 'vulnerability_recorded'",
        source="signal 55; Community Services Data Set, table CYP601",
    ),
    _count(
        "exclusions", 365, plain_name="Suspensions and exclusions from school",
        one="suspension or exclusion from school", many="suspensions or exclusions from school",
        entries="kind IN ('suspension', 'permanent_exclusion')", source="signal 64",
    ),
    _count(
        "attendance_concerns", 365, plain_name="School terms with an attendance concern",
        one="school term with an attendance concern", many="school terms with an attendance concern",
        entries="kind = 'attendance_concern'", source="signal 60; 10% or more of sessions missed",
    ),
)  # fmt: skip
