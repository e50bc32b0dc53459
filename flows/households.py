"""Who lives where and with whom, and which adults were recorded there: facts for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prefect import task

from core.errors import StoreError
from core.vocabulary import Capability
from flows.history import last_night_before
from flows.night import Night, make_once
from linkage.at_address import SocialCareSent
from linkage.household import build_households

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from core.store import DatasetRef
    from flows.linking import Linked
    from flows.sources import Sources

_SOCIAL_CARE = "social_care"


@dataclass(frozen=True, kw_only=True)
class Homes:
    """References to stays, who shares them, and what the next night needs to keep references."""

    stays: DatasetRef
    household_links: DatasetRef
    adults_at_address: DatasetRef
    adult_links: DatasetRef


@task(name="Find households")
def find_homes(night: Night, sources: Sources, linked: Linked) -> Homes:
    """Say who lived where and when; references of adults are kept from the last night."""
    store, parameters = night.store, night.settings.linkage_parameters
    last = last_night_before(night.store_folder, night.as_of_date)
    before = last.refs.get("adult_links") if last else None
    inputs = (
        sources.source_stays, sources.source_adults, sources.adults_set_aside,
        sources.source_persons, sources.deliveries, linked.links, linked.persons, *([before] if before else []),
    )  # fmt: skip
    names = tuple(Homes.__dataclass_fields__)
    refs = tuple(
        store.ref(name, *inputs, parameters=parameters, as_of_date=night.as_of_date)
        for name in names
    )

    def make() -> tuple[pd.DataFrame, ...]:
        persons = store.read(linked.persons)
        recorded = store.read(sources.source_adults)
        can_name_adults, current_as_of = of_social_care(store.read(sources.deliveries), recorded)
        try:
            adults = store.read(before) if before else None
        except StoreError:  # of an older code, or no longer there: references are given anew
            adults = None
        made = build_households(
            store.read(sources.source_stays),
            recorded,
            links=store.read(linked.links),
            source_persons=store.read(sources.source_persons),
            parameters=parameters,
            restricted=set(persons.loc[persons["is_restricted"], "person_id"]),
            social_care=SocialCareSent(
                can_name_adults, current_as_of, store.read(sources.adults_set_aside)
            ),
            as_of_date=night.as_of_date,
            before=adults,
        )
        return tuple(getattr(made, name) for name in names)

    make_once(store, refs, make)
    return Homes(**dict(zip(names, refs, strict=True)))


def of_social_care(
    deliveries: pd.DataFrame, source_adults: pd.DataFrame
) -> tuple[bool, date | None]:
    """Say whether social care sent names of adults, and on which day its records are current.

    Absent: without a delivery nobody can tell whom it names; nor where none of its names stands
    any longer, since no social care names nobody.

    Args:
        deliveries: see `core.catalogue.DELIVERIES`.
        source_adults: see `core.catalogue.SOURCE_ADULTS`.
    """
    own = deliveries[deliveries["agency"] == _SOCIAL_CARE].sort_values("received_date")
    newest = own.drop_duplicates("format", keep="last")
    if newest.empty:
        return False, None
    naming = source_adults.loc[source_adults["agency"] == _SOCIAL_CARE, "format"]
    can_name = newest["capabilities"].str.split(",").map(lambda c: Capability.ADULTS in c)
    named = newest[can_name & newest["format"].isin(naming)]
    # Where one format names adults and another does not, only the first one tells about them.
    told = named if len(named) else newest
    current: date = told["current_as_of"].max().date()
    return bool(len(named)), current
