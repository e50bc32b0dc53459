"""Keeps a person's reference the same from night to night, and records what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.catalogue import PERSON_CHANGES
from core.identifiers import person_reference

# A record's first references clashed with others' hardly ever more often.
_ATTEMPTS_TRIED = 8


@dataclass(frozen=True)
class Spine:
    """The reference of each cluster, and how many were kept from before and given anew."""

    person_ids: tuple[str, ...]
    kept: int
    new: int


def name_clusters(
    clusters: Sequence[Sequence[str]],
    previous: Mapping[str, str],
    *,
    earlier: Mapping[str, str] | None = None,
    in_use: Collection[str] = (),
    reserved: Collection[str] = (),
    retired: Mapping[str, Collection[str]] | None = None,
) -> Spine:
    """Give each cluster of source persons its reference.

    A cluster keeps the reference that most of its records had. Where two clusters want the same
    one (a person was split), it goes to the cluster with more of that person's records, then to
    the one with the smallest source_person_id; the other takes its next wish, or a new one.
    A record that was away for some nights wants the reference it had then; records that were
    there last night come first. A reference once in use is never given to somebody else; one that
    was given up when two persons became one goes back to the records it was first made for, when
    they come apart again.

    Args:
        clusters: source_person_ids that belong together, for each person.
        previous: last night's person_id by source_person_id.
        earlier: person_id of source persons that were away last night.
        in_use: references of persons who are not among the clusters, since nothing about them
            changed.
        reserved: references that may not be given anew.
        retired: references given up in favour of each reference; see `retired_references`.
    """
    wishes = [
        (tier, -len(who), who[0], person_id, number)
        for tier, held_before in enumerate((previous, earlier or {}))
        for number, members in enumerate(clusters)
        for person_id, who in _held(members, held_before).items()
    ]
    named: dict[int, str] = {}
    given = set(in_use)
    for _, _, _, person_id, number in sorted(wishes):
        if number not in named and person_id not in given:
            named[number] = person_id
            given.add(person_id)
    kept = len(named)
    taken = {*reserved, *in_use, *previous.values(), *(earlier or {}).values()}
    for key, number in sorted((min(members), n) for n, members in enumerate(clusters)):
        if number not in named:
            old = {
                one for member in clusters[number] for one in _given_up(member, previous, retired)
            }
            named[number] = _own_again(key, old - given) or _new_reference(key, taken)
            taken.add(named[number])
            given.add(named[number])
    return Spine(
        person_ids=tuple(named[number] for number in range(len(clusters))),
        kept=kept,
        new=len(clusters) - kept,
    )


def record_changes(
    moved_from: pd.Series,
    moved_to: pd.Series,
    *,
    before: pd.Series,
    now: pd.Series,
    night: date | None,
) -> pd.DataFrame:
    """Say what became of each reference since the night before.

    One row per old and new reference that are not the same, ordered; see
    `core.catalogue.PERSON_CHANGES`. merged: nobody carries the old one any more, its records are
    with the new one. split: the old one stays, and some of its records are with the new one. new:
    none of the person's records were here. gone: none of the person's records are.

    Args:
        moved_from: person_id on the night before, of each record that has another one now.
        moved_to: the one it has now.
        before: every person_id of the night before.
        now: every person_id of tonight.
        night: the as-of date of the night.
    """
    old, new = (set(each.to_numpy(dtype="object")) for each in (before, now))
    moves = pd.DataFrame({"old": moved_from.to_numpy(), "new": moved_to.to_numpy()})
    moves = moves.astype("str").drop_duplicates()
    what = ["split" if reference in new else "merged" for reference in moves["old"]]
    gone = sorted(old - new - set(moves["old"]))
    fresh = sorted(new - old - set(moves["new"]))
    changes = pd.DataFrame(
        {
            "old_person_id": [*moves["old"], *gone, *[None] * len(fresh)],
            "new_person_id": [*moves["new"], *[None] * len(gone), *fresh],
            "night": pd.Timestamp(night) if night else pd.NaT,
            "what": [*what, *["gone"] * len(gone), *["new"] * len(fresh)],
        }
    )
    order = ["what", "old_person_id", "new_person_id"]
    return PERSON_CHANGES.conform(changes.sort_values(order, kind="stable"))


def resolve(reference: str, changes: pd.DataFrame, *, current: Collection[str]) -> tuple[str, ...]:
    """Give the references that a reference of any night stands for now, ordered.

    Itself, while it is in use. Otherwise those with whom its records were put, followed from
    night to night; where such a person came apart later, nobody can tell from the reference with
    which part its records went, so that both are given. Absent: nothing, if all its records are
    gone, or nobody ever had it.

    Args:
        reference: the reference somebody has noted down.
        changes: see `core.catalogue.PERSON_CHANGES`, in the order of nights.
        current: references in use.
    """
    if reference in current:
        return (reference,)
    moves = changes[changes["what"].isin(["merged", "split"])]
    reached = {reference}
    for old, new, what in zip(
        moves["old_person_id"], moves["new_person_id"], moves["what"], strict=True
    ):
        # What was split off while the reference was still in use went its own way under another.
        if old in reached and (what == "merged" or old != reference):
            reached.add(new)
    return tuple(sorted(reached & set(current)))


def retired_references(changes: pd.DataFrame | None) -> dict[str, set[str]]:
    """Give for each reference those that were given up in its favour, on any night.

    Args:
        changes: see `core.catalogue.PERSON_CHANGES`, in the order of nights.
    """
    into: dict[str, set[str]] = {}
    if changes is None:
        return into
    merged = changes[changes["what"] == "merged"]
    for old, new in zip(merged["old_person_id"], merged["new_person_id"], strict=True):
        into.setdefault(new, set()).update({old, *into.get(old, ())} - {new})
    return into


def reserved_references(changes: pd.DataFrame | None) -> set[str]:
    """Give every reference that anybody ever had."""
    if changes is None:
        return set()
    return {*changes["old_person_id"].dropna(), *changes["new_person_id"].dropna()}


def _held(members: Iterable[str], previous: Mapping[str, str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for member in sorted(members):
        if member in previous:
            held.setdefault(previous[member], []).append(member)
    return held


def _given_up(
    member: str, previous: Mapping[str, str], retired: Mapping[str, Collection[str]] | None
) -> Collection[str]:
    return (retired or {}).get(previous.get(member, ""), ())


def _own_again(key: str, retired: Collection[str]) -> str | None:
    """Give the retired reference that was first made for this record, if there is one."""
    own = (person_reference(key, attempt=attempt) for attempt in range(_ATTEMPTS_TRIED))
    return next((reference for reference in own if reference in retired), None)


def _new_reference(key: str, taken: Collection[str]) -> str:
    attempt = 0
    while (reference := person_reference(key, attempt=attempt)) in taken:
        attempt += 1
    return reference
