"""One feed of a letter: what arrived, what is unusual, what did not pass, what cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from agencies.contract import Table
from core.vocabulary import Capability
from reports.checks_page import column_of
from reports.context import Link, Row, Tag
from reports.feed_checks import FeedChecks, state_of, state_tag
from reports.letter_context import LetterCheck, LetterFeed, LetterFinding, LetterTable
from reports.supply import title_of
from reports.wording import checks as check_words
from reports.wording import findings as finding_words
from reports.wording import gaps as gap_words
from reports.wording import letter as words
from reports.wording.basics import as_day, counted, day, number, paragraph
from reports.wording.remedies import not_so

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from agencies.contract import Feed
    from reports.findings import Finding
    from reports.inputs import SiteInputs

# What pages would show if the format had a field for it.
_MISSED_ON_PAGES = {
    Capability.CLOSURE: "closure",
    Capability.JOINT_DISCUSSION: "joint_discussion",
    Capability.SHARING: "sharing",
    Capability.CHILD_SEEN: "child_seen",
}
# A row that is set aside says nothing any more: it counts as much as a hundred rows that are kept
# with a doubtful detail. So a detail wrong in a tenth of a large table comes before a single row.
_SERIOUSNESS = {"quarantine": 100, "warn": 1}
_NEVER_WRITTEN = ("audit", "linkage")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One check that some rows of a delivery did not pass."""

    anchor: str
    feed: str  # agency/format
    table: str
    says: str  # what is wrong, and what to do
    column: str
    state: str  # stop, quarantine or warn
    checked: int
    failed: int
    is_on_timelines: bool
    costs: str
    rows: str  # numbers of the first, as sent
    examples: str

    @property
    def link(self) -> Link:
        """Give the link to where its rows are named."""
        return Link(text=words.SEE_BELOW, href=f"#{self.anchor}")

    @property
    def same_rows(self) -> tuple[str, ...]:
        """Give what faults of the same rows share: table, number of rows and first rows."""
        # Where no row was noted nobody knows which they are, and a fault stands alone.
        which = self.rows or self.anchor
        return (self.feed, self.table, str(self.failed), which)

    def place_in_line(self) -> tuple[bool, int, bool, str]:
        """Say how pressing it is: smaller is more so. What stops a delivery comes first."""
        weight = self.failed * _SERIOUSNESS.get(self.state, 0)
        return (self.state != "stop", -weight, not self.is_on_timelines, self.anchor)


def find_faults(feed: FeedChecks) -> list[Fault]:
    """Give every check of a feed's delivery that some rows did not pass, most pressing first.

    Args:
        feed: what the checks found.
    """
    contract = feed.contract
    ordered = feed.results.sort_values(["table", "check"], kind="stable")
    faults = [
        _fault(check, feed, contract, anchor=f"{feed.place}-{place}")
        for place, check in enumerate(ordered.itertuples(index=False), start=1)
        if check.rows_failed
    ]
    return sorted(faults, key=Fault.place_in_line)


def _fault(check: Any, feed: FeedChecks, contract: Feed | None, *, anchor: str) -> Fault:
    tables = {} if contract is None else {table.name: table for table in contract.tables}
    table, failed, state = tables.get(check.table), int(check.rows_failed), state_of(check)
    rows = str(check.examples) if pd.notna(check.examples) else ""
    return Fault(
        anchor=anchor,
        feed=feed.feed,
        table=check.table,
        says=not_so(str(check.check), str(check.says)),
        column=column_of(check),
        state=state,
        checked=int(check.rows_checked),
        failed=failed,
        is_on_timelines=table is not None and _is_of_entries(table),
        costs=words.NO_ROW_IS_USED if feed.is_refused else _costs(state, failed, table),
        rows=rows,
        examples=words.examples(rows, failed),
    )


def _costs(state: str, rows: int, table: Table | None) -> str:
    if state != "quarantine":
        return words.STOP_COSTS if state == "stop" else words.KEPT
    if table is not None and _is_of_people(table):
        return words.lost_people(rows)
    if table is not None and _is_of_entries(table):
        return words.lost_entries(rows)
    return words.lost_details(rows)


def _is_of_entries(table: Table) -> bool:
    return not table.is_about_adults and any(column.is_event_date for column in table.columns)


def _is_of_people(table: Table) -> bool:
    """Say whether each row describes a person, as rows of other tables refer to it."""
    return table.person_column is not None and table.key[-1:] == (table.person_column,)


def build_feed(
    name: str,
    checks: FeedChecks | None,
    *,
    delivery: pd.Series | None,
    findings: Sequence[Finding],
    inputs: SiteInputs,
) -> LetterFeed:
    """Gather what a letter says about one feed.

    Args:
        name: agency and format.
        checks: what the checks found; none where no delivery could be read.
        delivery: its row of DELIVERIES; none where no delivery is in use.
        findings: what is unusual about it.
        inputs: the night.
    """
    tables = () if checks is None else _tables(find_faults(checks))
    untested = () if checks is None else tuple(_untested(checks))
    spellings = _spellings(name, checks, inputs)
    contract = None if checks is None else checks.contract
    return LetterFeed(
        anchor=f"file-{name.replace('/', '-').replace('_', '-')}",
        heading=title_of(name),
        about=_about(checks),
        compared=_compared(checks),
        still_aside=_still_aside(checks, inputs),
        rows=_rows(delivery),
        counts=() if checks is None else tuple(_counts(checks)),
        findings=tuple(_finding(one) for one in findings if one.kind != "cannot_tell"),
        findings_none=_no_finding(findings, inputs),
        tables=tables,
        tables_none=_all_passed(checks) if not tables else "",
        spellings=spellings,
        spellings_said=_said_of_spellings(spellings, inputs),
        untested=untested,
        untested_none="" if untested or checks is None else words.ALL_TESTED,
        cannot_show=_cannot_show(contract, delivery),
    )


def _about(checks: FeedChecks | None) -> str:
    if checks is None:
        return words.NOTHING_READ
    return words.about(checks.received, is_refused=checks.is_refused, in_use=checks.in_use)


def _compared(checks: FeedChecks | None) -> str:
    if checks is None:
        return ""
    if len(checks.days) < 2:
        return words.FIRST_DELIVERY
    aside, rows = (checks.past_total(measure) for measure in ("quarantined", "rows_in"))
    now, before = ((aside[at], rows[at]) for at in (-1, -2))
    return words.compared(now, before, checks.days[-2])


def _still_aside(checks: FeedChecks | None, inputs: SiteInputs) -> str:
    if checks is None:
        return ""
    counts = inputs.table_counts
    own = counts[counts["agency"] + "/" + counts["format"] == checks.feed]
    before = own[own["received_date"] < pd.Timestamp(checks.received)]
    return words.still_aside(int(before["quarantined"].sum()))


def _rows(delivery: pd.Series | None) -> tuple[Row, ...]:
    """Say what the manifest of the delivery in use says."""
    if delivery is None:
        return ()
    start, end = as_day(delivery["coverage_start"]), as_day(delivery["coverage_end"])
    missing = str(delivery["missing_tables"]) if pd.notna(delivery["missing_tables"]) else ""
    rows = [
        Row(label="In use since", value=day(as_day(delivery["received_date"]))),
        Row(label="Data current as of", value=day(as_day(delivery["current_as_of"]))),
        Row(label="Days it speaks about", value=words.covers(start, end)),
        Row(label="Area", value=str(delivery["area"])),
        Row(label="Rows", value=number(int(delivery["rows"]))),
    ]
    if missing:
        rows.append(Row(label="Tables not sent", value=words.tables_not_sent(missing)))
    return tuple(rows)


def _counts(checks: FeedChecks) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in checks.counts.sort_values("table").itertuples(index=False):
        past = checks.past_counts.get((row.table, "quarantined"), ())
        before = past[-2] if len(past) > 1 else None
        written = "–" if before is None else number(before)
        rows.append(
            (row.table, number(row.rows_in), number(row.accepted), number(row.quarantined), written)
        )
    return rows


def _finding(one: Finding) -> LetterFinding:
    return LetterFinding(
        what=finding_words.ended(one.what),
        tag=one.tag,
        expected=finding_words.sentence(one.expected),
        found=finding_words.sentence(one.found, one.names),
        do=words.DO_ABOUT.get(one.kind, ""),
    )


def _no_finding(findings: Sequence[Finding], inputs: SiteInputs) -> str:
    if inputs.delivery_findings is None:
        return words.NOT_LOOKED_AT
    if not findings:
        return words.NOTHING_UNUSUAL
    return paragraph(finding_words.ended(o.what) for o in findings if o.kind == "cannot_tell")


def _tables(faults: Sequence[Fault]) -> tuple[LetterTable, ...]:
    names = dict.fromkeys(fault.table for fault in faults)
    return tuple(
        LetterTable(
            name=check_words.table_name(name),
            checks=tuple(_check(f) for f in faults if f.table == name),
        )
        for name in names
    )


def _check(fault: Fault) -> LetterCheck:
    tag: Tag = state_tag(fault.state)
    return LetterCheck(
        anchor=fault.anchor,
        sentence=fault.says,
        column=fault.column,
        tag=tag,
        failed=f"{number(fault.failed)} of {counted(fault.checked, 'row', 'rows')}",
        share=words.share(fault.failed, fault.checked),
        costs=fault.costs,
        examples=fault.examples,
    )


def _all_passed(checks: FeedChecks | None) -> str:
    return "" if checks is None or checks.counts.empty else words.EVERY_ROW_PASSED


def _spellings(
    name: str, checks: FeedChecks | None, inputs: SiteInputs
) -> tuple[tuple[str, ...], ...]:
    """Count the spellings of this delivery that were read as a code, by column, most rows first."""
    used = inputs.spellings_applied
    if used is None or checks is None:
        return ()
    of_feed = used[used["agency"] + "/" + used["format"] == name]
    of_feed = of_feed[
        of_feed["received_date"].isna()
        | (of_feed["received_date"] == pd.Timestamp(checks.received))
    ]
    columns = [
        _spellings_of(str(table), str(column), rows, checks.contract)
        for (table, column), rows in of_feed.groupby(["table", "column"], sort=True)
    ]
    return tuple(cells for _, cells in sorted(columns, key=lambda one: -one[0]))


def _spellings_of(
    table: str, column: str, rows: pd.DataFrame, contract: Feed | None
) -> tuple[int, tuple[str, ...]]:
    """Count a column's spellings; write only those that tell nothing about anybody.

    What a person is, or is found by, is never written, nor a spelling that few rows use.
    """
    known = {one.name: one for one in contract.tables} if contract else {}
    names = {one.name: one for one in known[table].columns} if table in known else {}
    of = names.get(column)
    may_write = of is not None and of.use not in _NEVER_WRITTEN
    used = rows.groupby(["spelling", "code"], as_index=False)["rows"].sum()
    used = used.sort_values(["rows", "spelling"], ascending=[False, True], kind="stable")
    written = [
        words.read_as(one.spelling, one.code, one.rows)
        for one in used.itertuples(index=False)
        if may_write and one.rows >= words.FEWEST_ROWS_TO_WRITE
    ]
    total = int(rows["rows"].sum())
    return total, (
        f"{table}: {column}",
        of.codes.name if of and of.codes else "–",
        number(rows["spelling"].nunique()),
        number(total),
        "; ".join(written) or words.NOT_WRITTEN,
    )


def _said_of_spellings(spellings: Sequence[object], inputs: SiteInputs) -> str:
    if inputs.spellings_applied is None:
        return words.SPELLINGS_NOT_COUNTED
    return words.SPELLINGS if spellings else words.NO_SPELLING


def _untested(checks: FeedChecks) -> list[Row]:
    """Give the checks that could not be made, put together by the reason why."""
    ordered = checks.results.sort_values(["table", "check"], kind="stable")
    tables = tuple(ordered["table"].unique())
    by_reason: dict[str, list[tuple[str, str]]] = {}
    for check in ordered.itertuples(index=False):
        if state_of(check) == "not_tested":
            what, why = check_words.reason_untested(str(check.says))
            by_reason.setdefault(why, []).append((check.table, what))
    return [
        Row(label=finding_words.sentence(why, tables), value=words.checks_not_made(made))
        for why, made in by_reason.items()
    ]


def _cannot_show(contract: Feed | None, delivery: pd.Series | None) -> tuple[Row, ...]:
    """Say what the format records about sharing and recording, and what it has no field for."""
    if contract is None:
        return ()
    rows = [
        Row(label=words.WHO_WAS_TOLD, value=_plain(contract.sharing)),
        Row(label=words.WHEN_RECORDED, value=_plain(contract.recorded)),
    ]
    if delivery is not None:
        can = set(str(delivery["capabilities"]).split(","))
        missing = [
            gap_words.THINGS[thing]
            for capability, thing in _MISSED_ON_PAGES.items()
            if capability.value not in can
        ]
        if missing:
            rows.append(Row(label=words.NOT_IN_FORMAT, value=words.cannot_show(missing)))
    return tuple(rows)


def _plain(said: str) -> str:
    """Write a contract's sentence without the marks that its reference page sets names in."""
    return finding_words.ended(said.replace("`", ""))
