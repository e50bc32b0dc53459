"""Keeps a person's reference the same from night to night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.identifiers import person_reference


@dataclass(frozen=True)
class Spine:
    """The reference of each cluster, and how many were kept from before and given anew."""

    person_ids: tuple[str, ...]
    kept: int
    new: int


def name_clusters(clusters: Sequence[Sequence[str]], previous: dict[str, str]) -> Spine:
    """Give each cluster of source persons its reference.

    A cluster keeps the reference that most of its records had. Where two clusters want the same
    one (a person was split), it goes to the cluster with more of that person's records, then to
    the one with the smallest source_person_id; the other takes its next wish, or a new one.
    A reference in use on the night before is never given to somebody else.

    Args:
        clusters: source_person_ids that belong together, for each person.
        previous: last night's person_id by source_person_id.
    """
    wishes = []
    for number, members in enumerate(clusters):
        held: dict[str, list[str]] = {}
        for member in sorted(members):
            if member in previous:
                held.setdefault(previous[member], []).append(member)
        wishes += [(-len(who), who[0], person_id, number) for person_id, who in held.items()]
    named: dict[int, str] = {}
    given: set[str] = set()
    for _, _, person_id, number in sorted(wishes):
        if number not in named and person_id not in given:
            named[number] = person_id
            given.add(person_id)
    kept = len(named)
    taken = set(previous.values())
    for key, number in sorted((min(members), n) for n, members in enumerate(clusters)):
        if number not in named:
            named[number] = _new_reference(key, taken)
            taken.add(named[number])
    return Spine(
        person_ids=tuple(named[number] for number in range(len(clusters))),
        kept=kept,
        new=len(clusters) - kept,
    )


def count_moved(current: dict[str, str], previous: dict[str, str]) -> int:
    """Count source persons that stand with another person than on the night before."""
    both = Counter(
        current[key] == person_id for key, person_id in previous.items() if key in current
    )
    return both[False]


def _new_reference(key: str, taken: set[str]) -> str:
    attempt = 0
    while (reference := person_reference(key, attempt=attempt)) in taken:
        attempt += 1
    return reference
