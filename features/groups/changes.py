"""Who and what changed around this child: workers, teams, agencies, addresses, schools?"""

from __future__ import annotations

from core.vocabulary import Capability
from features.spec import FeatureGroup, FeatureSpec, Sentence, counting, distinct

GROUP = FeatureGroup("changes", "Changes", "Who and what changed around this child?")
_response = counting(GROUP, aspect="response")
_child = counting(GROUP, aspect="child")


def _different(
    thing: str, *, column: str, many: str, source: str, needs: Capability
) -> FeatureSpec:
    return FeatureSpec(
        name=f"{thing}s_distinct_count_365d", group=GROUP,
        plain_name=f"Different {many}, 12 months",
        sentence=Sentence(
            none=f"No {thing} is recorded in the last 12 months.",
            one=f"1 {thing} is recorded in the last 12 months.",
            many=f"{{value}} different {many} are recorded in the last 12 months.",
        ),
        unit="persons" if thing == "worker" else "entries", window_days=365, direction=1,
        aspect="response", absent=0.0, absence=f"no {thing} is recorded", source=source,
        # an agency's own reference: two agencies may use one reference for two persons
        entries=f"{column} IS NOT NULL", value=distinct(f"agency || '/' || {column}"),
        needs=(needs,),
    )  # fmt: skip


FEATURES = (
    _different(
        "worker", column="worker", many="workers", source="signals 36 and P3",
        needs=Capability.WORKER,
    ),
    _different(
        "team", column="team", many="teams", source="signal 29", needs=Capability.TEAM,
    ),
    _response(
        "worker_allocations", 365, plain_name="Changes of social worker",
        one="social worker newly allocated", many="social workers newly allocated",
        entries="kind = 'worker_allocated'", needs=(Capability.WORKER,), source="signal 36",
    ),
    *(
        _response(
            "agency_handoffs", days, plain_name="Contacts with another agency than the one before",
            one="contact with another agency than the one before",
            many="contacts with another agency than the one before",
            entries=f"is_contact AND previous_agency <> agency AND previous_day > -{days}",
            source="Steinwachs 1979: the counterpart of sequential continuity",
        )
        for days in (180, 365)
    ),
    *(
        _child(
            "address_changes", days, plain_name="Changes of address",
            one="change of address", many="changes of address",
            entries="kind = 'address_recorded' AND earlier_addresses > 0 AND times_before = 0",
            needs=(Capability.ADDRESS,), source="signal 22; national review 2022",
        )
        for days in (365, 730)
    ),
    _child(
        "schools_started", 365, plain_name="Schools started",
        one="start at a school", many="starts at a school",
        entries="kind = 'school_started'", direction=0, source="signal 61",
    ),
    _child(
        "schools_left", 365, plain_name="Schools left",
        one="school left", many="schools left",
        entries="kind = 'school_left'", direction=0, source="signal 61",
    ),
)  # fmt: skip
