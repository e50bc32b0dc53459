"""Says why two sets of records cannot be one child, whatever their weights say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from linkage.names import (
    KNOWN_NAMES,
    SEVERAL,
    Agreement,
    called,
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

NEAR_THE_LINE = "near_the_line"
"""Why two records of one list stay apart that may be twins' as well as one child's: somebody asks."""

_AGREE = ("same", "near")
_DOUBLED = re.compile(r"(.)\1")

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
    called: set[str]  # the same, or the surname where a record looks written backwards
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
            {called(record.forename, record.surname)} - {""} if record.forename else set(),
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
        self.called |= other.called
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
    if _names_several(*ends):
        return NEAR_THE_LINE
    if _hide_two_children(ends, groups):
        forenames = "different"
    if births == "different" and not is_known_otherwise:
        return "birth_dates"
    if forenames == "different" and not (is_known_otherwise or _is_no_twin(*ends, homes)):
        return "forenames"
    if forenames in _AGREE and not are_names_swapped(*ends) and _are_boy_and_girl(left, right):
        return "sexes"
    has_two_upns = len(left.upns | right.upns) > 1
    is_alike = pair.probability >= WITHIN_FEED_PROBABILITY and (
        _is_entered_twice(*ends) or (_is_entered_misspelt(*ends) and not has_two_upns)
    )
    if has_two_upns and not is_alike:
        return "upns"
    if not (left.feeds & right.feeds) - {""}:
        return ""
    if is_alike or is_known_otherwise or _is_born(*ends):
        return ""
    is_one_home = ends[0].home != "" and ends[0].home == ends[1].home
    return NEAR_THE_LINE if is_one_home and births in _AGREE else "same_feed"


def _hide_two_children(ends: tuple[Record, Record], groups: tuple[Group, Group]) -> bool:
    """Say whether two children look like one only since some records are written backwards.

    Those share the family's name where the forename should stand. A forename that is no known
    name may also be a misspelt one: where the two records agree on it, both have to look
    backwards, with different names of one child and the other.
    """
    one, other = ends
    if are_names_swapped(one, other):
        return False
    if _forenames(one.forename, other.forename) in _AGREE:
        is_told = all(called(end.forename, end.surname) != end.forename for end in ends)
        is_told &= compare_surnames(one.surname, other.surname) == "different"
    else:
        is_told = any(group.called != group.forenames for group in groups)
    return is_told and _agreement(_forenames, *(group.called for group in groups)) == "different"


def leaves_a_question(
    pair: Pair, left: Record, right: Record, *, is_within_feed: bool = False
) -> bool:
    """Say whether a person has to check that two linked records are the right child.

    Args:
        pair: by what they were linked.
        left: one of the two.
        right: the other one.
        is_within_feed: the link makes one child of two records of one agency's list.
    """
    if pair.basis == "decision":
        return False
    forenames = _forenames(left.forename, right.forename)
    births = _births(left.birth_date, right.birth_date)
    has_other_surname = compare_surnames(left.surname, right.surname) == "different"
    if pair.basis == "identifier":
        is_by_upn = left.nhs_number == "" or left.nhs_number != right.nhs_number
        has_moved = "" not in (left.postcode, right.postcode) and left.postcode != right.postcode
        may_be_adopted = is_by_upn and has_other_surname and has_moved
        return "different" in (forenames, births) or may_be_adopted
    return (
        pair.probability < CHECK_BELOW
        or forenames in ("unknown", "different")
        or births in ("unknown", "different")
        or has_other_surname
        or (births == "near" and not _is_same_year(left, right))
        or (forenames == "near" and not _is_slip(left.forename, right.forename))
        or ("" not in (left.upn, right.upn) and left.upn != right.upn)
        or (is_within_feed and replace(left, number=right.number) != right)
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


def _are_boy_and_girl(left: Group, right: Group) -> bool:
    """Say whether a short form hides two children: Alex may be Alexander or Alexandra."""
    if not left.sexes or not right.sexes or left.sexes & right.sexes:
        return False
    names = [(one, other) for one in _written_out(left) for other in _written_out(right)]
    is_one_name = any(_words(one) & _words(other) for one, other in names)
    return not is_one_name or any(_forenames(*pair) == "different" for pair in names)


def _words(name: str) -> set[str]:
    return {*name.split(), name.replace(" ", "")}


def _names_several(left: Record, right: Record) -> bool:
    """Say whether one record names several children, Jack and Ava, and the other does not."""
    return left.forename != right.forename and any(
        SEVERAL in one.forename.split() for one in (left, right)
    )


def _is_entered_twice(left: Record, right: Record) -> bool:
    """Say whether one agency may have entered a child twice under one forename.

    Not where the years differ: brothers at one home may share a forename, and their birthday.
    """
    if _forenames(left.forename, right.forename) != "same":
        return False
    births = _births(left.birth_date, right.birth_date)
    if births in ("same", "different"):
        return births == "same"
    is_same_home = left.home != "" and left.home == right.home
    is_year_open = births == "unknown" or _is_same_year(left, right)
    return is_year_open and is_same_home and left.surname == right.surname


def _is_entered_misspelt(left: Record, right: Record) -> bool:
    """Say whether one agency may have entered a child twice, once with a slip of a key."""
    return (
        _births(left.birth_date, right.birth_date) == "same"
        and _is_slip(left.forename, right.forename)
        and "" not in (left.sex, right.sex)
        and left.sex == right.sex
    )


def _is_same_year(left: Record, right: Record) -> bool:
    return (left.birth_date and left.birth_date.year) == (
        right.birth_date and right.birth_date.year
    )


def _is_born(left: Record, right: Record) -> bool:
    """Say whether one record is of the unborn child and the other of the child as born."""
    for unborn, born in ((left, right), (right, left)):
        if unborn.due_date and born.birth_date and not unborn.birth_date and not unborn.forename:
            days = (born.birth_date - unborn.due_date).days
            return -_DAYS_BORN_BEFORE_DUE <= days <= _DAYS_BORN_AFTER_DUE
    return False


def _is_slip(left: str, right: str) -> bool:
    """Say whether two forenames differ as by a slip of a key, not as twins' names may.

    Two neighbouring letters exchanged, or one letter doubled: Sebastain, Harriett. Any other
    letter may make another name, as Samira and Samina, or Rafael and Rafaela.
    """
    if min(len(left), len(right)) < 6 or left == right or {left, right} <= KNOWN_NAMES:
        return False
    is_exchanged = sorted(left) == sorted(right) and count_edits(left, right) == 1
    return is_exchanged or _DOUBLED.sub(r"\1", left) == _DOUBLED.sub(r"\1", right)


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
