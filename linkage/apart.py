"""Says why two sets of records cannot be one child, whatever their weights say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from linkage.names import (
    Agreement,
    compare_birth_dates,
    compare_forenames,
    compare_surnames,
    count_edits,
    forename_key,
)
from linkage.settings import (
    CHECK_BELOW,
    MOST_RECORDS_OF_ONE_CHILD,
    WITHIN_FEED_PROBABILITY,
)

Basis = Literal["decision", "identifier", "details"]
Value = TypeVar("Value", str, date)

# From 24 weeks of pregnancy to four weeks after the due date.
_DAYS_BORN_BEFORE_DUE, _DAYS_BORN_AFTER_DUE = 112, 28

_AGREE = ("same", "near")

_births = lru_cache(maxsize=200_000)(compare_birth_dates)
_forenames = lru_cache(maxsize=200_000)(compare_forenames)


@dataclass(frozen=True, slots=True)
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
    postcode: str = ""
    home: str = ""  # postcode and first line, where both are known
    due_date: date | None = None
    other_identifier: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that agree, by what, and how much (log2 odds and probability)."""

    left: int
    right: int
    basis: Basis
    weight: float
    probability: float
    needs_check: bool = False


@dataclass(slots=True)
class Group:
    """What the records of one cluster hold between them."""

    records: list[int]
    feeds: set[str]
    forenames: set[str]
    birth_dates: set[date]
    sexes: set[str]
    nhs_numbers: set[str]
    upns: set[str]
    not_with: set[int] = field(default_factory=set)  # records decided to be another child's

    @classmethod
    def of(cls, record: Record, not_with: set[int]) -> Group:
        """Give the cluster of one record."""
        return cls(
            [record.number],
            {record.feed},
            {record.forename} - {""},
            {record.birth_date} if record.birth_date else set(),
            {record.sex} - {""},
            {record.nhs_number} - {""},
            {record.upn} - {""},
            not_with,
        )

    def take_in(self, other: Group) -> None:
        """Add another cluster's records to this one."""
        self.records += other.records
        self.feeds |= other.feeds
        self.forenames |= other.forenames
        self.birth_dates |= other.birth_dates
        self.sexes |= other.sexes
        self.nhs_numbers |= other.nhs_numbers
        self.upns |= other.upns
        self.not_with = self.not_with | other.not_with


@dataclass(frozen=True)
class Homes:
    """Who lives where under one surname and birth date, and which lists would show a twin."""

    # (surname, birth date, home) → (feed, forename key) of the records that hold all three
    forenames: Mapping[tuple[str, date, str], set[tuple[str, str]]]
    complete_feeds: frozenset[str]


def who_lives_where(records: Mapping[int, Record], complete_feeds: frozenset[str]) -> Homes:
    """Give which forenames each feed holds at one home under one surname and birth date.

    Args:
        records: by number.
        complete_feeds: feeds that hold nearly every child that others hold.
    """
    homes: dict[tuple[str, date, str], set[tuple[str, str]]] = {}
    for record in records.values():
        if record.home and record.birth_date and record.surname and len(record.forename) > 1:
            place = (record.surname, record.birth_date, record.home)
            homes.setdefault(place, set()).add((record.feed, forename_key(record.forename)))
    return Homes(homes, complete_feeds)


def why_apart(  # one question, answered in the order in which the answers weigh
    pair: Pair, ends: tuple[Record, Record], groups: tuple[Group, Group], homes: Homes
) -> str:
    """Give the reason why two clusters stay apart; empty if they may be one child."""
    left, right = groups
    if not left.not_with.isdisjoint(right.records) or not right.not_with.isdisjoint(left.records):
        return "decided_different"
    if pair.basis == "decision":
        return ""
    if len(left.nhs_numbers | right.nhs_numbers) > 1:
        return "nhs_numbers"
    if len(left.records) + len(right.records) > MOST_RECORDS_OF_ONE_CHILD:
        return "cluster_too_large"
    births = _agreement(_births, left.birth_dates, right.birth_dates)
    forenames = _agreement(_forenames, _written_out(left), _written_out(right))
    if are_names_swapped(*ends):
        forenames = "same"
    if pair.basis == "identifier":
        is_conflict = _contradicts(*ends) or (births == forenames == "different")
        return "identifier_conflict" if is_conflict else ""
    return _why_details_apart(pair, ends, groups, births=births, forenames=forenames, homes=homes)


def _why_details_apart(
    pair: Pair,
    ends: tuple[Record, Record],
    groups: tuple[Group, Group],
    *,
    births: Agreement,
    forenames: Agreement,
    homes: Homes,
) -> str:
    left, right = groups
    is_known_otherwise = _is_known_otherwise(*ends)
    if births == "different" and not is_known_otherwise:
        return "birth_dates"
    if forenames == "different" and not (is_known_otherwise or _is_no_twin(*ends, homes)):
        return "forenames"
    if forenames == "near" and left.sexes and right.sexes and not left.sexes & right.sexes:
        return "sexes"
    is_alike = pair.probability >= WITHIN_FEED_PROBABILITY and _is_entered_twice(*ends)
    if len(left.upns | right.upns) > 1 and not is_alike:
        return "upns"
    if not (left.feeds & right.feeds) - {""}:
        return ""
    return "" if is_alike or is_known_otherwise or _is_born(*ends) else "same_feed"


def leaves_a_question(pair: Pair, left: Record, right: Record) -> bool:
    """Say whether a person has to check that two linked records are the right child."""
    if pair.basis == "decision":
        return False
    forenames = _forenames(left.forename, right.forename)
    births = _births(left.birth_date, right.birth_date)
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


def are_names_swapped(left: Record, right: Record) -> bool:
    """Say whether one record holds the forename as surname and the surname as forename."""
    if "" in (left.forename, left.surname, right.forename, right.surname):
        return False
    return (
        _forenames(left.forename, right.surname) in _AGREE
        and _forenames(left.surname, right.forename) in _AGREE
        and "different"
        in (
            _forenames(left.forename, right.forename),
            compare_surnames(left.surname, right.surname),
        )
    )


def _is_known_otherwise(left: Record, right: Record) -> bool:
    """Say whether an unchecked identifier agrees, and two other things with it.

    Brothers and sisters, twins too, have identifiers of their own; a number copied to the wrong
    record agrees in nothing else. A slip of a key counts as agreeing, but not one in the last two
    characters: there, twins differ whose numbers were given one after the other.
    """
    one, other = left.other_identifier, right.other_identifier
    if "" in (one, other):
        return False
    if one != other and (one[:-2] == other[:-2] or count_edits(one, other) > 1):
        return False
    if are_names_swapped(left, right):
        return True
    agreements = (
        _forenames(left.forename, right.forename),
        compare_surnames(left.surname, right.surname),
        _births(left.birth_date, right.birth_date),
        "same" if left.postcode and left.postcode == right.postcode else "unknown",
    )
    return sum(found in _AGREE for found in agreements) >= 2


def _is_no_twin(left: Record, right: Record, homes: Homes) -> bool:
    """Say whether a second forename is one child's, since no list holds two such children.

    All else has to be the same in full, and one of the two lists has to hold nearly every child
    that others hold: it would hold the twin, if there were one.
    """
    place = (left.surname, left.birth_date, left.home)
    if place != (right.surname, right.birth_date, right.home) or not all(place):
        return False
    if "" in (left.sex, right.sex) or left.sex != right.sex or left.feed == right.feed:
        return False
    held = homes.forenames.get(place, set())  # type: ignore[arg-type]  # all(place): there is a date
    feeds = Counter(feed for feed, _ in held)
    return (
        max(feeds.values(), default=2) == 1
        and len({name for _, name in held}) == 2
        and not homes.complete_feeds.isdisjoint((left.feed, right.feed))
    )


def _is_entered_twice(left: Record, right: Record) -> bool:
    """Say whether one agency may have entered a child twice: the same, or a slip of a key away."""
    births = _births(left.birth_date, right.birth_date)
    if left.forename == "" or right.forename == "" or births == "different":
        return False
    if _forenames(left.forename, right.forename) == "same":
        is_same_home = left.home != "" and left.home == right.home
        return births == "same" or (is_same_home and left.surname == right.surname)
    return (
        births == "same"
        and _is_slip(left.forename, right.forename)
        and "" not in (left.sex, right.sex)
        and left.sex == right.sex
    )


def _is_born(left: Record, right: Record) -> bool:
    """Say whether one record is of the unborn child and the other of the child as born."""
    for unborn, born in ((left, right), (right, left)):
        if unborn.due_date and born.birth_date and not unborn.birth_date and not unborn.forename:
            days = (born.birth_date - unborn.due_date).days
            return -_DAYS_BORN_BEFORE_DUE <= days <= _DAYS_BORN_AFTER_DUE
    return False


def _is_slip(left: str, right: str) -> bool:
    """Say whether two forenames differ as by a slip of a key, not as twins' names may."""
    is_long = min(len(left), len(right)) >= 6
    return is_long and left[0] == right[0] and count_edits(left, right) == 1


def _contradicts(left: Record, right: Record) -> bool:
    """Say whether name and date of birth both speak against a shared identifier."""
    if _births(left.birth_date, right.birth_date) != "different":
        return False
    names = _forenames(left.forename, right.forename)
    if are_names_swapped(left, right):
        return False
    if names == "unknown":
        names = compare_surnames(left.surname, right.surname)
    return names == "different"


def _written_out(group: Group) -> set[str]:
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
