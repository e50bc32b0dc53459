"""Block 9 of the case page: which agency has recorded or been told what.

The most dangerous fault of this table would be to write "No record found" where nothing was
supplied. Every such cell asks `Supply` first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from core.vocabulary import Capability, Category
from reports.case_context import Cell, Known, WhoKnowsWhat
from reports.homes import find_homes
from reports.record import window
from reports.wording import case, caveats
from reports.wording.basics import paragraph, short_day
from reports.wording.kinds import kinds_counted

if TYPE_CHECKING:
    from datetime import date

    from reports.entries import Numbered, Numbering
    from reports.record import Record
    from reports.supply import Supply

MOST_FACTS = 10
_LEAD_AGENCY = "social_care"
_FACT_KINDS = ("child_protection_plan_started", "section_47_enquiry")


@dataclass(frozen=True)
class _Fact:
    """Entries of one kind that one agency recorded."""

    agency: str
    kind: str
    entries: tuple[Numbered, ...]


def build_who_knows_what(record: Record, numbering: Numbering, supply: Supply) -> WhoKnowsWhat:
    """Compare what each agency has recorded or been told, for at most ten facts.

    Absent: an agency that supplied nothing for the days of a fact is "cannot tell".

    Args:
        record: the record.
        numbering: its entries with their numbers.
        supply: who supplied what.
    """
    entries = [e for e in numbering.of("chart") if _is_fact(e, supply)]
    facts: dict[tuple[str, str], list[Numbered]] = {}
    for entry in entries:
        facts.setdefault((entry.agency, entry.kind), []).append(entry)
    # The most frequent first, so that what is left out of the ten is the rarest.
    ordered = sorted(facts.items(), key=lambda item: (-len(item[1]), item[0]))
    all_rows = [
        _row(_Fact(agency, kind, tuple(group)), supply) for (agency, kind), group in ordered
    ]
    moved = _moved(record, supply)
    room = MOST_FACTS - len(moved)
    rows = (*all_rows[:room], *moved)
    left_out = len(all_rows) - len(all_rows[:room])
    return WhoKnowsWhat(
        intro=paragraph([_summary(rows, supply), caveats.NO_RECORD]),
        agencies=tuple(agency.name for agency in supply.agencies),
        rows=rows,
        none="" if rows else case.NO_FACTS,
        more=case.facts_not_shown(left_out) if left_out else "",
    )


def _is_fact(entry: Numbered, supply: Supply) -> bool:
    """Take concerns, and what only social care could tell of an agency that sent no data."""
    if entry.category == Category.CONCERN or entry.kind in _FACT_KINDS:
        return True
    return entry.concern_agency is not None and not supply.has_data(entry.concern_agency)


def _row(fact: _Fact, supply: Supply) -> Known:
    cells = tuple(_cell(fact, agency.code, supply) for agency in supply.agencies)
    return Known(fact=kinds_counted(fact.kind, len(fact.entries)), cells=cells)


def _cell(fact: _Fact, code: str, supply: Supply) -> Cell:
    if code == fact.agency:
        return _make(code, supply, "recorded")
    told = [(entry, one) for entry in fact.entries for one in entry.told if one.agency == code]
    attended = [e for e in fact.entries if e.attended and code in e.attended]
    known = len({entry.number for entry, _ in told} | {entry.number for entry in attended})
    if known == len(fact.entries):
        when = short_day(told[-1][1].day) if told else short_day(attended[-1].day)
        return _make(code, supply, "told", case.told_by(supply.short_name(fact.agency), when))
    if known:
        return _make(code, supply, "told_in_part", case.told_part(known, len(fact.entries)))
    return _nothing(code, [entry.day for entry in fact.entries], supply, told_by=fact.agency)


def _nothing(code: str, days: list[date], supply: Supply, *, told_by: str = "") -> Cell:
    """Say "no record found" only where the agency's data covers those days and could show it."""
    if not supply.has_data(code):
        return _make(code, supply, "cannot_tell", case.NO_DATA_AT_ALL)
    gap = supply.gap_on(code, days)
    if gap:
        return _make(code, supply, "cannot_tell", case.no_data_for(*gap))
    if not supply.can_record_anything(code):
        return _make(code, supply, "cannot_tell", case.FORMAT_CANNOT)
    if told_by and not _could_show_telling(told_by, code, supply):
        return _make(code, supply, "cannot_tell", case.TELLING_CANNOT)
    return _make(code, supply, "no_record")


def _could_show_telling(teller: str, told: str, supply: Supply) -> bool:
    """Say whether the one records whom it told, or the other who contacted it.

    Only children's social care records a contact as raised by another agency.
    """
    receives = told == _LEAD_AGENCY and supply.can(told, Capability.CONCERN)
    return receives or supply.can(teller, Capability.SHARING)


def _make(code: str, supply: Supply, state: str, detail: str = "") -> Cell:
    return Cell(agency=supply.name(code), state=state, words=case.STATES[state], detail=detail)


def _moved(record: Record, supply: Supply) -> tuple[Known, ...]:
    """Compare which address each agency holds, if a move is recorded in the period."""
    start, end = window(supply.as_of_date)
    homes = find_homes(record, start, end)
    moves = homes[1:]  # the first is where the child was when the period began
    if not moves:
        return ()
    rows = record.chronology[record.chronology["kind"] == "address_recorded"]
    rows = rows[rows["event_date"] <= pd.Timestamp(end)].sort_values("event_date", kind="stable")
    cells = []
    for agency in supply.agencies:
        held = [
            str(detail).replace("address_", "Address ")
            for detail in rows.loc[rows["agency"] == agency.code, "detail"]
        ]
        if moves[-1].label in held:
            cells.append(_make(agency.code, supply, "recorded"))
        elif held:
            cells.append(_make(agency.code, supply, "no_record", case.still_shows(held[-1])))
        elif not supply.can(agency.code, Capability.ADDRESS):
            why = case.FORMAT_CANNOT if supply.has_data(agency.code) else case.NO_DATA_AT_ALL
            cells.append(_make(agency.code, supply, "cannot_tell", why))
        else:
            cells.append(_nothing(agency.code, [moves[-1].start], supply))
    return (Known(fact=case.moved_times(len(moves)), cells=tuple(cells)),)


def _summary(rows: tuple[Known, ...], supply: Supply) -> str:
    """Say how many facts reached social care, the agency that leads on a child's safety."""
    if not rows or _LEAD_AGENCY not in {agency.code for agency in supply.agencies}:
        return ""
    place = supply.order(_LEAD_AGENCY)
    states = [row.cells[place].state for row in rows]
    not_reached = sum(state in ("no_record", "told_in_part") for state in states)
    cannot = sum(state == "cannot_tell" for state in states)
    return case.reached_social_care(len(rows), not_reached, cannot, supply.name(_LEAD_AGENCY))
