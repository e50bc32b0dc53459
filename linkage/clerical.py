"""Decisions of people about pairs of records: what counts, and what they ask of linkage.

A decision stands above every weight and identifier and above training; it is taken back by a
later one on the same pair. Decisions are kept as rows that are only ever added to.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.catalogue import CLERICAL_DECISIONS
from core.errors import LinkageError

DECISIONS = ("same", "different", "undo")


@dataclass(frozen=True)
class Decided:
    """What counts tonight: pairs of source_person_ids, the smaller one first.

    `same` comes newest first; of two that contradict each other the newer one counts.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()

    @property
    def records(self) -> frozenset[str]:
        """The records somebody decided about."""
        return frozenset(key for pair in (*self.same, *self.different) for key in pair)


def read_decisions(decisions: pd.DataFrame | None) -> Decided:
    """Give what counts of all decisions made so far: the last row about each pair.

    Args:
        decisions: see `core.catalogue.CLERICAL_DECISIONS`, in the order they were made within a
            day; None where nobody has decided anything.

    Raises:
        LinkageError: a decision is none that linkage knows, or about a record and itself.
    """
    if decisions is None or decisions.empty:
        return Decided()
    rows = CLERICAL_DECISIONS.conform(decisions)
    _require_readable(rows)
    rows = rows.sort_values("decided_at", kind="stable")
    newest: dict[tuple[str, str], str] = {}
    for one, other, decision in zip(
        rows["source_person_id"], rows["other_source_person_id"], rows["decision"], strict=True
    ):
        pair = (min(one, other), max(one, other))
        newest.pop(pair, None)  # a later row moves the pair to the end
        newest[pair] = decision
    return Decided(
        same=tuple(pair for pair in reversed(newest) if newest[pair] == "same"),
        different=tuple(pair for pair in reversed(newest) if newest[pair] == "different"),
    )


def _require_readable(rows: pd.DataFrame) -> None:
    unknown = sorted(set(rows["decision"]) - set(DECISIONS))
    alone = int((rows["source_person_id"] == rows["other_source_person_id"]).sum())
    if unknown or alone:
        raise LinkageError(
            "A clerical decision cannot be read.",
            where="dataset clerical_decisions",
            expected=f"{', '.join(DECISIONS)}, about two different records",
            found=f"{len(unknown)} other words, {alone:,} rows about a record and itself",
            next_step="correct the rows in the file of decisions, and apply it again",
        )
