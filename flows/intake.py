"""From deliveries as received to persons and entries of each agency, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from agencies.delivery import Delivery, find_deliveries, verify_files
from agencies.feeds import RESTRICTIONS, find_feed
from agencies.parse import ROW, parse_tables
from core.catalogue import (
    CHECK_RESULTS,
    FIRST_RECEIVED,
    SOURCE_EVENTS,
    SOURCE_PERSONS,
    TABLE_COUNTS,
)
from core.errors import ContractError
from expectations.checkpoint import check_delivery
from flows.night import Night, make_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agencies.contract import Feed
    from core.store import DatasetRef


@dataclass(frozen=True, kw_only=True)
class CheckedDelivery:
    """References to what one delivery became: accepted and quarantined tables, and results."""

    agency: str
    format: str
    received_date: date
    accepted: dict[str, DatasetRef]
    quarantined: dict[str, DatasetRef]
    results: DatasetRef
    counts: DatasetRef


@dataclass(frozen=True, kw_only=True)
class Sources:
    """References to what all agencies know, before anything is linked."""

    deliveries: DatasetRef
    source_persons: DatasetRef
    source_events: DatasetRef
    first_received: DatasetRef
    check_results: DatasetRef
    table_counts: DatasetRef


@task(name="Receive files")
def receive(night: Night) -> list[Delivery]:
    """Find tonight's deliveries and compare each file with its manifest.

    Raises:
        ContractError: files are not what a manifest says, or there is no restrictions list.
    """
    deliveries = find_deliveries(night.extracts, until=night.as_of_date)
    for delivery in deliveries:
        find_feed(delivery.agency, delivery.format)
        verify_files(delivery)
    if not any(delivery.agency == RESTRICTIONS for delivery in deliveries):
        raise ContractError(
            "There is no restrictions list, so the list is held.",
            where=f"extracts folder {night.extracts.name}, {RESTRICTIONS}/restrictions_list",
            expected="a delivery, even one with no rows, that says who must not be shown",
            found="none received by the as-of date",
            next_step="ask the partnership's data lead for the list and run the night again",
        )
    return deliveries


@task(name="Check files")
def check_files(night: Night, delivery: Delivery) -> CheckedDelivery:
    """Read, parse and check one delivery; set aside rows that break the contract."""
    store, feed = night.store, find_feed(delivery.agency, delivery.format)
    place = f"{feed.agency.code}/{feed.format}"

    def ref(name: str) -> DatasetRef:
        return store.ref(name, delivery=delivery.sha256)

    results, counts = ref(f"check_results/{place}"), ref(f"table_counts/{place}")
    accepted = {t.name: ref(f"source_records/{place}/{t.name}") for t in feed.tables}
    quarantined = {t.name: ref(f"quarantined_records/{place}/{t.name}") for t in feed.tables}
    if not (store.has(results) and store.has(counts)):
        tables = parse_tables(feed.read(delivery.folder), feed)
        checked = check_delivery(tables, feed, received_date=delivery.received_date)
        for name, rows in checked.accepted.items():
            store.write(accepted[name], rows)
        for name, rows in checked.quarantined.items():
            store.write(quarantined[name], rows)
        store.write(counts, TABLE_COUNTS.conform(checked.counts))
        store.write(results, CHECK_RESULTS.conform(checked.results))
    return CheckedDelivery(
        agency=feed.agency.code,
        format=feed.format,
        received_date=delivery.received_date,
        accepted={name: r for name, r in accepted.items() if store.has(r)},
        quarantined={name: r for name, r in quarantined.items() if store.has(r)},
        results=results,
        counts=counts,
    )


@task(name="Describe sources")
def describe_sources(
    night: Night, deliveries: Sequence[Delivery], checked: Sequence[CheckedDelivery]
) -> Sources:
    """Put each agency's newest accepted tables into the words all stages share."""
    store = night.store
    inputs = [r for c in checked for r in (c.results, c.counts)]
    names = ("deliveries", "source_persons", "source_events", "first_received",
             "check_results", "table_counts")  # fmt: skip
    refs = tuple(store.ref(name, *inputs) for name in names)

    def make() -> tuple[pd.DataFrame, ...]:
        newest = {(c.agency, c.format): c for c in checked}  # in order of date
        persons, events = [SOURCE_PERSONS.empty()], [SOURCE_EVENTS.empty()]
        for (agency, format_), one in newest.items():
            feed = find_feed(agency, format_)
            tables = {name: store.read(ref) for name, ref in one.accepted.items()}
            persons.append(SOURCE_PERSONS.conform(feed.to_persons(tables)))
            events.append(SOURCE_EVENTS.conform(feed.to_events(tables)))
        said = [_say(d, c, night) for d, c in zip(deliveries, checked, strict=True)]
        return (
            pd.DataFrame(said),
            pd.concat(persons, ignore_index=True),
            pd.concat(events, ignore_index=True),
            _first_received(night, checked),
            pd.concat([store.read(c.results) for c in newest.values()], ignore_index=True),
            pd.concat([store.read(c.counts) for c in newest.values()], ignore_index=True),
        )

    make_once(store, refs, make)
    return Sources(**dict(zip(names, refs, strict=True)))


def _say(delivery: Delivery, checked: CheckedDelivery, night: Night) -> dict[str, object]:
    feed: Feed = find_feed(delivery.agency, delivery.format)
    missing = [t.name for t in feed.tables if t.name not in checked.accepted]
    return {
        "agency": delivery.agency,
        "format": delivery.format,
        "received_date": pd.Timestamp(delivery.received_date),
        "current_as_of": pd.Timestamp(delivery.current_as_of),
        "coverage_start": pd.Timestamp(delivery.coverage_start),
        "coverage_end": pd.Timestamp(delivery.coverage_end),
        "area": delivery.area,
        "can_record_sharing": delivery.can_record_sharing,
        "is_historical_load": delivery.is_historical_load,
        "recording_delay_days": delivery.recording_delay_days,
        "capabilities": ",".join(sorted(feed.capabilities_of(checked.accepted))),
        "missing_tables": ",".join(missing),
        "sha256": delivery.sha256,
        "rows": int(night.store.read(checked.counts)["rows_in"].sum()),
    }


def _first_received(night: Night, checked: Sequence[CheckedDelivery]) -> pd.DataFrame:
    """Give the day each record of the newest deliveries was first delivered as it now reads.

    A row that a later delivery changed (an outcome was added, a plan ended) is known from that
    delivery on: what it says now was not known before, and what it said before is not kept.
    """
    seen = [FIRST_RECEIVED.empty().assign(content=pd.Series(dtype="uint64"))]
    for one in checked:
        for ref in one.accepted.values():
            rows = night.store.read(ref)
            content = pd.util.hash_pandas_object(rows.drop(columns=[ROW]), index=False)
            seen.append(
                rows[["source_record_id"]].assign(
                    received_date=pd.Timestamp(one.received_date).as_unit("us"), content=content
                )
            )
    everything = pd.concat(seen, ignore_index=True)
    first = everything.groupby(["source_record_id", "content"], as_index=False)[
        "received_date"
    ].min()
    last = everything.sort_values("received_date", kind="stable").drop_duplicates(
        "source_record_id", keep="last"
    )
    newest = last[["source_record_id", "content"]].merge(first, validate="one_to_one")
    return FIRST_RECEIVED.conform(newest.drop(columns="content"))
