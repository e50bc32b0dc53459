"""Which records, of different agencies, are about the same child?

Makes `links` and `persons`. Decisions of people come first, then valid identifiers; what they
leave open is weighed on names, dates and addresses. When in doubt, records stay apart: a missed
link leaves a story in pieces, a false one tells one child's story as another's.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from core.catalogue import LINKS, PERSON_CHANGES
from core.errors import LinkageError
from linkage.candidates import build_edges, weigh_marks
from linkage.clerical import read_decisions, to_decide_again
from linkage.database import hash_rows
from linkage.evidence import (
    build_evidence,
    complete_feeds,
    with_every_column,
    with_what_others_hold,
)
from linkage.marks import KEYS, Known, Marked, mark_records
from linkage.memory import Last, Memory
from linkage.outcome import Outcome, decide_clusters
from linkage.persons import RESTRICTIONS, build_persons, finish_persons
from linkage.review import build_queue, find_candidates
from linkage.sample import draw_pairs
from linkage.settings import Parameters
from linkage.spine import (
    name_clusters,
    record_changes,
    reserved_references,
    retired_references,
)

_APART = (
    "birth_dates", "forenames", "sexes", "nhs_numbers", "upns", "same_feed", "nearly_another_person",
    "cluster_too_large", "near_the_line",
)  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """What linkage makes of a night.

    links, persons, clerical_queue and person_changes (of all nights so far) are datasets of
    `core.catalogue`; summary has counts for the run page (no personal value); memory is what the
    next night needs to work out only what changed; worked_out_again says of how many records the
    company had to be worked out.
    """

    links: pd.DataFrame
    persons: pd.DataFrame
    summary: dict[str, int]
    clerical_queue: pd.DataFrame
    person_changes: pd.DataFrame
    memory: Memory
    worked_out_again: int


@dataclass(frozen=True)
class Before:
    """What earlier nights left: memory, changes of references, and decisions of people.

    All may be missing. Without `memory` everything is worked out again, with the same result;
    references are then kept by `links`.
    """

    memory: Memory | None = None
    links: pd.DataFrame | None = None
    person_changes: pd.DataFrame | None = None
    decisions: pd.DataFrame | None = None


NOTHING_BEFORE = Before()


def link_persons(
    source_persons: pd.DataFrame,
    *,
    parameters: Parameters,
    before: Before = NOTHING_BEFORE,
    night: date | None = None,
) -> Linked:
    """Put the records of each child together and give the child a reference.

    Links: one row per source person. Persons: one row per person. Both are ordered by their
    first column; the same rows in another order give the same result, and so does a night with
    memory and one without.
    Absent: a record with nothing to compare stands as a person of its own.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`; columns that no feed fills may be
            missing.
        parameters: `linkage.settings.REVIEWED_PARAMETERS`, or what `train_parameters` gave.
        before: what earlier nights left; nothing on the first.
        night: as-of date of the night, for the record of changed references.

    Raises:
        LinkageError: a source person comes twice, or is lost on the way; a decision cannot be
            read.
    """
    source_persons = with_every_column(source_persons)
    ids = source_persons["source_person_id"]
    _require_unique(ids)
    basis = _basis(parameters)
    memory = before.memory if before.memory and before.memory.is_valid_for(basis) else None
    last = _last_known(ids, before)
    rows = hash_rows(source_persons)
    plain = _renew_evidence(source_persons, rows, memory, last)
    complete = complete_feeds(plain)
    if memory and memory.complete_feeds != complete:
        memory = None  # who may be a twin is judged by other lists now
    evidence, overused = with_what_others_hold(plain, night=night)
    evidence["number"] = range(len(evidence))
    decided = read_decisions(before.decisions, evidence=evidence)
    known = _known(memory)
    marked = mark_records(evidence, decided=decided.records, known=known)
    weighed = weigh_marks(evidence, marked, parameters, known=known)
    edges = build_edges(evidence, marked, weighed, parameters, decided=decided)
    outcome = decide_clusters(
        evidence, marked, edges, decided=decided, memory=memory, last=last, complete_feeds=complete
    )
    person_ids = _name_persons(ids, outcome, last, before)
    _require_all(person_ids)
    records = outcome.records.assign(
        source_person_id=ids, person_id=person_ids, row=rows, mark=marked.records["mark"]
    )
    built = _build_changed_persons(source_persons, plain, records, memory=memory, last=last)
    restricted = _restricted_persons(evidence["agency"], marked, edges, person_ids)
    links = LINKS.conform(records.assign(agency=evidence["agency"])[LINKS.columns])
    persons = finish_persons(built, restricted=restricted)
    drawn = draw_pairs(
        records,
        marked,
        weighed,
        decided=decided,
        is_left_out=person_ids.isin(list(restricted)).to_numpy(),
    )
    candidates = find_candidates(
        evidence,
        marked,
        weighed,
        parameters=parameters,
        asked=pd.concat([outcome.asked, to_decide_again(decided, ids)], ignore_index=True),
        drawn=drawn,
        overused=overused,
        known=memory.afterwards if memory else None,
    )
    queue = build_queue(candidates.pairs, ids, person_ids, parameters=parameters, decided=decided)
    changes, counts = _compare_references(links, persons, last, before=before, night=night)
    summary = {
        **_count(links, persons, outcome.asked),
        **counts,
        "identifiers_overused": len(overused),
        "records_all_alike": int(marked.alike["size"].sum()),
        "keys_not_used": len(marked.crowded),
        "clerical_queue": len(queue),
    }
    return Linked(
        links=links,
        persons=persons,
        summary=summary,
        clerical_queue=queue,
        person_changes=_all_changes(before.person_changes, changes),
        memory=Memory(
            basis=pd.DataFrame({"value": [basis], "complete_feeds": [",".join(sorted(complete))]}),
            records=_remember(records, last),
            evidence=plain,
            pairs=weighed,
            afterwards=candidates.weighed_afterwards,
            crowded=pd.DataFrame({"key": marked.crowded}),
            asked=outcome.asked,
            persons=built,
        ),
        worked_out_again=int((~records["is_kept"]).sum()),
    )


def _basis(parameters: Parameters) -> str:
    """Give one text for all that decides what a pair of records weighs and leads to."""
    said = json.dumps(
        [_code(), parameters, KEYS, version("splink"), version("duckdb")], sort_keys=True
    )
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _code() -> str:
    """Give a hash of the code that decides, so that changed code never meets what older code left."""
    folder = Path(__file__).parent
    digest = hashlib.sha256((folder.parent / "core" / "identifiers.py").read_bytes())
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _require_unique(keys: pd.Series) -> None:
    repeated = int((keys == keys.shift()).sum())  # they come ordered
    if repeated:
        raise LinkageError(
            "A person of an agency comes more than once.",
            where="dataset source_persons, column source_person_id",
            expected="one row for each person of an agency's system",
            found=f"{repeated:,} repeated of {len(keys):,} rows",
            next_step="correct the feed's to_persons, or set the repeated rows aside before",
        )


def _require_all(person_ids: pd.Series) -> None:
    lost = int(person_ids.isna().sum())
    if lost:
        raise LinkageError(
            "Records were lost while they were put together.",
            where="dataset links",
            expected=f"each of {len(person_ids):,} source persons with exactly one person",
            found=f"{lost:,} without one",
            next_step="report this as a fault of linkage.outcome",
        )


def _last_known(ids: pd.Series, before: Before) -> Last:
    """Give the reference each source person had last."""
    if before.memory is not None:
        known = before.memory.records
    elif before.links is not None:
        known = before.links.assign(is_present=before.links.get("is_present", True))
    else:
        known = pd.DataFrame({"source_person_id": [], "person_id": [], "is_present": []}).astype(
            {"source_person_id": "str", "person_id": "str", "is_present": "bool"}
        )
    known = known[["source_person_id", "person_id", "is_present"]]
    return Last(known, pd.Index(known["source_person_id"]).get_indexer(ids))


def _last_references(before: Before, last: Last) -> pd.Series:
    """Give every person_id of the last night."""
    if before.memory is not None:
        return before.memory.persons["person_id"]
    return last.person_ids["person_id"].drop_duplicates()


def _renew_evidence(
    source_persons: pd.DataFrame, rows: np.ndarray, memory: Memory | None, last: Last
) -> pd.DataFrame:
    """Make evidence of new and changed records; the others' is last night's."""
    if memory is None:
        return build_evidence(source_persons)
    is_same = last.was_present() & (memory.records["row"].to_numpy()[last.place] == rows)
    fresh = build_evidence(source_persons[~is_same])
    both = pd.concat([memory.evidence, fresh], ignore_index=True)
    place = last.place.copy()
    place[~is_same] = len(memory.evidence) + np.arange(len(fresh))
    return both.take(place).reset_index(drop=True)


def _known(memory: Memory | None) -> Known | None:
    if memory is None:
        return None
    present = memory.records["is_present"].to_numpy()
    return Known(
        marks=memory.records["mark"].to_numpy()[present],
        pairs=memory.pairs,
        crowded=memory.crowded["key"].to_numpy(),
    )


def _name_persons(ids: pd.Series, outcome: Outcome, last: Last, before: Before) -> pd.Series:
    """Give the person_id of each record."""
    held = last.of_records()
    is_kept = outcome.records["is_kept"]
    in_use = held[is_kept].unique().to_numpy(dtype="object")
    is_open = (~is_kept).to_numpy()
    roots, keys = outcome.records["root"][is_open].tolist(), ids[is_open].tolist()
    clusters: dict[int, list[str]] = defaultdict(list)
    for root, key in zip(roots, keys, strict=True):
        clusters[root].append(key)
    was_present = last.was_present()
    previous, earlier = (
        dict(zip(ids[wanted].tolist(), held[wanted].tolist(), strict=True))
        for wanted in (is_open & was_present, is_open & ~was_present & held.notna().to_numpy())
    )
    spine = name_clusters(
        list(clusters.values()),
        previous,
        earlier=earlier,
        in_use=in_use,
        reserved={
            *last.person_ids["person_id"].unique().to_numpy(dtype="object"),
            *reserved_references(before.person_changes),
        },
        retired=retired_references(before.person_changes),
    )
    named = dict(zip(clusters, spine.person_ids, strict=True))
    given = held.array.copy()
    if is_open.any():
        given[is_open] = [named[root] for root in roots]
    return pd.Series(given, dtype="str")


def _build_changed_persons(
    source_persons: pd.DataFrame,
    evidence: pd.DataFrame,
    records: pd.DataFrame,
    *,
    memory: Memory | None,
    last: Last,
) -> pd.DataFrame:
    """Build the persons of whom a record or its company changed; the others are last night's."""
    if memory is None:
        return build_persons(source_persons, evidence, person_ids=records["person_id"])
    is_same = records["is_kept"].to_numpy() & (
        memory.records["row"].to_numpy()[last.place] == records["row"].to_numpy()
    )
    person, person_ids = pd.factorize(records["person_id"])
    is_changed = np.zeros(len(person_ids), dtype=bool)
    is_changed[person[~is_same]] = True
    rows = is_changed[person]
    new = build_persons(
        source_persons[rows], evidence[rows], person_ids=records.loc[rows, "person_id"]
    )
    place = pd.Index(memory.persons["person_id"]).get_indexer(person_ids[~is_changed])
    both = pd.concat([memory.persons.iloc[place], new], ignore_index=True)
    return both.sort_values("person_id", kind="stable", ignore_index=True)


def _restricted_persons(
    agencies: pd.Series, marked: Marked, edges: pd.DataFrame, person_ids: pd.Series
) -> set[str]:
    """Give the persons on the restrictions list, or near one who is.

    Near: any record above `RESTRICTION_THRESHOLD`, even one that was kept apart: it may be a
    piece of the restricted child's story that could not be put together.
    """
    listed = set(person_ids[(agencies == RESTRICTIONS).to_numpy()])
    if not listed:
        return set()
    is_listed = person_ids.isin(list(listed)).to_numpy()  # few: a list of restricted children
    left, right = edges["left"].to_numpy(), edges["right"].to_numpy()
    near = np.concatenate([right[is_listed[left]], left[is_listed[right]]])
    # What was weighed for a mark holds for all its records.
    alike = np.isin(marked.place, marked.place[near])
    return listed | set(person_ids[alike])


def _remember(records: pd.DataFrame, last: Last) -> pd.DataFrame:
    """Give what is kept of each record, and after them the references of records now away."""
    columns = ["source_person_id", "person_id", "row", "mark", "look", "matched_by",
               "match_probability", "needs_check"]  # fmt: skip
    away = last.person_ids.loc[last.is_away, ["source_person_id", "person_id"]].assign(
        row=0, mark=0, look=0, matched_by="alone", match_probability=np.nan, needs_check=False,
        is_present=False,
    )  # fmt: skip
    return pd.concat([records[columns].assign(is_present=True), away], ignore_index=True)


def _all_changes(earlier: pd.DataFrame | None, tonight: pd.DataFrame) -> pd.DataFrame:
    if earlier is None:
        return tonight
    return PERSON_CHANGES.conform(pd.concat([earlier, tonight], ignore_index=True))


def _count(links: pd.DataFrame, persons: pd.DataFrame, asked: pd.DataFrame) -> dict[str, int]:
    matched = links["matched_by"].value_counts()
    apart = Counter(asked.loc[asked["basis"] == "details", "why"])
    refused = asked[asked["why"] != "needs_check"]
    return {
        "source_persons": len(links),
        "persons": len(_told(persons)),
        "by_decision": int(matched.get("decision", 0)),
        "by_identifier": int(matched.get("identifier", 0)),
        "by_details": int(matched.get("details", 0)),
        "alone": int(matched.get("alone", 0)),
        "needs_check": int(links["needs_check"].sum()),
        # Among them the same UPN under two NHS numbers.
        "identifier_conflicts": int((refused["basis"] == "identifier").sum()),
        "restricted_persons": int(persons["is_restricted"].sum()),
        "most_records_of_one_person": int(
            links["person_id"].value_counts().max() if len(links) else 0
        ),
        **{f"kept_apart_by_{why}": apart[why] for why in _APART},
    }


def _compare_references(
    links: pd.DataFrame,
    persons: pd.DataFrame,
    last: Last,
    *,
    before: Before,
    night: date | None,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Give what became of each reference since the last night, and counts of it.

    In the counts the restrictions list alone makes no person and no move. Restricted children are
    counted like any others: their agencies' records are, and a difference between two numbers
    would tell how many they are.
    """
    was = last.of_records()  # of one that was away, the reference it had before
    has_moved = was.notna() & (was != links["person_id"])
    references = _last_references(before, last)
    changes = record_changes(
        was[has_moved],
        links.loc[has_moved, "person_id"],
        before=references,
        now=persons["person_id"],
        night=night,
    )
    # Sets of plain texts: `isin` on columns of texts is ten times as slow.
    told, known, now = (
        set(ids.to_numpy(dtype="object"))
        for ids in (_told(persons), references, persons["person_id"])
    )
    moved_from = was[has_moved & (links["agency"] != RESTRICTIONS)]
    left = set(moved_from.to_numpy(dtype="object"))
    return changes, {
        "person_ids_kept": len(told & known),
        "person_ids_new": len(told - known),
        "moved_since_last_night": len(moved_from),
        "references_merged": len(left - now),
        "references_split": len(left & now),
    }


def _told(persons: pd.DataFrame) -> pd.Series:
    """Give the persons of whom an agency has a record, and not the restrictions list alone."""
    return persons.loc[persons["agencies"] != "", "person_id"]
