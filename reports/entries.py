"""The entries of one record, numbered once, so that chart, table and sentences agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.vocabulary import Capability, Category
from reports.case_context import Entry, EntryGroup, EntryLink
from reports.record import Record, window
from reports.wording import case, linking
from reports.wording.basics import as_day, first_upper, listed, short_day, span
from reports.wording.kinds import OUTCOMES, RAISED_BY, kind_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reports.supply import Supply

MOST_IN_CHART = 60
_KINDS_THAT_SAY_WHO = ("contact_family", "contact_individual")


@dataclass(frozen=True, kw_only=True)
class Told:
    """An agency that was told about an entry, and when."""

    agency: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """An entry with its number and what the chart and the matrix need of it."""

    number: str
    part: str  # chart, changes, booked or earlier
    event_id: str
    agency: str
    kind: str
    category: str
    day: date
    is_closed: bool
    needs_check: bool
    concern_agency: str | None
    attended: tuple[str, ...] | None
    told: tuple[Told, ...]
    can_record_sharing: bool
    address: str
    row: Entry

    @property
    def anchor(self) -> str:
        """Give the place of the entry on the page."""
        return f"event-{self.number}"


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """All entries of a record that its page shows."""

    entries: tuple[Numbered, ...]

    def of(self, *parts: str) -> list[Numbered]:
        """Give the entries of some parts, in order of number."""
        return [entry for entry in self.entries if entry.part in parts]

    def links(self, event_ids: Iterable[str]) -> tuple[EntryLink, ...]:
        """Give links to entries, in the order of the page."""
        wanted = set(event_ids)
        return tuple(
            EntryLink(number=entry.number, anchor=entry.anchor)
            for entry in self.entries
            if entry.event_id in wanted
        )

    def groups(self, as_of_date: date) -> tuple[EntryGroup, ...]:
        """Give the rows of the entries table: earlier ones, the period, what is booked ahead."""
        earlier, booked = self.of("earlier"), self.of("booked")
        shown = sorted(self.of("chart", "changes"), key=lambda e: (e.day, e.part != "chart"))
        groups = []
        if earlier:
            groups.append(_group(case.EARLIER, earlier))
        if len(self.of("chart")) > MOST_IN_CHART:
            groups += [_group(name, rows) for name, rows in _quarters(shown)]
        else:
            has_others = bool(earlier or booked) and shown
            groups.append(_group(_period(shown) if has_others else "", shown))
        if booked:
            groups.append(_group(case.booked_after(as_of_date), booked))
        return tuple(groups)


def number_entries(record: Record, supply: Supply, *, pointed: Collection[str]) -> Numbering:
    """Number the entries of a record: contacts of the last 12 months as 1, 2, 3, oldest first.

    Changes to the record (A), booked entries (B) and earlier entries that a reason points to (E)
    get numbers of their own, so that every link has somewhere to go and nothing is dropped.

    Args:
        record: the record.
        supply: who supplied what.
        pointed: event ids that the reasons point to.
    """
    start, end = window(supply.as_of_date)
    told = _told(record.sharing)
    rows = record.chronology.assign(
        _order=[supply.order(code) for code in record.chronology["agency"]]
    ).sort_values(["event_date", "_order", "event_id"], kind="stable")
    counters = {"chart": 0, "changes": 0, "booked": 0, "earlier": 0}
    letters = {"chart": "", "changes": "A", "booked": "B", "earlier": "E"}
    entries: list[Numbered] = []
    for row in rows.itertuples(index=False):
        day = as_day(row.event_date)
        part = _part(row, day, start, end)
        if part is None or (part == "earlier" and row.event_id not in pointed):
            continue
        counters[part] += 1
        number = f"{letters[part]}{counters[part]}"
        entries.append(_numbered(row, number, part, told.get(row.event_id, ()), supply))
    order = {"earlier": 0, "chart": 1, "changes": 2, "booked": 3}
    return Numbering(entries=tuple(sorted(entries, key=lambda e: order[e.part])))


def _part(row: Any, day: date, start: date, end: date) -> str | None:
    if day < start:
        return "earlier"
    if day > end:
        return "booked"
    return "changes" if row.category == Category.ADMINISTRATIVE else "chart"


def _told(sharing: pd.DataFrame) -> dict[str, tuple[Told, ...]]:
    if sharing.empty:
        return {}
    rows = sharing.sort_values(["event_id", "told_date", "recipient_agency"], kind="stable")
    told: dict[str, tuple[Told, ...]] = {}
    for row in rows.itertuples(index=False):
        one = Told(agency=row.recipient_agency, day=as_day(row.told_date))
        before = told.get(row.event_id, ())
        if one.agency not in {each.agency for each in before}:
            told[row.event_id] = (*before, one)
    return told


def _numbered(row: Any, number: str, part: str, told: tuple[Told, ...], supply: Supply) -> Numbered:
    attended = None
    if row.category == Category.JOINT and not pd.isna(row.attended):
        attended = tuple(sorted(str(row.attended).split(","), key=supply.order))
    can_record_sharing = supply.can(row.agency, Capability.SHARING)
    address = _address(row.detail) if row.kind == "address_recorded" else ""
    day = as_day(row.event_date)
    return Numbered(
        number=number,
        part=part,
        event_id=row.event_id,
        agency=row.agency,
        kind=row.kind,
        category=row.category,
        day=day,
        is_closed=bool(row.is_nfa) if not pd.isna(row.is_nfa) else False,
        needs_check=bool(row.needs_check),
        concern_agency=None if pd.isna(row.concern_agency) else str(row.concern_agency),
        attended=attended,
        told=told,
        can_record_sharing=can_record_sharing,
        address=address,
        row=Entry(
            anchor=f"event-{number}",
            number=number,
            date=short_day(day),
            agency=supply.short_name(row.agency),
            what=address or kind_label(row.kind),  # unnumbered where nobody said which
            detail=_detail(row),
            outcome=_outcome(row),
            shared=_shared(row, attended, told, supply),
            source=" ".join(str(row.source_record_id).split("/", 2)[1:]).replace("_", " "),
            matched=linking.matched(row.matched_by, needs_check=bool(row.needs_check)),
            is_to_check=bool(row.needs_check),
        ),
    )


def _address(detail: object) -> str:
    words = str(detail) if not pd.isna(detail) else ""
    name, _, nth = words.rpartition("_")
    return f"Address {nth}" if name == "address" and nth.isdigit() else ""


def _detail(row: Any) -> str:
    """Put the coded details into words; nothing here is free text from an agency."""
    parts: list[str] = []
    # Social care's own detail is the census word for the source, which says more.
    says_who = row.agency == "social_care" and not pd.isna(row.detail)
    if row.kind not in _KINDS_THAT_SAY_WHO and row.raised_by in RAISED_BY and not says_who:
        parts.append(RAISED_BY[row.raised_by])
    if row.kind != "address_recorded" and not pd.isna(row.detail):
        detail = str(row.detail).replace("_", " ")
        if not any(said.lower().endswith(f" {detail.lower()}") for said in parts):
            parts.append(first_upper(detail))
    if row.is_injury:
        parts.append(case.INJURY)
    if not pd.isna(row.child_seen):
        seen = case.SEEN if row.child_seen else case.NOT_SEEN
        alone = not pd.isna(row.child_seen_alone) and bool(row.child_seen_alone)
        parts.append(case.SEEN_ALONE if alone else seen)
    return ". ".join(parts)


def _outcome(row: Any) -> str:
    if row.category == Category.ADMINISTRATIVE:
        return "–"
    if not pd.isna(row.outcome):
        return OUTCOMES[row.outcome]
    if not pd.isna(row.is_nfa) and row.is_nfa:
        return OUTCOMES["no_further_action"]
    return case.NOT_RECORDED


def _shared(
    row: Any, attended: tuple[str, ...] | None, told: tuple[Told, ...], supply: Supply
) -> str:
    if row.category == Category.ADMINISTRATIVE:
        return "–"
    if attended:
        return case.attended_by([supply.short_name(code) for code in attended])
    if told:
        return listed([f"{supply.short_name(one.agency)}, {short_day(one.day)}" for one in told])
    if row.category == Category.JOINT:
        return case.ATTENDANCE_NOT_RECORDED
    if supply.can(row.agency, Capability.SHARING):
        return case.NO_RECORD_SHARED
    return case.SYSTEM_CANNOT


def _group(heading: str, entries: list[Numbered]) -> EntryGroup:
    return EntryGroup(heading=heading, entries=tuple(entry.row for entry in entries))


def _quarters(entries: list[Numbered]) -> list[tuple[str, list[Numbered]]]:
    """Cut the rows at the quarters of the year, so that a long table can be scanned."""
    quarters: dict[tuple[int, int], list[Numbered]] = {}
    for entry in entries:
        quarters.setdefault((entry.day.year, (entry.day.month - 1) // 3), []).append(entry)
    return [(_period(rows), rows) for _, rows in sorted(quarters.items())]


def _period(entries: list[Numbered]) -> str:
    return span(entries[0].day, entries[-1].day)
