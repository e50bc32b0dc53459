"""Works out which records are one child's, where anything changed since last night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice, starmap
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

from linkage.apart import Pair, Record
from linkage.candidates import BASES
from linkage.certainty import ALONE, Certainty, judge_links
from linkage.clerical import Decided
from linkage.cluster import cluster_records
from linkage.homes import join_homes
from linkage.marks import Marked
from linkage.memory import Last, Memory, find_components
from linkage.settings import LINK_THRESHOLD

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Outcome:
    """Who stands with whom tonight.

    `records`: by number, look (of its component), is_kept (its component is last night's), root
    (records with one root are one child's; -1 where kept), matched_by, match_probability,
    needs_check. `asked`: left, right (numbers), basis, why: pairs that were refused, with why, or linked with a
    question (`needs_check`).
    """

    records: pd.DataFrame
    asked: pd.DataFrame


def decide_clusters(
    evidence: pd.DataFrame,
    marked: Marked,
    edges: pd.DataFrame,
    *,
    decided: Decided,
    memory: Memory | None,
    last: Last,
    complete_feeds: frozenset[str],
) -> Outcome:
    """Put records together, and take over from last night what cannot have changed.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        marked: see `linkage.marks.mark_records`.
        edges: see `linkage.candidates.build_edges`.
        decided: see `linkage.clerical.read_decisions`.
        memory: of last night under the same parameters; None to work out everything.
        last: what was last known of tonight's records.
        complete_feeds: see `linkage.evidence.complete_feeds`.
    """
    ids = evidence["source_person_id"]
    apart = _decided_apart(ids, decided)
    strong = edges[edges["probability"] >= LINK_THRESHOLD]
    components = find_components(marked.records["held"].to_numpy(), strong, apart)
    look = components.look[components.label]
    records = pd.DataFrame({"look": look, "is_kept": False, "root": -1})
    asked = _write_down([])
    if memory is not None:
        before = memory.records.iloc[last.place]
        records["is_kept"] = (before["look"].to_numpy() == look) & last.was_present()
        for column in ("matched_by", "match_probability", "needs_check"):
            records[column] = before[column].to_numpy()
        asked = _still_asked(memory, last, records["is_kept"].to_numpy())
    is_open = ~records["is_kept"].to_numpy()
    worked_out, questions = _work_out(
        evidence[is_open],
        strong[is_open[strong["left"].to_numpy()]],
        components.label,
        apart=[(a, b) for a, b in apart.tolist() if is_open[a] and is_open[b]],
        complete_feeds=complete_feeds,
    )
    return Outcome(
        _with_certainty(records, worked_out),
        pd.concat([asked, _write_down(questions)], ignore_index=True),
    )


def _work_out(
    evidence: pd.DataFrame,
    edges: pd.DataFrame,
    label: np.ndarray,
    *,
    apart: list[tuple[int, int]],
    complete_feeds: frozenset[str],
) -> tuple[dict[int, tuple[int, Certainty]], list[tuple[Pair, str]]]:
    """Put the records of each component together: root and certainty by number, and questions.

    One component after the other, so that a county's records never stand in memory as objects
    all at once.
    """
    records = _by_component(read_records(evidence), label[evidence["number"].to_numpy()])
    pairs = _by_component(_read_pairs(edges), label[edges["left"].to_numpy()])
    different: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in apart:
        different[int(label[one])].append((one, other))
    found: dict[int, tuple[int, Certainty]] = {}
    questions: list[tuple[Pair, str]] = []
    waiting = next(pairs, None)
    for component, members in records:
        if waiting is None or waiting[0] != component:
            found.update({one.number: (one.number, ALONE) for one in members})
            continue
        clusters = cluster_records(
            {one.number: one for one in members},
            list(waiting[1]),
            different=different[component],
            complete_feeds=complete_feeds,
        )
        waiting = next(pairs, None)
        judged = judge_links(clusters)
        found.update({n: (root, judged[n]) for n, root in clusters.root.items()})
        questions += [
            (pair, why)
            for pair, why in clusters.refused
            if clusters.root[pair.left] != clusters.root[pair.right]
        ]
        questions += [(pair, "needs_check") for pair in clusters.used if pair.needs_check]
    return found, questions


def _by_component(things: Columns[Thing], label: np.ndarray) -> Iterator[tuple[int, list[Thing]]]:
    """Give the things of each component, component after component, made when they are needed."""
    order = np.argsort(label, kind="stable")
    ordered = label[order]
    ends = np.flatnonzero(np.r_[np.diff(ordered) != 0, True]) + 1 if len(order) else order
    rows = order.tolist()
    columns = ([column[row] for row in rows] for column in things.columns)
    made = starmap(things.make, zip(*columns, strict=True))
    start = 0
    for end in ends.tolist():
        yield int(ordered[start]), list(islice(made, end - start))
        start = end


@dataclass(frozen=True)
class Columns(Generic[Thing]):
    """Columns of plain values, and what a row of them makes."""

    columns: tuple[list[Any], ...]
    make: Callable[..., Thing]


def read_records(evidence: pd.DataFrame) -> Columns[Record]:
    """Give the records that clustering compares."""
    births = evidence["birth_date"].where(
        (evidence["birth_date"] != "") | (evidence["birth_year"] == 0),
        evidence["birth_year"].astype("str") + "-01-01",
    )
    homes = join_homes(evidence["postcode"], evidence["address"])
    plain = (
        "number", "feed", "forename", "surname", "sex", "nhs_number", "upn", "due_date",
        "other_identifier", "postcode",
    )  # fmt: skip
    columns = [evidence[name].tolist() for name in plain]
    return Columns((*columns, births.tolist(), homes.tolist()), _record)


def _record(  # a row of eleven columns
    number: int, feed: str, forename: str, surname: str, sex: str, nhs_number: str, upn: str,
    due: str, other: str, postcode: str, birth: str, home: str,
) -> Record:  # fmt: skip
    return Record(
        number, feed, forename, surname, _date(birth), sex, nhs_number, upn,
        postcode=postcode, home=home, due_date=_date(due), other_identifier=other,
    )  # fmt: skip


def _read_pairs(edges: pd.DataFrame) -> Columns[Pair]:
    names = ("left", "right", "basis", "weight", "probability")
    return Columns(
        tuple(edges[name].tolist() for name in names),
        lambda left, right, basis, weight, p: Pair(left, right, BASES[basis], weight, p),
    )


@lru_cache(maxsize=50_000)
def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decided_apart(ids: pd.Series, decided: Decided) -> np.ndarray:
    if not decided.different:
        return np.empty((0, 2), dtype="int64")
    numbers = pd.Index(ids).get_indexer([key for pair in decided.different for key in pair])
    pairs = np.sort(numbers.reshape(-1, 2), axis=1)
    return np.asarray(pairs[(pairs >= 0).all(axis=1)])


def _with_certainty(records: pd.DataFrame, found: dict[int, tuple[int, Certainty]]) -> pd.DataFrame:
    numbers = sorted(found)
    said = [found[number] for number in numbers]
    worked_out = {
        "root": [root for root, _ in said],
        "matched_by": [one.matched_by for _, one in said],
        "match_probability": [one.probability for _, one in said],
        "needs_check": [one.needs_check for _, one in said],
    }
    merged = {}
    for column, kind in (
        ("root", "int64"), ("matched_by", "str"), ("match_probability", "float64"),
        ("needs_check", "bool"),
    ):  # fmt: skip
        values = (
            records[column].to_numpy(dtype="object").copy()
            if column in records
            else np.empty(len(records), dtype="object")
        )
        values[numbers] = worked_out[column]
        merged[column] = pd.Series(values, index=records.index).astype(kind)
    return records.assign(**merged)


def _still_asked(memory: Memory, last: Last, is_kept: np.ndarray) -> pd.DataFrame:
    """Give the questions of components that did not change, in tonight's numbers."""
    tonight = np.full(len(memory.records), -1)
    tonight[last.place[is_kept]] = np.flatnonzero(is_kept)
    left, right = (tonight[memory.asked[end].to_numpy()] for end in ("left", "right"))
    return memory.asked.assign(left=left, right=right)[(left >= 0) & (right >= 0)]


def _write_down(questions: list[tuple[Pair, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "left": [pair.left for pair, _ in questions],
            "right": [pair.right for pair, _ in questions],
            "basis": [pair.basis for pair, _ in questions],
            "why": [why for _, why in questions],
        }
    ).astype({"left": "int64", "right": "int64", "basis": "str", "why": "str"})
