"""From deliveries as received to what stands after each, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from agencies.delivery import Delivery, find_folders, in_use, verify_files
from agencies.feeds import RESTRICTIONS, find_feed
from agencies.history import NOTHING, Standing, keys_of
from core.errors import ContractError, PipelineError
from expectations.refusal import Limit
from flows.check import Examined, by_feed, examine, open_deliveries
from flows.night import Night
from flows.refused import Refused, faults_told, refuse, require_ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agencies.contract import Tables
    from core.store import DatasetRef, Store


@dataclass(frozen=True)
class StandingRefs:
    """References to what stands after some deliveries of a feed; see `agencies.history`."""

    tables: dict[str, DatasetRef]
    readings: DatasetRef | None = None  # none before the first delivery
    columns: tuple[DatasetRef, ...] = ()  # of each of them, oldest first


@dataclass(frozen=True, kw_only=True)
class CheckedDelivery:
    """References to what was found in one delivery, and to what stands after it."""

    delivery: Delivery
    is_refused: bool
    quarantined: dict[str, DatasetRef]
    taken_back: dict[str, DatasetRef]
    results: DatasetRef
    counts: DatasetRef
    spellings: DatasetRef
    columns: DatasetRef
    findings: DatasetRef
    standing: StandingRefs


@dataclass(frozen=True)
class Intake:
    """All that came: deliveries that were checked, and those that could not be read."""

    checked: tuple[CheckedDelivery, ...]
    unreadable: tuple[Refused, ...]

    @property
    def usable(self) -> list[CheckedDelivery]:
        """Give the deliveries that are not refused."""
        return [one for one in self.checked if not one.is_refused]

    @property
    def refused(self) -> int:
        """Give the number of deliveries that are refused."""
        return len(self.checked) - len(self.usable) + len(self.unreadable)


@task(name="Receive files")
def receive(night: Night) -> tuple[list[Delivery], list[Refused]]:
    """Find tonight's deliveries, and those without a manifest that can be used.

    Raises:
        ContractError: there is no whole restrictions list, or it is not what its manifest says.
    """
    folders = find_folders(night.extracts, until=night.as_of_date)
    deliveries, refused = open_deliveries(folders)
    restrictions = in_use([one for one in deliveries if one.agency == RESTRICTIONS])
    for one in restrictions:
        verify_files(one)
    # Changes alone would count as the whole list, and leave out whoever was on it before.
    if not any(one.holds == "everything" for one in restrictions):
        raise ContractError(
            "There is no restrictions list that is whole, so the list is held.",
            where=f"extracts folder {night.extracts.name}, {RESTRICTIONS}/restrictions_list",
            expected="a delivery of everything, even one with no rows, that says who must not be "
            "shown",
            found=f"{len(restrictions)} of changes and none of everything, by the as-of date",
            next_step="ask the partnership's data lead for the list and run the night again",
        )
    # A whole list stands for all before it, which need not be readable any longer.
    others = [one for one in deliveries if one.agency != RESTRICTIONS]
    return [*others, *restrictions], refused


def check_all(night: Night, deliveries: Sequence[Delivery], refused: Sequence[Refused]) -> Intake:
    """Check each feed's deliveries in the order in which one stands on the other."""
    checked: list[CheckedDelivery] = []
    unreadable = list(refused)
    for feed, ordered in by_feed(deliveries):
        standing = StandingRefs({})
        for delivery in ordered:
            try:
                require_ground(delivery, stands_on=standing.readings is not None)
                one = check_files(night, delivery, standing)
            except PipelineError as error:
                unreadable.append(refuse(delivery, feed, error))
            else:
                checked.append(one)
                standing = one.standing
    return Intake(tuple(checked), tuple(unreadable))


@task(name="Check files")
def check_files(night: Night, delivery: Delivery, before: StandingRefs) -> CheckedDelivery:
    """Read and check one delivery, set aside rows that break the contract, and apply the rest.

    What was checked before is not looked at again: its files are not read, and cannot change it.

    Raises:
        ContractError: it cannot be read.
    """
    store, feed = night.store, find_feed(delivery.agency, delivery.format)
    place = f"{feed.agency.code}/{feed.format}"
    stands_on = [before.readings] if before.readings else []

    share = night.settings.refuse_share

    def ref(name: str, *table: str) -> DatasetRef:
        name = "/".join((name, place, *table))
        return store.ref(name, *stands_on, delivery=delivery.sha256, refuse_share=share)

    refs = {name: ref(name) for name in ("check_results", "table_counts", "spellings_applied",
                                         "sent_columns", "delivery_findings", "readings")}  # fmt: skip
    tables = {table.name: ref("source_records", table.name) for table in feed.tables}
    quarantined = {table.name: ref("quarantined_records", table.name) for table in feed.tables}
    taken_back = {table.name: ref("taken_back_records", table.name) for table in feed.tables}
    if not store.has(refs["check_results"]):  # written last
        changes = delivery.holds == "changes"
        standing = _read_standing(store, before, with_tables=changes)
        limit = Limit(share=share)
        sent_before = [_read_columns(store, one) for one in before.columns]
        with faults_told(delivery):
            examined = examine(
                delivery, feed, standing=standing.tables, limit=limit,
                columns_before=sent_before[-1] if sent_before else None,
            )  # fmt: skip
            after = examined.apply_to(standing, delivery, feed, columns_before=sent_before)
        for name, rows in examined.checked.quarantined.items():
            store.write(quarantined[name], rows)
        if not examined.is_refused:
            for name, rows in after.tables.items():
                store.write(tables[name], rows)
            for name, rows in examined.retractions.items():
                store.write(taken_back[name], keys_of(rows, feed.table(name)))
            store.write(refs["readings"], after.readings)
        _write_found(store, refs, examined)
    is_refused = not store.has(refs["readings"])
    stands = {name: one for name, one in tables.items() if store.has(one)}
    return CheckedDelivery(
        delivery=delivery,
        is_refused=is_refused,
        quarantined={name: one for name, one in quarantined.items() if store.has(one)},
        taken_back={name: one for name, one in taken_back.items() if store.has(one)},
        results=refs["check_results"],
        counts=refs["table_counts"],
        spellings=refs["spellings_applied"],
        columns=refs["sent_columns"],
        findings=refs["delivery_findings"],
        standing=before
        if is_refused
        else StandingRefs(stands, refs["readings"], (*before.columns, refs["sent_columns"])),
    )


def _read_standing(store: Store, refs: StandingRefs, *, with_tables: bool) -> Standing:
    if refs.readings is None:
        return NOTHING
    return Standing(
        read_tables(store, refs) if with_tables else {},
        store.read(refs.readings),
    )


def read_tables(store: Store, refs: StandingRefs) -> Tables:
    """Give the rows that stand, by table."""
    return {name: store.read(one) for name, one in refs.tables.items()}


def _read_columns(store: Store, columns: DatasetRef) -> dict[str, list[str]]:
    return {str(t): list(names) for t, names in store.read(columns).groupby("table")["column"]}


def _write_found(store: Store, refs: dict[str, DatasetRef], examined: Examined) -> None:
    columns = [(table, name) for table, names in examined.sent.columns.items() for name in names]
    # A table without a column was sent all the same.
    columns += [(table, "") for table in examined.sent.columns]
    sent = pd.DataFrame(columns, columns=["table", "column"], dtype="str")
    store.write(refs["sent_columns"], sent)
    store.write(refs["spellings_applied"], examined.spellings)
    store.write(refs["delivery_findings"], examined.findings)
    store.write(refs["table_counts"], examined.checked.counts)
    store.write(refs["check_results"], examined.checked.results)


def require_some(intake: Intake) -> None:
    """Stop the night if every delivery was refused.

    Raises:
        ContractError: nothing but the restrictions list is left.
    """
    if intake.refused and all(one.delivery.agency == RESTRICTIONS for one in intake.usable):
        raise ContractError(
            "Every delivery was refused, so the list is held.",
            where="the extracts folder",
            expected="at least one delivery that can be used, besides the restrictions list",
            found=f"{intake.refused} refused",
            next_step="the run page says what is wrong with each; ask the agencies to send them again",
        )
