"""What stands after all deliveries, in the words all stages share, and how it came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from agencies.coverage import unbroken_coverage
from agencies.delivery import in_use
from agencies.feeds import RESTRICTIONS, find_feed
from agencies.history import NOTHING, Standing, first_received
from core.catalogue import (
    ADULTS_SET_ASIDE,
    CHECK_RESULTS,
    DELIVERIES,
    DELIVERY_FINDINGS,
    FIRST_RECEIVED,
    SET_ASIDE,
    SOURCE_ADULTS,
    SOURCE_EVENTS,
    SOURCE_PERSONS,
    SOURCE_STAYS,
    SPELLINGS_APPLIED,
    TABLE_COUNTS,
)
from expectations.between_agencies import check_between_agencies
from expectations.set_aside import Aside, count_set_aside
from expectations.supply import (
    find_code_list_change,
    find_late,
    find_same_again,
    find_unusual_volume,
)
from flows.intake import CheckedDelivery, Intake, read_tables
from flows.night import Night, make_once
from flows.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from agencies.contract import Feed, Tables
    from core.dataset import Dataset
    from core.store import DatasetRef, Store


@dataclass(frozen=True, kw_only=True)
class Sources:
    """References to what all agencies know, before anything is linked, and how it came."""

    deliveries: DatasetRef
    source_persons: DatasetRef
    source_events: DatasetRef
    source_stays: DatasetRef
    source_adults: DatasetRef
    adults_set_aside: DatasetRef
    first_received: DatasetRef
    check_results: DatasetRef
    table_counts: DatasetRef
    check_history: DatasetRef
    count_history: DatasetRef
    spellings_applied: DatasetRef
    set_aside: DatasetRef
    delivery_findings: DatasetRef


@task(name="Describe sources")
def describe_sources(night: Night, intake: Intake) -> Sources:
    """Put what stands into the words all stages share, and say how it came."""
    store = night.store
    inputs = [ref for one in intake.checked for ref in (one.results, one.counts)]
    unreadable = [
        f"{one.feed.agency.code}/{one.feed.format} {one.received_date}: {one.error}"
        for one in intake.unreadable
    ]
    names = ("deliveries", "source_persons", "source_events", "source_stays", "source_adults",
             "adults_set_aside", "first_received", "check_results", "table_counts", "check_history", "count_history",
             "spellings_applied", "set_aside")  # fmt: skip
    refs = {name: store.ref(name, *inputs, unreadable=unreadable) for name in names}
    make_once(store, tuple(refs.values()), lambda: (*_describe(store, intake),))
    findings = store.ref(
        "delivery_findings", *inputs, as_of_date=night.as_of_date,
        days_late=night.settings.caution_days_late,
        unreadable=unreadable,
    )  # fmt: skip
    make_once(store, (findings,), lambda: (_find(night, intake),))
    return Sources(**refs, delivery_findings=findings)


def _describe(store: Store, intake: Intake) -> Iterable[pd.DataFrame]:
    persons, events, first = [SOURCE_PERSONS.empty()], [SOURCE_EVENTS.empty()], []
    stays, adults = [SOURCE_STAYS.empty()], [SOURCE_ADULTS.empty()]
    unused = [ADULTS_SET_ASIDE.empty()]
    said, used, aside = [], [], [SET_ASIDE.empty()]
    for feed, feeds_own in _by_feed(intake.usable):
        tables = read_tables(store, feeds_own[-1].standing)
        persons.append(SOURCE_PERSONS.conform(feed.to_persons(tables)))
        events.append(SOURCE_EVENTS.conform(feed.to_events(tables)))
        stays += [SOURCE_STAYS.conform(feed.to_stays(tables))] if feed.to_stays else []
        adults += [SOURCE_ADULTS.conform(feed.to_adults(tables))] if feed.to_adults else []
        unused += _adults_set_aside(store, feed, _in_use(feeds_own), standing=tables)
        first.append(first_received(Standing(tables, NOTHING.readings)))
        refused = _refused_days(intake, feed)
        said += [
            _say(store, feed, one, feeds_own, refused=refused) for one in _as_received(feeds_own)
        ]
        used += _in_use(feeds_own)
        if feed.agency.code != RESTRICTIONS:
            sent = [_read_aside(store, one) for one in _in_use(feeds_own)]
            aside.append(count_set_aside(sent, feed, standing=tables))
    deliveries = DELIVERIES.conform(pd.DataFrame(said, columns=DELIVERIES.columns))
    yield deliveries
    yield (all_persons := pd.concat(persons, ignore_index=True))
    yield (all_events := pd.concat(events, ignore_index=True))
    yield pd.concat(stays, ignore_index=True)
    yield pd.concat(adults, ignore_index=True)
    yield pd.concat(unused, ignore_index=True)
    yield pd.concat([FIRST_RECEIVED.empty(), *first], ignore_index=True)
    everything = list(intake.checked)
    within = _read_all(store, CHECK_RESULTS, [one.results for one in used])
    between = check_between_agencies(all_persons, all_events)
    yield pd.concat([within, _dated(between, deliveries)], ignore_index=True)
    yield _read_all(store, TABLE_COUNTS, [one.counts for one in used])
    yield _read_all(store, CHECK_RESULTS, [one.results for one in everything])
    yield _read_all(store, TABLE_COUNTS, [one.counts for one in everything])
    # How often a word stands in the restrictions list tells how many people are on it.
    open_to_all = [one.spellings for one in used if one.delivery.agency != RESTRICTIONS]
    yield _read_all(store, SPELLINGS_APPLIED, open_to_all)
    yield pd.concat(aside, ignore_index=True)


def _adults_set_aside(
    store: Store, feed: Feed, used: Iterable[CheckedDelivery], *, standing: Tables
) -> list[pd.DataFrame]:
    """Give the adults of social care's rows that the checks set aside: nobody may deny them."""
    if feed.to_adults is None or feed.agency.code != "social_care":
        return []
    about_adults = {table.name for table in feed.tables if table.is_about_adults}
    rest = {name: rows for name, rows in standing.items() if name not in about_adults}
    return [
        ADULTS_SET_ASIDE.conform(feed.to_adults({**rest, name: store.read(ref)}))
        for one in used
        for name, ref in one.quarantined.items()
        if name in about_adults
    ]


def _that_can_deny(
    store: Store, feed: Feed, used: Iterable[CheckedDelivery], sent: dict[str, set[str]]
) -> dict[str, set[str]]:
    """Leave out tables about adults that came only in part, or empty: what they lack says nothing."""
    counts = _read_all(
        store, TABLE_COUNTS, [one.counts for one in used if one.delivery.holds == "everything"]
    )
    whole = set(counts.loc[counts["accepted"] > 0, "table"])
    partial = {table.name for table in feed.tables if table.is_about_adults} - whole
    return {table: columns for table, columns in sent.items() if table not in partial}


def _read_aside(store: Store, one: CheckedDelivery) -> Aside:
    return Aside(
        received_date=one.delivery.received_date,
        quarantined={name: store.read(ref) for name, ref in one.quarantined.items()},
        taken_back={name: store.read(ref) for name, ref in one.taken_back.items()},
    )


def _refused_days(intake: Intake, feed: Feed) -> list[tuple[date, date]]:
    """Give, of each refused delivery of a feed, the day it came and the day it was of."""
    refused = [
        (one.received_date, one.delivery.current_as_of if one.delivery else one.received_date)
        for one in intake.unreadable
        if one.feed == feed
    ]
    refused += [
        (one.delivery.received_date, one.delivery.current_as_of)
        for one in intake.checked
        if one.is_refused and find_feed(one.delivery.agency, one.delivery.format) == feed
    ]
    return refused


def _dated(results: pd.DataFrame, deliveries: pd.DataFrame) -> pd.DataFrame:
    """Say of results between agencies that they are about each feed's newest delivery."""
    newest = deliveries.groupby(["agency", "format"])["received_date"].max()
    days = newest.reindex(pd.MultiIndex.from_frame(results[["agency", "format"]]))
    return CHECK_RESULTS.conform(results.assign(received_date=days.to_numpy()))


def _read_all(store: Store, dataset: Dataset, refs: Iterable[DatasetRef]) -> pd.DataFrame:
    return pd.concat([dataset.empty(), *map(store.read, refs)], ignore_index=True)


def _by_feed(
    checked: Iterable[CheckedDelivery],
) -> Iterable[tuple[Feed, list[CheckedDelivery]]]:
    found: dict[tuple[str, str], list[CheckedDelivery]] = defaultdict(list)
    for one in checked:  # each feed's in the order in which one stands on the other
        found[one.delivery.agency, one.delivery.format].append(one)
    return [(find_feed(*name), feeds_own) for name, feeds_own in found.items()]


def _as_received(checked: Iterable[CheckedDelivery]) -> list[CheckedDelivery]:
    return sorted(checked, key=lambda one: one.delivery.received_date)


def _in_use(checked: Sequence[CheckedDelivery]) -> list[CheckedDelivery]:
    names = {one.name for one in in_use([one.delivery for one in checked])}
    return [one for one in checked if one.delivery.name in names]


def _say(
    store: Store,
    feed: Feed,
    one: CheckedDelivery,
    feeds_own: Sequence[CheckedDelivery],
    *,
    refused: Sequence[tuple[date, date]],
) -> dict[str, object]:
    """Say what the feed's records speak about, and can tell, from the day a delivery came."""
    delivery = one.delivery
    used = _in_use([o for o in feeds_own if o.delivery.received_date <= delivery.received_date])
    missed = [current for came, current in refused if came <= delivery.received_date]
    start, end = unbroken_coverage([o.delivery for o in used], refused=missed)
    earlier = [o for o in feeds_own if o.delivery.received_date < delivery.received_date]
    before = {str(name) for o in earlier for name in store.read(o.columns)["table"].unique()}
    sent: dict[str, set[str]] = {}
    for row in chain.from_iterable(store.read(o.columns).itertuples(index=False) for o in used):
        sent.setdefault(str(row.table), set()).add(str(row.column))
    return {
        "agency": delivery.agency,
        "format": delivery.format,
        "received_date": pd.Timestamp(delivery.received_date),
        "current_as_of": pd.Timestamp(used[-1].delivery.current_as_of),
        "coverage_start": pd.Timestamp(start),
        "coverage_end": pd.Timestamp(end),
        "area": delivery.area,
        "can_record_sharing": delivery.can_record_sharing,
        "is_historical_load": delivery.is_historical_load,
        "recording_delay_days": delivery.recording_delay_days,
        "capabilities": ",".join(
            sorted(feed.capabilities_of(_that_can_deny(store, feed, used, sent)))
        ),
        "missing_tables": ",".join(feed.tables_missed(sent, before=before)),
        "sha256": delivery.sha256,
        "rows": sum(delivery.rows.values()),
    }


def _find(night: Night, intake: Intake) -> pd.DataFrame:
    """Find what is unusual or wrong about deliveries as a whole; see DELIVERY_FINDINGS."""
    store = night.store
    found = [DELIVERY_FINDINGS.empty()]
    found += [one.finding for one in intake.unreadable if _still_matters(one, intake)]
    newest = []
    for _, feeds_own in _by_feed(intake.checked):
        usable = [one for one in feeds_own if not one.is_refused]
        found += [
            store.read(one.findings)
            for one in feeds_own
            if one is _as_received(feeds_own)[-1]
            or (one.is_refused and _still_matters(one, intake))
        ]
        newest += [one.delivery for one in usable[-1:]]
        # How long the restrictions list is tells how many people are on it.
        if feeds_own[0].delivery.agency != RESTRICTIONS:
            found += _compare_with_earlier(store, _as_received(feeds_own))
    found.append(
        find_late(newest, as_of_date=night.as_of_date, days_late=night.settings.caution_days_late)
    )
    found.append(
        find_same_again(
            one.delivery
            for one in intake.checked
            # The restrictions list is long unchanged, as it should be.
            if one.delivery.holds == "everything" and one.delivery.agency != RESTRICTIONS
        )
    )
    return pd.concat(found, ignore_index=True)


def _compare_with_earlier(store: Store, feeds_own: list[CheckedDelivery]) -> list[pd.DataFrame]:
    alike = [one for one in feeds_own if one.delivery.holds == feeds_own[-1].delivery.holds]
    return [
        find_unusual_volume(_read_all(store, TABLE_COUNTS, [one.counts for one in alike])),
        find_code_list_change(_read_all(store, CHECK_RESULTS, [one.results for one in feeds_own])),
    ]


def _still_matters(refused: Refused | CheckedDelivery, intake: Intake) -> bool:
    """Say whether what was refused is still missing: nothing that came later stands in for it."""
    delivery = refused.delivery
    if isinstance(refused, Refused):
        feed, day = refused.feed, refused.received_date
    else:
        feed = find_feed(refused.delivery.agency, refused.delivery.format)
        day = refused.delivery.received_date
    later = [
        one.delivery
        for one in intake.usable
        if (one.delivery.agency, one.delivery.format) == (feed.agency.code, feed.format)
        and one.delivery.received_date > day
    ]
    return not any(
        one.holds == "everything"
        or (
            delivery is not None
            and one.coverage_start <= delivery.coverage_start
            and one.coverage_end >= delivery.coverage_end
        )
        for one in later
    )
