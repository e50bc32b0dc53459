"""Says for each record how it came to its person, and whether somebody has to check it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from linkage.apart import Basis, Pair
    from linkage.cluster import Clusters

# Another child's record that agrees nearly as well leaves a question: 5 bits are odds of 32.
_NEARLY_AS_STRONG = 5.0


@dataclass(frozen=True)
class Certainty:
    """How a record came to its person."""

    matched_by: Literal["identifier", "decision", "details", "alone"]
    probability: float | None  # of the weakest link on details; None where there is none
    needs_check: bool


ALONE = Certainty("alone", None, needs_check=False)


def judge_links(clusters: Clusters) -> dict[int, Certainty]:
    """Say for each record how it came to its person.

    A person has a core: the largest part that identifiers and decisions hold together (of equal
    ones the one with the lowest number). Its records came by identifier, or by decision where one
    lies between. Any other record is as sure as the weakest link on details between it and the
    core.
    """
    steps: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair in clusters.used:
        steps[pair.left].append((pair.right, pair))
        steps[pair.right].append((pair.left, pair))
    doubtful = _nearly_elsewhere(clusters)
    judged: dict[int, Certainty] = {}
    for start, core_size in _cores(clusters, steps):
        judged[start] = _judge_start(steps[start], core_size, is_doubtful=start in doubtful)
        weakest: dict[int, tuple[float | None, bool, bool]] = {start: (None, False, False)}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for there, pair in steps[here]:
                if there in weakest:
                    continue
                probability, check, decided = weakest[here]
                decided = decided or pair.basis == "decision"
                if pair.basis == "details":
                    probability = min(probability or 1.0, pair.probability)
                    check = check or there in doubtful
                check = check or pair.needs_check
                weakest[there] = (probability, check, decided)
                held_by: Basis = "decision" if decided else "identifier"
                judged[there] = Certainty(
                    held_by if probability is None else "details", probability, check
                )
                waiting.append(there)
    return judged


def _judge_start(steps: list[tuple[int, Pair]], core_size: int, *, is_doubtful: bool) -> Certainty:
    """Judge the record that others are measured from; on its own it is as sure as its best."""
    if not steps:
        return ALONE
    if core_size > 1:
        is_identified = any(pair.basis == "identifier" for _, pair in steps)
        return Certainty("identifier" if is_identified else "decision", None, needs_check=False)
    best = max((pair for _, pair in steps), key=lambda pair: pair.probability)
    return Certainty("details", best.probability, best.needs_check or is_doubtful)


def _cores(clusters: Clusters, steps: dict[int, list[tuple[int, Pair]]]) -> list[tuple[int, int]]:
    """Give for each cluster the lowest number in its core, and the size of the core."""
    best: dict[int, tuple[int, int]] = {}  # root → (-size, lowest number)
    seen: set[int] = set()
    for number in sorted(clusters.root):
        if number in seen:
            continue
        part, waiting = {number}, [number]
        while waiting:
            for there, pair in steps[waiting.pop()]:
                if pair.basis != "details" and there not in part:
                    part.add(there)
                    waiting.append(there)
        seen |= part
        root = clusters.root[number]
        best[root] = min(best.get(root, (0, 0)), (-len(part), number))
    return [(number, -size) for size, number in best.values()]


def _nearly_elsewhere(clusters: Clusters) -> set[int]:
    """Give records linked on details that agree nearly as well with another person's record."""
    held: dict[int, float] = {}
    for pair in clusters.used:
        if pair.basis == "details":
            for number in (pair.left, pair.right):
                held[number] = max(held.get(number, pair.weight), pair.weight)
    found: set[int] = set()
    for pair, _ in clusters.refused:
        if pair.basis == "details" and clusters.root[pair.left] != clusters.root[pair.right]:
            for number in (pair.left, pair.right):
                if number in held and pair.weight >= held[number] - _NEARLY_AS_STRONG:
                    found.add(number)
    return found
