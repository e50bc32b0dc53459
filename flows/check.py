"""Looks at deliveries one by one: read, parsed and checked, in a night or without one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.delivery import (
    MANIFEST,
    Delivery,
    compare_rows,
    find_folders,
    read_delivery,
    read_files,
    received_date_of,
    verify_files,
)
from agencies.feeds import RESTRICTIONS, find_feed
from agencies.history import (
    NOTHING,
    Standing,
    Taken,
    apply_delivery,
    find_new_columns,
    split_retractions,
)
from agencies.parse import ROW, count_spellings, parse_tables
from core.catalogue import CHECK_RESULTS, DELIVERY_FINDINGS, SPELLINGS_APPLIED, TABLE_COUNTS
from core.errors import ContractError, ExpectationFailed, PipelineError
from expectations.checkpoint import Checked, check_delivery
from expectations.findings import Asked, Findings
from expectations.refusal import Limit
from expectations.supply import describe_refusal, find_schema_drift
from expectations.validate import Outcome
from flows.refused import (
    Refused,
    faults_told,
    refuse,
    require_ground,
    require_only_the_list,
    restrictions_refused,
)
from reports.wording.basics import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from agencies.contract import Feed, Sent, Tables


@dataclass(frozen=True)
class Examined:
    """What was found in a delivery that could be read.

    Attributes:
        sent: the delivery as read.
        checked: accepted and quarantined rows, results and counts.
        retractions: rows that take others back; they count as accepted.
        spellings: see `core.catalogue.SPELLINGS_APPLIED`.
        findings: see `core.catalogue.DELIVERY_FINDINGS`.
    """

    sent: Sent
    checked: Checked
    retractions: Tables
    spellings: pd.DataFrame
    findings: pd.DataFrame

    @property
    def is_refused(self) -> bool:
        """Say whether its rows are too bad to be used at all."""
        return bool((self.findings["kind"] == "refused").any())

    def apply_to(
        self,
        before: Standing,
        delivery: Delivery,
        feed: Feed,
        *,
        columns_before: Sequence[Mapping[str, Collection[str]]] = (),
    ) -> Standing:
        """Give what stands after this delivery; a refused one changes nothing."""
        if self.is_refused:
            return before
        taken = Taken(
            received_date=delivery.received_date,
            holds=delivery.holds,
            accepted=self.checked.accepted,
            retractions=self.retractions,
            new_columns=find_new_columns(self.sent.columns, columns_before),
        )
        return apply_delivery(before, taken, feed=feed)


def examine(
    delivery: Delivery,
    feed: Feed,
    *,
    standing: Tables,
    limit: Limit | None = None,
    columns_before: Mapping[str, Collection[str]] | None = None,
) -> Examined:
    """Read, parse and check one delivery.

    Args:
        delivery: what its manifest says.
        feed: the contract.
        standing: rows of earlier deliveries; one of changes may refer to them.
        limit: how many rows one check may set aside before the delivery is refused.
        columns_before: table → columns of the delivery before: what was so then is no change.

    Raises:
        ContractError: its files cannot be read, or are not what the manifest says.
        ExpectationFailed: a check could not be run; or it is a restrictions list that is not
            whole: a restriction set aside would show a record that nobody may see.
    """
    verify_files(delivery)
    sent = read_files(delivery.folder, feed)
    require_only_the_list(sent, feed, where=delivery.name)
    compare_rows(delivery.rows, sent, where=delivery.name)
    said, retractions = split_retractions(parse_tables(sent.tables, feed), feed)
    day = delivery.received_date
    is_changes = delivery.holds == "changes"
    may_refer_to = standing if is_changes else None
    checked = check_delivery(said, feed, received_date=day, standing=may_refer_to, limit=limit)
    if is_changes:
        found_nothing = count_found_nothing(retractions, feed, standing=standing)
        checked = replace(checked, results=pd.concat([checked.results, found_nothing]))
    findings = [find_schema_drift(feed, sent, received_date=day, before=columns_before)]
    if checked.refused_because:
        if feed.agency.code == RESTRICTIONS:
            raise restrictions_refused(delivery.name, checked.refused_because)
        refusal = describe_refusal(feed, received_date=day, because=checked.refused_because)
        findings.append(refusal)
    spellings = count_spellings(sent.tables, feed).assign(received_date=pd.Timestamp(day))
    return Examined(
        sent=sent,
        checked=_with_retractions(checked, retractions, received_date=day),
        retractions=retractions,
        spellings=SPELLINGS_APPLIED.conform(spellings),
        findings=pd.concat(findings, ignore_index=True),
    )


def count_found_nothing(retractions: Tables, feed: Feed, *, standing: Tables) -> pd.DataFrame:
    """Count rows that take back what does not stand; a mistyped key would leave the record there.

    See `core.catalogue.CHECK_RESULTS`.

    Args:
        retractions: see `agencies.history.split_retractions`.
        feed: the contract.
        standing: rows of earlier deliveries.
    """
    found = Findings(feed)
    for name, rows in retractions.items():
        stands = standing[name]["source_record_id"] if name in standing else []
        missed = rows.loc[~rows["source_record_id"].isin(stands), ROW]
        asked = Asked(
            table=name, code="taken_back",
            says="Every row that takes a record back names one that stands.",
            column=feed.table(name).purge_column,
        )  # fmt: skip
        found.add(asked, Outcome(len(rows), pd.Index(missed)))
    return found.results


def _with_retractions(checked: Checked, retractions: Tables, *, received_date: date) -> Checked:
    """Count rows that take others back, because rows in are rows as received; and say the day."""
    day = pd.Timestamp(received_date)
    taken_back = checked.counts["table"].map({n: len(rows) for n, rows in retractions.items()})
    more = taken_back.fillna(0).astype("int64")
    counts = checked.counts.assign(
        rows_in=checked.counts["rows_in"] + more,
        accepted=checked.counts["accepted"] + more,
        received_date=day,
    )
    return replace(
        checked,
        counts=TABLE_COUNTS.conform(counts),
        results=CHECK_RESULTS.conform(checked.results.assign(received_date=day)),
    )


@dataclass(frozen=True, kw_only=True)
class CheckedPaths:
    """What was found in some folders: frames of the catalogue, and why deliveries are refused."""

    counts: pd.DataFrame
    results: pd.DataFrame
    spellings: pd.DataFrame
    findings: pd.DataFrame
    refusals: tuple[PipelineError, ...]


def check_paths(paths: Sequence[Path]) -> CheckedPaths:
    """Check every delivery in some folders, each feed's in the order they stand in.

    Args:
        paths: folders of deliveries, or a delivery's own folder.

    Raises:
        ContractError: no delivery is there, or one of a feed that nobody wrote a contract for.
        ExpectationFailed: see `examine`.
    """
    examined: list[Examined] = []
    refused: list[Refused] = []
    for path in paths:
        is_own = (path / MANIFEST).exists()
        deliveries, unreadable = open_deliveries([path.resolve()] if is_own else find_folders(path))
        refused += unreadable
        for feed, ordered in by_feed(deliveries):
            _check_feed(feed, ordered, examined, refused)
    findings = pd.concat([DELIVERY_FINDINGS.empty(), *(one.findings for one in examined)])
    return CheckedPaths(
        counts=pd.concat([TABLE_COUNTS.empty(), *(one.checked.counts for one in examined)]),
        results=pd.concat([CHECK_RESULTS.empty(), *(one.checked.results for one in examined)]),
        spellings=pd.concat([SPELLINGS_APPLIED.empty(), *(one.spellings for one in examined)]),
        findings=findings[findings["kind"] != "refused"],
        refusals=(
            *(one.error for one in refused),
            *map(_as_error, findings[findings["kind"] == "refused"].itertuples(index=False)),
        ),
    )


def _as_error(finding: Any) -> ExpectationFailed:
    return ExpectationFailed(
        finding.what,
        where=f"{finding.agency}/{finding.format}/{finding.received_date.date()}",
        expected=finding.expected,
        found=finding.found.rstrip("."),
        next_step=finding.next_step,
    )


def tables_to_tell(found: CheckedPaths) -> pd.DataFrame:
    """Give the counts of the tables that something is said of, by delivery, oldest first.

    The restrictions list is never counted: its rows are people under a restriction.
    """
    failed = found.results[found.results["rows_failed"] > 0]
    told = pd.concat([one[_TABLE] for one in (failed, found.spellings, found.findings)])
    is_told = pd.MultiIndex.from_frame(found.counts[_TABLE]).isin(pd.MultiIndex.from_frame(told))
    kept = found.counts[is_told | (found.counts["quarantined"] > 0)]
    return kept[kept["agency"] != RESTRICTIONS].sort_values(_TABLE, kind="stable")


def say_found(found: CheckedPaths) -> Iterator[str]:
    """Say, in sentences for a data officer, what checks, spellings and whole deliveries show.

    By delivery; in each, checks that set rows aside come first.
    """
    said = [*_say_checks(found.results), *_say_spellings(found.spellings)]
    for row in found.findings.itertuples(index=False):
        sentence = (
            f"{row.what} Expected: {row.expected}. Found: {row.found}. Next step: {row.next_step}."
        )
        said.append((_delivery(row), 3, f"{_delivery(row)}: {sentence}"))
    yield from (sentence for _, _, sentence in sorted(said, key=lambda one: one[:2]))
    untested = int((found.results["rows_checked"] == 0).sum())
    yield (
        f"{counted(len(found.results), 'check', 'checks')}; {untested:,} of them had no value to "
        "look at."
    )


_TABLE = ["agency", "format", "received_date", "table"]
_Said = tuple[str, int, str]  # delivery, place in it, sentence


def _delivery(row: Any) -> str:
    return f"{row.agency}/{row.format}/{row.received_date.date()}"


def _say_checks(results: pd.DataFrame) -> Iterator[_Said]:
    for row in results[results["rows_failed"] > 0].itertuples(index=False):
        rows = f"{row.rows_failed:,} of {counted(row.rows_checked, 'row', 'rows')}"
        if row.agency == RESTRICTIONS:
            rows = "Some rows"
        is_kept = row.action == "warn"
        sentence = f"{row.table}: {row.says} {rows} did not pass ({row.action})."
        yield _delivery(row), 1 if is_kept else 0, f"{_delivery(row)}/{sentence}"


def _say_spellings(spellings: pd.DataFrame) -> Iterator[_Said]:
    shown = spellings[spellings["agency"] != RESTRICTIONS]
    for _, rows in shown.groupby([*_TABLE, "column"]):
        row = next(rows.itertuples(index=False))
        ways = rows["spelling"].nunique()
        were = "spelling that was" if ways == 1 else "spellings that were"
        total = counted(int(rows["rows"].sum()), "row", "rows")
        sentence = f"{row.column} holds {ways:,} {were} read as a code of its list, in {total}."
        yield _delivery(row), 2, f"{_delivery(row)}/{row.table}: {sentence}"


def _check_feed(
    feed: Feed,
    deliveries: Sequence[Delivery],
    examined: list[Examined],
    refused: list[Refused],
) -> None:
    standing = NOTHING
    sent: list[Mapping[str, Collection[str]]] = []
    for delivery in deliveries:
        try:
            require_ground(delivery, stands_on=standing is not NOTHING)
            with faults_told(delivery):
                one = examine(delivery, feed, standing=standing.tables)
                standing = one.apply_to(standing, delivery, feed, columns_before=sent)
        except PipelineError as error:
            refused.append(refuse(delivery, feed, error))
        else:
            examined.append(one)
            sent += [] if one.is_refused else [one.sent.columns]


def open_deliveries(folders: Sequence[Path]) -> tuple[list[Delivery], list[Refused]]:
    """Read the manifest of each delivery; give those that have one, and those that do not.

    Raises:
        ContractError: nobody wrote a contract for a feed, or a restrictions list has no manifest
            that can be used.
    """
    deliveries, refused = [], []
    for folder in folders:
        agency, format_ = folder.parts[-3:-1]
        try:
            delivery = read_delivery(folder)
        except ContractError as error:
            if agency == RESTRICTIONS:
                raise
            refused.append(
                Refused(
                    feed=find_feed(agency, format_),
                    received_date=received_date_of(folder),
                    error=error,
                )
            )
        else:
            find_feed(delivery.agency, delivery.format)
            deliveries.append(delivery)
    return deliveries, refused


def by_feed(deliveries: Sequence[Delivery]) -> Iterator[tuple[Feed, list[Delivery]]]:
    """Give the deliveries of each feed in the order in which one stands on the other."""
    ordered = sorted(deliveries, key=lambda one: (one.agency, one.format, *one.order))
    for (agency, format_), group in groupby(ordered, lambda one: (one.agency, one.format)):
        yield find_feed(agency, format_), list(group)
