"""Puts records together, strongest agreement first, and keeps apart what cannot be one child.

A weight alone would merge twins, and a chain of links would merge a father with his son. So
every joining is held against all records on both sides, not only against the two that agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from linkage.apart import (
    NEAR_THE_LINE,
    Group,
    Homes,
    Pair,
    Record,
    leaves_a_question,
    who_lives_where,
    why_apart,
)
from linkage.names import compare_birth_dates

_FIRST = {"decision": 0, "identifier": 1, "details": 2}

# A record that agrees with two children about as well belongs to neither until somebody knows:
# 2 bits are odds of 4 to 1 between the two.
_ABOUT_AS_WELL = 2.0

# Why two records of one agency's list stay apart.
_OF_ONE_LIST = ("same_feed", NEAR_THE_LINE)


@dataclass
class Clusters:
    """Which records were put together, by which pairs, and which pairs were refused and why."""

    root: dict[int, int]
    used: list[Pair] = field(default_factory=list)
    refused: list[tuple[Pair, str]] = field(default_factory=list)


def cluster_records(
    records: Mapping[int, Record],
    pairs: list[Pair],
    *,
    different: Iterable[tuple[int, int]] = (),
    complete_feeds: frozenset[str] = frozenset(),
) -> Clusters:
    """Put records together.

    Decisions go first, then identifiers, then details, each from the strongest pair down; equal
    ones in the order of their numbers. So the order in which records arrive decides nothing.
    What agrees about as well with two children joins neither, and what would make one child of
    too many records is not joined on details at all.

    Args:
        records: by number.
        pairs: pairs that agree on an identifier, or on details above the line.
        different: pairs of records that somebody decided to be two children's.
        complete_feeds: feeds that hold nearly every child that others hold.
    """
    homes = who_lives_where(records, complete_feeds)
    order = sorted(pairs, key=lambda p: (_FIRST[p.basis], -round(p.weight, 6), p.left, p.right))
    not_with = _both_ways(different)
    clusters = _join(records, order, not_with=not_with, homes=homes)
    set_apart = {**_overgrown(clusters, order), **_undecided(clusters, records)}
    if not set_apart:
        return clusters
    kept = [pair for pair in order if pair not in set_apart]
    clusters = _join(records, kept, not_with=not_with, homes=homes)
    clusters.refused += set_apart.items()
    return clusters


def _join(
    records: Mapping[int, Record],
    order: list[Pair],
    *,
    not_with: Mapping[int, set[int]],
    homes: Homes,
) -> Clusters:
    groups = {
        number: Group.of(record, not_with.get(number, set())) for number, record in records.items()
    }
    clusters = Clusters(root={number: number for number in records})
    for pair in order:
        left, right = clusters.root[pair.left], clusters.root[pair.right]
        if left == right:
            continue
        ends = (records[pair.left], records[pair.right])
        why = why_apart(pair, ends, (groups[left], groups[right]), homes)
        if why:
            clusters.refused.append((pair, why))
            continue
        is_within_feed = not groups[left].feeds.isdisjoint(groups[right].feeds - {""})
        is_open = leaves_a_question(pair, *ends, is_within_feed=is_within_feed)
        clusters.used.append(replace(pair, needs_check=is_open))
        if len(groups[left].records) < len(groups[right].records):
            left, right = right, left
        for number in groups[right].records:
            clusters.root[number] = left
        groups[left].take_in(groups.pop(right))
    return clusters


def _overgrown(clusters: Clusters, order: list[Pair]) -> dict[Pair, str]:
    """Give the pairs on details within clusters that reached the size nobody can believe."""
    roots = set()
    for pair, why in clusters.refused:
        if why == "cluster_too_large":
            roots |= {clusters.root[pair.left], clusters.root[pair.right]}
    return {
        pair: "cluster_too_large"
        for pair in order
        if pair.basis == "details"
        and (clusters.root[pair.left] in roots or clusters.root[pair.right] in roots)
    }


def _undecided(clusters: Clusters, records: Mapping[int, Record]) -> dict[Pair, str]:
    """Give the pairs by which a record joined one child though it fits another about as well.

    Only for a record that came on details alone: what an identifier or a decision holds is not
    in question.
    """
    rivals: dict[int, list[tuple[Pair, str]]] = defaultdict(list)
    for pair, why in clusters.refused:
        if (
            pair.basis == "details"
            and why != "cluster_too_large"
            and clusters.root[pair.left] != clusters.root[pair.right]
        ):
            rivals[pair.left].append((pair, why))
            rivals[pair.right].append((pair, why))
    if not rivals:
        return {}
    steps: dict[int, list[Pair]] = defaultdict(list)
    for pair in clusters.used:
        steps[pair.left].append(pair)
        steps[pair.right].append(pair)
    found: dict[Pair, str] = {}
    for number in sorted(rivals):
        held = steps[number]
        if len(held) != 1 or held[0].basis != "details":
            continue
        joined = held[0]
        strongest = [
            pair
            for pair, why in rivals[number]
            if pair.weight >= joined.weight - _ABOUT_AS_WELL
            and (why not in _OF_ONE_LIST or _are_two_persons(number, joined, pair, records))
        ]
        if strongest:
            found[replace(joined, needs_check=False)] = "nearly_another_person"
            found.update((pair, "nearly_another_person") for pair in strongest)
    return found


def _are_two_persons(number: int, joined: Pair, rival: Pair, records: Mapping[int, Record]) -> bool:
    """Say whether a record without birth date may be a child's or, say, the father's.

    Otherwise two records of one child in one feed are no two children: the stronger one is right.
    """
    ends = [pair.left + pair.right - number for pair in (joined, rival)]
    births = [records[end].birth_date for end in ends]
    return records[number].birth_date is None and compare_birth_dates(*births) == "different"


def _both_ways(different: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for left, right in different:
        found[left].add(right)
        found[right].add(left)
    return found
