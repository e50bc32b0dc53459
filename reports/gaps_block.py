"""Blocks 10 and 12 of the case page: what is missing or uncertain, and questions to think about."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from agencies.feeds import reporting_agencies
from core.vocabulary import Capability, Category
from features.practice_rule import CANNOT_TELL
from reports.adults import adults_gaps, has_adult_not_named
from reports.case_context import Gap
from reports.record import window
from reports.rule_reasons import RuleTonight, holds_without, state_of
from reports.wording import gaps as words
from reports.wording import linking
from reports.wording.basics import paragraph

if TYPE_CHECKING:
    from collections.abc import Collection

    from reports.case_context import Why
    from reports.entries import Numbered, Numbering
    from reports.record import Record
    from reports.supply import Supply

_LONG_GAP_DAYS = 120
_MOST_QUESTIONS = 8
_YOUNGEST_AT_SCHOOL = 4
_FEWEST_GAP_DAYS = 7  # shorter ones are in the row on recent entries
_SILENT_CAPABILITIES = {
    "closure": Capability.CLOSURE,
    "joint_discussion": Capability.JOINT_DISCUSSION,
    "sharing": Capability.SHARING,
    "child_seen": Capability.CHILD_SEEN,
}
# What an agency could be expected to record; a school is not asked for joint discussions.
_EXPECTED_OF = {
    "social_care": ("closure", "joint_discussion", "sharing", "child_seen"),
    "police": ("closure", "sharing"),
    "health": ("sharing",),
    "education": ("sharing",),
}


def build_gaps(
    record: Record, numbering: Numbering, supply: Supply, *, why: Why, rule: RuleTonight | None
) -> tuple[Gap, ...]:
    """Say what is missing or uncertain, and what it may change.

    Args:
        record: the record.
        numbering: its entries with their numbers.
        supply: who supplied what.
        why: why it was listed, with the entries each reason points to.
        rule: the practice rule, if it listed the record.
    """
    return (
        _right_child(record, numbering, why=why, rule=rule),
        *_set_aside(record, supply),
        *adults_gaps(record, numbering, supply),
        *_supply_gaps(supply),
        *_part_gaps(supply),
        *_system_gaps(supply),
        *([_untested(record, rule)] if rule and _codes_untested(record, rule) else []),
        _recent(supply),
        _gap(words.NOT_IN_DATA, words.not_in_data(_taking_no_part(supply)), words.EFFECT_BETTER),
    )


def _gap(gap: str, known: str, effect: str) -> Gap:
    return Gap(gap=gap, known=known, entries=(), effect=effect)


def _right_child(
    record: Record, numbering: Numbering, *, why: Why, rule: RuleTonight | None
) -> Gap:
    shown = numbering.of("chart")
    uncertain = [entry for entry in shown if entry.needs_check]
    if not uncertain:
        return _gap(words.RIGHT_CHILD, _matched(record), words.EFFECT_NONE)
    ids = {entry.event_id for entry in uncertain}
    if rule is not None:
        holds = holds_without(record, rule, ids)
        effect = words.EFFECT_STILL_MEETS if holds else words.EFFECT_MAY_NOT_MEET
    else:
        numbers = {entry.number for entry in uncertain}
        used = sum(any(e.number in numbers for e in reason.entries) for reason in why.more)
        effect = words.reasons_use(used) if used else words.EFFECT_NO_REASON_USES
    return Gap(
        gap=words.RIGHT_CHILD,
        known=words.matched(len(shown), len(uncertain)),
        entries=numbering.links(ids),
        effect=effect,
    )


def _matched(record: Record) -> str:
    ways = set(record.chronology["matched_by"]) - {"alone"}
    if not ways:
        return words.NO_OTHER_RECORD
    if "decision" in ways:
        return words.ALL_CLOSE_OR_DECIDED if "details" in ways else words.ALL_DECIDED
    return words.ALL_MATCHED if ways == {"identifier"} else words.ALL_CLOSE


def _set_aside(record: Record, supply: Supply) -> list[Gap]:
    """Name what agencies sent about this child and the checks set aside."""
    rows = record.set_aside.groupby("agency")["rows"].sum()
    sentences = [
        words.set_aside(int(rows[code]), supply.name(code))
        for code in sorted(rows.index, key=supply.order)
    ]
    known = paragraph(sentences)
    return [_gap(words.SET_ASIDE, known, words.EFFECT_HIDDEN)] if sentences else []


def _supply_gaps(supply: Supply) -> list[Gap]:
    """Name each agency that supplied nothing, or nothing for part of the period."""
    start, end = window(supply.as_of_date)
    found = []
    for agency in supply.agencies:
        name = words.no_data(agency.name)
        if not supply.has_data(agency.code):
            known = words.nothing_supplied(agency.name)
            found.append(_gap(name, known, words.EFFECT_HIDDEN))
            continue
        for first, last in supply.gaps(agency.code, start, end):
            if (last - first) >= timedelta(days=_FEWEST_GAP_DAYS - 1):
                found.append(_gap(name, words.gap_in(first, last), words.EFFECT_HIDDEN))
    return found


def _part_gaps(supply: Supply) -> list[Gap]:
    """Name the parts of a delivery that an agency may send and did not."""
    parts: dict[str, list[str]] = {}
    for code, part in supply.parts_not_sent:
        if part not in parts.setdefault(code, []):
            parts[code].append(part)
    return [
        _gap(words.no_data(supply.name(code)), words.not_sent(found), words.EFFECT_PART)
        for code, found in sorted(parts.items(), key=lambda item: supply.order(item[0]))
    ]


def _system_gaps(supply: Supply) -> list[Gap]:
    """Name what the systems of agencies with data have no field for."""
    sentences = []
    for agency in supply.agencies:
        if not supply.has_data(agency.code):
            continue
        missing = [
            words.THINGS[thing]
            for thing in _EXPECTED_OF.get(agency.code, ("sharing",))
            if not supply.can(agency.code, _SILENT_CAPABILITIES[thing])
        ]
        if missing:
            sentences.append(words.cannot_record(agency.name, missing))
    return [_gap(words.SYSTEMS, " ".join(sentences), words.EFFECT_SYSTEMS)] if sentences else []


def _codes_untested(record: Record, rule: RuleTonight) -> list[str]:
    return [c.code for c in rule.clauses if state_of(record, c.code) == CANNOT_TELL]


def _untested(record: Record, rule: RuleTonight) -> Gap:
    sentences = [f"{rule.sentence(code)}." for code in _codes_untested(record, rule)]
    return _gap(words.RULE_PARTS, " ".join(sentences), words.EFFECT_RULE)


def _recent(supply: Supply) -> Gap:
    sentences = []
    for agency in supply.agencies:
        until = supply.current_to(agency.code)
        if until:
            delay = supply.delay_days(agency.code)
            sentences.append(words.current_to(agency.name, min(until, supply.as_of_date), delay))
    return _gap(words.RECENT, " ".join(sentences), words.EFFECT_SHARED_SINCE)


def _taking_no_part(supply: Supply) -> list[str]:
    return [agency.name for agency in reporting_agencies() if agency not in supply.agencies]


def choose_questions(
    record: Record, numbering: Numbering, supply: Supply, *, moved: bool
) -> tuple[str, ...]:
    """Choose questions by the pattern of the record; five stand on every page.

    Args:
        record: the record.
        numbering: its entries with their numbers.
        supply: who supplied what.
        moved: a new address is recorded in the period.
    """
    entries = numbering.of("chart")
    police = [e for e in entries if e.agency == "police" and e.category == Category.CONCERN]
    missed = [e for e in entries if e.kind == "was_not_brought"]
    with_entry = {entry.agency for entry in entries}
    may_be_at_school = record.age_years is None or record.age_years >= _YOUNGEST_AT_SCHOOL
    silent = [
        agency.name
        for agency in supply.agencies
        if supply.has_data(agency.code)
        and agency.code not in with_entry
        and not _has_gap(supply, agency.code)
        and (may_be_at_school or agency.code != "education")
    ]
    closed = record.counts.closed_alone or 0
    some_absent = any(e.attended and len(e.attended) < len(supply.agencies) for e in entries)
    by_pattern = [
        linking.ADULTS_QUESTION if has_adult_not_named(record) else "",
        words.police_repeated(len(police), may_be_at_school=may_be_at_school)
        if len(police) > 1
        else "",
        words.not_brought(len(missed)) if missed else "",
        words.closed_alone(closed) if closed > 1 else "",
        words.silent(silent) if silent else "",
        words.MOVES if moved else "",
        words.PART_ATTENDED if some_absent else "",
        words.LONG_GAP if _has_long_gap(entries) else "",
    ]
    chosen = [question for question in by_pattern if question]
    room = _MOST_QUESTIONS - 1 - len(words.ALWAYS_LAST)
    return (words.ALWAYS_FIRST, *chosen[:room], *words.ALWAYS_LAST)


def _has_gap(supply: Supply, code: str) -> bool:
    start, end = window(supply.as_of_date)
    gaps = supply.gaps(code, start, end)
    return any((last - first).days + 1 >= _FEWEST_GAP_DAYS for first, last in gaps)


def _has_long_gap(entries: Collection[Numbered]) -> bool:
    days = sorted(entry.day for entry in entries)
    pairs = itertools.pairwise(days)
    return any((after - before).days > _LONG_GAP_DAYS for before, after in pairs)
