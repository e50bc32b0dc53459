"""Decisions of people about pairs of records: what counts, and what they ask of linkage.

A decision stands above every weight and identifier and above training; it is taken back by a
later one on the same pair. Decisions are kept as rows that are only ever added to: their order is
the order in which they were made, whatever a clock said on the day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.catalogue import CLERICAL_DECISIONS
from core.errors import LinkageError
from core.store import hash_of

DECISIONS = ("same", "different", "undo")
OUTLIVED = "decision_outlived"
"""Why a pair is in the queue of which one record is another child's since it was decided."""

_PAIR = ["source_person_id", "other_source_person_id"]
_NEEDED = {*_PAIR, "decision", "decided_at"}


@dataclass(frozen=True)
class Decided:
    """What counts tonight: pairs of source_person_ids, the smaller one first.

    `same` comes newest first; of two that contradict each other the newer one counts. `outlived`
    were decided about, but one of the two records is another child's by now: nothing counts of
    them until somebody decides again.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    outlived: tuple[tuple[str, str], ...] = ()

    @property
    def records(self) -> frozenset[str]:
        """The records somebody decided about."""
        return frozenset(key for pair in (*self.same, *self.different) for key in pair)


def read_decisions(
    decisions: pd.DataFrame | None, *, evidence: pd.DataFrame | None = None
) -> Decided:
    """Give what counts of all decisions made so far: the last row about each pair.

    Args:
        decisions: see `core.catalogue.CLERICAL_DECISIONS`, in the order they were made; None
            where nobody has decided anything.
        evidence: what tonight's records say, see `linkage.evidence.build_evidence`; without it
            no decision is outlived.

    Raises:
        LinkageError: a decision is none that linkage knows, or about a record and itself.
    """
    if decisions is None or decisions.empty:
        return Decided()
    rows = complete_decisions(decisions)
    _require_readable(rows)
    newest: dict[tuple[str, str], int] = {}
    pairs = [(min(pair), max(pair)) for pair in zip(rows[_PAIR[0]], rows[_PAIR[1]], strict=True)]
    for row, pair in enumerate(pairs):
        newest.pop(pair, None)  # a later row moves the pair to the end
        newest[pair] = row
    is_outlived, words = _outlived(rows, evidence), rows["decision"].tolist()
    said: dict[str, list[tuple[str, str]]] = {word: [] for word in (*DECISIONS, OUTLIVED)}
    for pair, row in reversed(newest.items()):
        is_kept = words[row] == "undo" or not is_outlived[row]
        said[words[row] if is_kept else OUTLIVED].append(pair)
    return Decided(tuple(said["same"]), tuple(said["different"]), tuple(said[OUTLIVED]))


def complete_decisions(decisions: pd.DataFrame) -> pd.DataFrame:
    """Give decisions in the order they are in, with every column; what is not told is missing.

    Args:
        decisions: see `core.catalogue.CLERICAL_DECISIONS`; columns that may be empty may be
            missing.
    """
    absent = set(CLERICAL_DECISIONS.columns) - set(decisions.columns) - _NEEDED
    return CLERICAL_DECISIONS.conform(decisions.assign(**dict.fromkeys(absent)))


def identify(evidence: pd.DataFrame) -> pd.Series:
    """Say in a hash of the name, and one of the birth date, whose each record is.

    Such as `n5c1f0a92be b90d2e417aa`, by source_person_id; `n` or `b` alone where none is known.
    It is kept with a decision so that a record which an agency gives to another child later is
    seen, and holds no plain value; who tries all dates still finds the one, so it is kept as
    safely as names are.

    Args:
        evidence: see `linkage.evidence.build_evidence`; source_person_id, forename, surname and
            birth_date are read.
    """
    names = (evidence["forename"] + " " + evidence["surname"]).str.split().map(sorted).str.join(" ")
    told = [
        f"{_hash('n', key, name)} {_hash('b', key, born)}"
        for key, name, born in zip(
            evidence["source_person_id"], names, evidence["birth_date"], strict=True
        )
    ]
    return pd.Series(told, index=pd.Index(evidence["source_person_id"]), dtype="str")


def is_another(then: str, now: str) -> bool:
    """Say whether a record is another child's now: both its name and its birth date changed.

    One of the two alone is a correction, or a name taken on. Absent: no where either is not known
    of then or now.

    Args:
        then: see `identify`, as it was; empty if nobody kept it.
        now: the same of the same record, as it is.
    """
    was, born, is_now, born_now = (*then.split(), *now.split(), *[""] * 4)[:4]
    is_told = all(len(part) > 1 for part in (was, born, is_now, born_now))
    return is_told and was != is_now and born != born_now


def to_decide_again(decided: Decided, ids: pd.Series) -> pd.DataFrame:
    """Give the pairs whose decision was outlived, as questions of `linkage.outcome.Outcome.asked`.

    Args:
        decided: see `read_decisions`.
        ids: source_person_id by number.
    """
    keys = [key for pair in decided.outlived for key in pair]
    numbers = pd.Index(ids).get_indexer(keys).reshape(-1, 2)
    numbers = np.sort(numbers[(numbers >= 0).all(axis=1)], axis=1)
    asked = pd.DataFrame(numbers, columns=["left", "right"], dtype="int64")
    return asked.assign(basis="decision", why=OUTLIVED).astype({"basis": "str", "why": "str"})


def _hash(mark: str, key: str, value: str) -> str:
    return mark + (hash_of([mark, key, value])[:10] if value else "")


def _outlived(rows: pd.DataFrame, evidence: pd.DataFrame | None) -> np.ndarray:
    is_outlived = np.zeros(len(rows), dtype=bool)
    if evidence is None:
        return is_outlived
    is_asked = evidence["source_person_id"].isin([*rows[_PAIR[0]], *rows[_PAIR[1]]])
    now = identify(evidence[is_asked]).to_dict()
    for end, kept in zip(_PAIR, ("identity", "other_identity"), strict=True):
        then = rows[kept].fillna("")
        is_outlived |= [
            is_another(was, now.get(key, "")) for was, key in zip(then, rows[end], strict=True)
        ]
    return is_outlived


def _require_readable(rows: pd.DataFrame) -> None:
    unknown = sorted(set(rows["decision"]) - set(DECISIONS))
    alone = int((rows["source_person_id"] == rows["other_source_person_id"]).sum())
    if unknown or alone:
        raise LinkageError(
            "A clerical decision cannot be read.",
            where="dataset clerical_decisions",
            expected=f"{', '.join(DECISIONS)}, about two different records",
            found=f"{len(unknown)} other words, {alone:,} rows about a record and itself",
            next_step="correct the rows where the decisions are kept, and link again",
        )
