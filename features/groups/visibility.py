"""Was the child seen, and what can we not see at all?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.coverage import REPORTING_AGENCIES
from features.spec import DAYS_SINCE, FeatureGroup, FeatureSpec, Sentence, counting, share

GROUP = FeatureGroup("visibility", "What we can see", "Was the child seen, and by whom?")
_NEEDS = (Capability.CHILD_SEEN,)
_count = counting(GROUP, aspect="visibility")


def _days_since(thing: str, *, plain_name: str, seen: str, entries: str) -> FeatureSpec:
    return FeatureSpec(
        name=f"days_since_{thing}_365d", group=GROUP, plain_name=plain_name,
        sentence=Sentence(
            none=f"There is no record that the child was {seen} in the last 12 months.",
            one=f"The child was last recorded as {seen} 1 day ago.",
            many=f"The child was last recorded as {seen} {{value}} days ago.",
        ),
        unit="days", window_days=365, direction=0, aspect="visibility", absent=365.0,
        absence="no such record in the window", source="signals 33 and P1",
        entries=entries, value=DAYS_SINCE, needs=_NEEDS,
    )  # fmt: skip


def _has_record(agency: str, name: str) -> FeatureSpec:
    first = name[0].upper() + name[1:]
    return FeatureSpec(
        name=f"has_record_{agency}", group=GROUP, plain_name=f"{first} has a record, 2 years",
        sentence=Sentence(
            none=f"No record from {name} was found in the last 2 years.",
            one=f"{first} recorded something about the child in the last 2 years.",
            many=f"{first} recorded something about the child in the last 2 years.",
        ),
        unit="yes or no", window_days=730, direction=0, aspect="visibility", absent=0.0,
        absence="nothing was found in the data sent", source="signal 52",
        entries=f"agency = '{agency}'",
        value="CAST(count(*) FILTER (WHERE {entries}) > 0 AS INTEGER)",
    )  # fmt: skip


def _can_tell(agency: str, name: str) -> FeatureSpec:
    covered = f"The data sent by {name} covers the last 12 months."
    return FeatureSpec(
        name=f"can_tell_{agency}", group=GROUP,
        plain_name=f"Data from {name} covers the window, 12 months",
        sentence=Sentence(
            none=f"Cannot tell: the data sent by {name} does not cover the last 12 months.",
            one=covered, many=covered,
        ),
        unit="yes or no", window_days=365, direction=0, aspect="visibility", absent=0.0,
        absence="no delivery covers the window", source="signal 52; the deliveries’ manifests",
        entries="false", value=f"any_value(can_tell_{agency})",
    )  # fmt: skip


FEATURES = (
    _count(
        "child_not_seen", 365, plain_name="Visits and assessments at which the child was not seen",
        one="visit or assessment at which the child was not seen",
        many="visits or assessments at which the child was not seen",
        entries="is_contact AND child_seen = false", needs=_NEEDS,
        source="signal 31; Standard Safeguarding Dataset: child seen",
    ),
    FeatureSpec(
        name="child_seen_alone_share_365d", group=GROUP,
        plain_name="Share of visits at which the child was seen alone, 12 months",
        sentence=Sentence(
            none="No visit at which the child was seen alone is recorded in the last 12 months.",
            one="The child was seen alone at all visits recorded in the last 12 months.",
            many="The child was seen alone at {value} of visits recorded in the last 12 months.",
        ),
        unit="share", window_days=365, direction=0, aspect="visibility", absent=0.0,
        absence="no visit with such a record", source="signal 32; Standard Safeguarding Dataset",
        entries="is_contact AND child_seen_alone IS NOT NULL", value=share("child_seen_alone"),
        needs=_NEEDS,
    ),
    _days_since(
        "child_seen", plain_name="Days since the child was seen", seen="seen",
        entries="is_contact AND child_seen",
    ),
    _days_since(
        "child_seen_alone", plain_name="Days since the child was seen alone", seen="seen alone",
        entries="is_contact AND child_seen_alone",
    ),
    FeatureSpec(
        name="gap_longest_days_365d", group=GROUP,
        plain_name="Longest time with no contact recorded, 12 months",
        sentence=Sentence(
            none="No contact is recorded in the last 12 months.",
            one="The longest time with no contact recorded in the last 12 months is 1 day.",
            many="The longest time with no contact recorded in the last 12 months is {value} days.",
        ),
        unit="days", window_days=365, direction=0, aspect="visibility", absent=365.0,
        absence="no contact is recorded in the window",
        source="signal 55; from the first contact in the window to the as-of date",
        entries="is_contact",
        value="greatest(min(-day) FILTER (WHERE {entries}), "
        "max(day - previous_day) FILTER (WHERE {entries} AND previous_day > -365))",
    ),
    *(_has_record(agency, name) for agency, name in REPORTING_AGENCIES.items()),
    *(_can_tell(agency, name) for agency, name in REPORTING_AGENCIES.items()),
)  # fmt: skip
