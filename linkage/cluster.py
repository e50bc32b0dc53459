"""Puts records together, strongest agreement first, and keeps apart what cannot be one child.

A weight alone would merge twins, and a chain of links would merge a father with his son. So
every joining is held against all records on both sides, not only against the two that agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeVar

from linkage.names import (
    Agreement,
    compare_birth_dates,
    compare_forenames,
    compare_surnames,
    count_edits,
)
from linkage.settings import CHECK_BELOW, WITHIN_FEED_PROBABILITY

Basis = Literal["identifier", "details"]
Value = TypeVar("Value", str, date)


@dataclass(frozen=True)
class Record:
    """What one source person holds, made comparable; empty where nothing usable was sent."""

    number: int
    feed: str
    forename: str
    surname: str
    birth_date: date | None  # the 1st of January where only the year is known
    sex: str
    nhs_number: str
    upn: str


@dataclass(frozen=True)
class Pair:
    """Two records that agree, by what, and how much (log2 odds and probability)."""

    left: int
    right: int
    basis: Basis
    weight: float
    probability: float
    needs_check: bool = False


@dataclass
class Clusters:
    """Which records were put together, by which pairs, and which pairs were refused and why."""

    root: dict[int, int]
    used: list[Pair] = field(default_factory=list)
    refused: list[tuple[Pair, str]] = field(default_factory=list)


@dataclass
class _Group:
    """What the records of one cluster hold between them."""

    records: list[int]
    feeds: Counter[str]
    forenames: set[str]
    birth_dates: set[date]
    sexes: set[str]
    nhs_numbers: set[str]
    upns: set[str]

    @classmethod
    def of(cls, record: Record) -> _Group:
        return cls(
            [record.number],
            Counter([record.feed]),
            {record.forename} - {""},
            {record.birth_date} if record.birth_date else set(),
            {record.sex} - {""},
            {record.nhs_number} - {""},
            {record.upn} - {""},
        )

    def take_in(self, other: _Group) -> None:
        self.records += other.records
        self.feeds += other.feeds
        self.forenames |= other.forenames
        self.birth_dates |= other.birth_dates
        self.sexes |= other.sexes
        self.nhs_numbers |= other.nhs_numbers
        self.upns |= other.upns


def cluster_records(records: dict[int, Record], pairs: list[Pair]) -> Clusters:
    """Put records together.

    Identifiers go first, then details, each from the strongest pair down; equal ones in the
    order of their numbers. So the order in which records arrive decides nothing.

    Args:
        records: by number.
        pairs: pairs that agree on an identifier, or on details above the line.
    """
    groups = {number: _Group.of(record) for number, record in records.items()}
    clusters = Clusters(root={number: number for number in records})
    order = sorted(
        pairs, key=lambda p: (p.basis != "identifier", -round(p.weight, 6), p.left, p.right)
    )
    for pair in order:
        left, right = clusters.root[pair.left], clusters.root[pair.right]
        if left == right:
            continue
        ends = (records[pair.left], records[pair.right])
        why = _why_apart(pair, ends, groups[left], groups[right])
        if why:
            clusters.refused.append((pair, why))
            continue
        clusters.used.append(replace(pair, needs_check=leaves_a_question(pair, *ends)))
        if len(groups[left].records) < len(groups[right].records):
            left, right = right, left
        for number in groups[right].records:
            clusters.root[number] = left
        groups[left].take_in(groups.pop(right))
    return clusters


def leaves_a_question(pair: Pair, left: Record, right: Record) -> bool:
    """Say whether a person has to check that two linked records are the right child."""
    forenames = compare_forenames(left.forename, right.forename)
    births = compare_birth_dates(left.birth_date, right.birth_date)
    if pair.basis == "identifier":
        return "different" in (forenames, births)
    return (
        pair.probability < CHECK_BELOW
        or forenames in ("unknown", "different")
        or births in ("unknown", "different")
        or compare_surnames(left.surname, right.surname) == "different"
        or (forenames == "near" and not _is_slip(left.forename, right.forename))
        or ("" not in (left.upn, right.upn) and left.upn != right.upn)
    )


def _is_slip(left: str, right: str) -> bool:
    """Say whether two forenames differ as by a slip of a key, not as twins' names may."""
    is_long = min(len(left), len(right)) >= 6
    return is_long and left[0] == right[0] and count_edits(left, right) == 1


def _why_apart(pair: Pair, ends: tuple[Record, Record], left: _Group, right: _Group) -> str:
    """Give the reason why two clusters stay apart; empty if they may be one child."""
    if len(left.nhs_numbers | right.nhs_numbers) > 1:
        return "nhs_numbers"
    births = _agreement(compare_birth_dates, left.birth_dates, right.birth_dates)
    forenames = _agreement(compare_forenames, _written_out(left), _written_out(right))
    if _are_names_swapped(*ends):
        forenames = "same"
    if pair.basis == "identifier":
        is_conflict = _contradicts(*ends) or (births == forenames == "different")
        return "identifier_conflict" if is_conflict else ""
    if births == "different":
        return "birth_dates"
    if forenames == "different":
        return "forenames"
    if forenames == "near" and left.sexes and right.sexes and not left.sexes & right.sexes:
        return "sexes"
    is_alike = (
        pair.probability >= WITHIN_FEED_PROBABILITY
        and compare_forenames(ends[0].forename, ends[1].forename) == "same"
        and compare_birth_dates(ends[0].birth_date, ends[1].birth_date) == "same"
    )
    if len(left.upns | right.upns) > 1 and not is_alike:
        return "upns"
    return "same_feed" if set(left.feeds) & set(right.feeds) and not is_alike else ""


def _are_names_swapped(left: Record, right: Record) -> bool:
    names = (left.forename, left.surname)
    return "" not in names and names == (right.surname, right.forename)


def _contradicts(left: Record, right: Record) -> bool:
    """Say whether name and date of birth both speak against a shared identifier."""
    if compare_birth_dates(left.birth_date, right.birth_date) != "different":
        return False
    names = compare_forenames(left.forename, right.forename)
    if _are_names_swapped(left, right):
        return False
    if names == "unknown":
        names = compare_surnames(left.surname, right.surname)
    return names == "different"


def _written_out(group: _Group) -> set[str]:
    """Give the forenames of a cluster; initials only if there is nothing else."""
    return {name for name in group.forenames if len(name) > 1} or group.forenames


def _agreement(
    compare: Callable[[Value, Value], Agreement], left: set[Value], right: set[Value]
) -> Agreement:
    """Give the best agreement between any value on one side and any on the other."""
    if not left or not right:
        return "unknown"
    if left & right:
        return "same"
    found = {compare(a, b) for a in left for b in right}
    for level in ("same", "near", "unknown"):
        if level in found:
            return level
    return "different"
