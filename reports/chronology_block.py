"""Block 8 of the case page: the chart in both forms, its key, and the entries table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.vocabulary import Capability, Category
from reports import chart_key
from reports.case_context import ChronologyBlock, KeyItem
from reports.entries import MOST_IN_CHART, Numbered, Numbering
from reports.homes import find_homes
from reports.record import Record, window
from reports.swim_lanes import Fill, Lane, Mark, Shape, Swim, draw_across, draw_down
from reports.wording import case, caveats
from reports.wording.basics import day, listed
from reports.wording.kinds import CATEGORIES

if TYPE_CHECKING:
    from reports.supply import Supply

# Shorter gaps, such as the usual day or two before a file arrives, are said in words only:
# hatching of a hair's width could not be seen, let alone read.
_SHORTEST_HATCHED_GAP_DAYS = 7

_SHAPES: dict[str, Shape] = {
    Category.CONCERN: "concern",
    Category.ROUTINE: "routine",
    Category.JOINT: "joint",
    Category.RESPONSE: "response",
}


def build_chronology(record: Record, numbering: Numbering, supply: Supply) -> ChronologyBlock:
    """Lay the record's entries out as a chart and a table.

    Args:
        record: the record.
        numbering: its entries with their numbers.
        supply: who supplied what.
    """
    start, end = window(supply.as_of_date)
    entries = numbering.of("chart")
    is_grouped = len(entries) > MOST_IN_CHART
    homes = find_homes(record, start, end)
    lanes = tuple(
        Lane(agency.short_name, _hatched(supply, agency.code, start, end))
        for agency in supply.agencies
    )
    marks = _weeks(entries, supply, start) if is_grouped else [_mark(e, supply) for e in entries]
    swim = Swim(
        start=start,
        end=end,
        lanes=lanes,
        homes=homes,
        home_note="" if homes else case.NO_ADDRESS,
        marks=tuple(marks),
        title=case.CHART_TITLE,
        description_across=case.CHART_ACROSS,
        description_down=case.CHART_DOWN,
    )
    return ChronologyBlock(
        intro=f"{case.period(start, end)} {case.DOWN_NUMBERS}",
        notes=_notes(record, numbering, supply, is_grouped=is_grouped),
        key=_key(swim, supply, is_grouped=is_grouped),
        across=draw_across(swim),
        down=draw_down(swim),
        groups=numbering.groups(supply.as_of_date),
        coded_only=caveats.CODED_ONLY,
    )


def _hatched(supply: Supply, code: str, start: date, end: date) -> tuple[tuple[date, date], ...]:
    return tuple(
        (first, last)
        for first, last in supply.gaps(code, start, end)
        if (last - first).days + 1 >= _SHORTEST_HATCHED_GAP_DAYS
    )


def _mark(entry: Numbered, supply: Supply) -> Mark:
    own = supply.order(entry.agency)
    attended: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    if entry.attended is not None:
        attended = tuple(supply.order(code) for code in entry.attended)
        absent = tuple(n for n in range(len(supply.agencies)) if n not in attended and n != own)
    told = {supply.order(one.agency) for one in entry.told} if not attended else set()
    fill = _fill(entry)
    return Mark(
        number=entry.number,
        anchor=entry.anchor,
        title=_title(entry, supply, fill),
        lane=own,
        day=entry.day,
        shape=_SHAPES[entry.category],
        fill=fill,
        is_closed=entry.is_closed,
        told=tuple(sorted(n for n in told if n != own and n < len(supply.agencies))),
        attended=tuple(n for n in attended if n < len(supply.agencies)),
        absent=absent,
    )


def _fill(entry: Numbered) -> Fill:
    if entry.told:
        return "shared"
    return "not_shared" if entry.can_record_sharing else "cannot_record"


def _title(entry: Numbered, supply: Supply, fill: Fill) -> str:
    ending = "Closed with no further action" if entry.is_closed else CATEGORIES[entry.category]
    if entry.attended:
        shared = f"Attended by {listed([supply.name(code) for code in entry.attended])}"
    elif entry.category == Category.JOINT:
        shared = case.ATTENDANCE_NOT_RECORDED
    elif fill == "shared":
        shared = f"Shared with {listed([supply.name(one.agency) for one in entry.told])}"
    elif fill == "not_shared":
        shared = "No record of being shared"
    else:
        shared = "This system cannot record sharing"
    what = f"{entry.number}. {day(entry.day)}. {supply.name(entry.agency)}. {entry.row.what}"
    return f"{what}. {ending}. {shared}."


def _weeks(entries: list[Numbered], supply: Supply, start: date) -> list[Mark]:
    """Put the entries of an agency in one week together; a lone entry stays as it is."""
    weeks: dict[tuple[int, str], list[Numbered]] = {}
    for entry in entries:
        weeks.setdefault(((entry.day - start).days // 7, entry.agency), []).append(entry)
    marks = []
    for (week, agency), group in weeks.items():
        if len(group) == 1:
            marks.append(_mark(group[0], supply))
            continue
        monday = start + timedelta(days=7 * week)
        title = case.group_title(len(group), group[0].number)
        marks.append(
            Mark(
                number=f"×{len(group)}",
                anchor=group[0].anchor,
                title=f"×{len(group)}. Week from {day(monday)}. {supply.name(agency)}. {title}.",
                lane=supply.order(agency),
                day=group[0].day,
                shape="group",
                fill="not_shared",
                is_closed=False,
                told=(),
                attended=(),
                absent=(),
            )
        )
    return marks


def _notes(
    record: Record, numbering: Numbering, supply: Supply, *, is_grouped: bool
) -> tuple[str, ...]:
    notes = []
    letters = {"changes": "A", "booked": "B", "earlier": "E"}
    kinds = [letters[part] for part in letters if numbering.of(part)]
    if kinds:
        notes.append(case.other_rows(kinds))
    if is_grouped:
        notes.append(case.grouped(len(numbering.of("chart"))))
    has_none = record.chronology.groupby("agency")["recorded_date"].apply(lambda d: d.isna().all())
    without = [supply.name(a.code) for a in supply.agencies if has_none.get(a.code, False)]
    if without:
        notes.append(case.no_recorded_dates(without))
    return tuple(notes)


def _key(swim: Swim, supply: Supply, *, is_grouped: bool) -> tuple[KeyItem, ...]:
    """Explain the signs; those of something that is not in this chart are left out."""
    plain: Fill = "not_shared"
    can_not = [a for a in supply.agencies if not supply.can(a.code, Capability.SHARING)]
    items = [
        ("concern", chart_key.key_icon("concern", plain), True),
        ("routine", chart_key.key_icon("routine", plain), True),
        ("response", chart_key.key_icon("response", plain), True),
        ("joint", chart_key.key_icon("joint", "shared"), True),
        ("absent", chart_key.key_cross(), any(m.absent for m in swim.marks)),
        ("closed", chart_key.key_icon("concern", plain, is_closed=True), True),
        ("shared", chart_key.key_icon("concern", "shared"), True),
        ("not_shared", chart_key.key_icon("concern", plain), True),
        ("cannot_record", chart_key.key_icon("concern", "cannot_record"), bool(can_not)),
        ("told", chart_key.key_arrow(), any(m.told for m in swim.marks)),
        ("moved", chart_key.key_move(), len(swim.homes) > 1),
        ("gap", chart_key.key_gap(), any(lane.gaps for lane in swim.lanes)),
        ("group", chart_key.key_icon("group", plain), is_grouped),
    ]
    return tuple(
        KeyItem(picture=picture, meaning=case.KEY[name])
        for name, picture, is_used in items
        if is_used
    )
