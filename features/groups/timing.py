"""How recent are contacts, and do they come faster than before?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import DAYS_SINCE, FeatureGroup, FeatureSpec, Sentence

GROUP = FeatureGroup("timing", "Timing", "How recent are contacts, and do they come faster?")


def _days_since(thing: str, noun: str, *, entries: str, source: str, **said: object) -> FeatureSpec:
    return FeatureSpec(
        name=f"days_since_{thing}_365d", group=GROUP, plain_name=f"Days since the last {noun}",
        sentence=Sentence(
            none=f"No {noun} is recorded in the last 12 months.",
            one=f"The last {noun} recorded was 1 day ago.",
            many=f"The last {noun} recorded was {{value}} days ago.",
        ),
        unit="days", window_days=365, direction=0, aspect="child", absent=365.0,
        absence=f"no {noun} is recorded in the window", source=source, entries=entries,
        value=DAYS_SINCE, **said,  # type: ignore[arg-type]  # only `needs`, a tuple
    )  # fmt: skip


def _change(thing: str, noun: str, *, entries: str, source: str) -> FeatureSpec:
    than = "in the last 90 days than in the 90 days before"
    return FeatureSpec(
        name=f"{thing}_change_180d", group=GROUP,
        plain_name=f"Change in {thing}, last 90 days against the 90 days before",
        sentence=Sentence(
            none=f"As many {thing} are recorded in the last 90 days as in the 90 days before.",
            one=f"1 more {noun} is recorded {than}.",
            many=f"{{value}} more {thing} are recorded {than}.",
            fewer_one=f"1 fewer {noun} is recorded {than}.",
            fewer_many=f"{{value}} fewer {thing} are recorded {than}.",
        ),
        unit="entries", window_days=180, direction=1, aspect="child", absent=0.0,
        absence="as many as before, or none", source=source, entries=entries,
        value="count(*) FILTER (WHERE {entries} AND day > -90) "
        "- count(*) FILTER (WHERE {entries} AND day <= -90)",
    )  # fmt: skip


FEATURES = (
    _days_since("contact", "contact", entries="is_contact", source="signal 55"),
    _days_since("concern", "concern", entries="is_concern", source="signal 7",
                needs=(Capability.CONCERN,)),
    _days_since("referral", "referral", entries="kind = 'referral'", source="signals 7 and 73"),
    _days_since("nfa", "closure with no further action", entries="is_brought AND is_closed",
                source="signal 7", needs=(Capability.CLOSURE,)),
    _change("contacts", "contact", entries="is_contact", source="signal 6"),
    _change("concerns", "concern", entries="is_concern", source="signal 6"),
)  # fmt: skip
