"""What a night remembers for the next, so that only what changed is looked at again.

Records that hang together by pairs form a *component*. Which of its records are one child's
depends on nothing outside it. So a component with the same records, values and pairs as last night
has the same outcome, and only the others are worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from scipy.sparse import coo_array  # type: ignore[import-untyped]  # scipy has no types
from scipy.sparse.csgraph import (  # type: ignore[import-untyped]  # scipy has no types
    connected_components,
)

from linkage.database import ODD, mix


@dataclass(frozen=True)
class Memory:
    """Frames that a store can keep between two nights, and what they are valid for.

    Personal: `evidence` and `persons` hold names and addresses, as `source_persons` does.
    """

    basis: pd.DataFrame  # value: one row, what code and parameters it was made with
    records: pd.DataFrame  # source person: row hash, mark, component, person, how it was linked
    evidence: pd.DataFrame  # rows of `records` in its order: see `linkage.evidence`
    pairs: pd.DataFrame  # weighed pair of marks
    afterwards: pd.DataFrame  # the same, of pairs below every line that somebody has to look at
    crowded: pd.DataFrame  # key that was not used
    asked: pd.DataFrame  # pair of rows of `records` kept apart, or linked with a question
    persons: pd.DataFrame  # person as built, with home

    def frames(self) -> dict[str, pd.DataFrame]:
        """Give the frames by the names of their datasets, such as `linkage_pairs`."""
        return {f"linkage_{field.name}": getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_frames(cls, frames: Mapping[str, pd.DataFrame]) -> Memory:
        """Give the memory back that `frames` took apart."""
        return cls(**{field.name: frames[f"linkage_{field.name}"] for field in fields(cls)})

    def is_valid_for(self, basis: str) -> bool:
        """Say whether tonight's code and parameters are those it was made with."""
        return bool(self.basis["value"].tolist() == [basis]) and len(self.records) > 0

    @property
    def complete_feeds(self) -> frozenset[str]:
        """The feeds that held nearly every child that night."""
        return frozenset(self.basis["complete_feeds"].iloc[0].split(",")) - {""}


@dataclass(frozen=True)
class Last:
    """What was last known of tonight's records.

    Args:
        person_ids: of each source person of an earlier night: source_person_id, person_id,
            is_present (on the last night).
        place: of each record tonight, its row there; -1 for a record never met.
    """

    person_ids: pd.DataFrame
    place: np.ndarray

    @property
    def is_away(self) -> np.ndarray:
        """Which rows of `person_ids` are of records that are not here tonight."""
        away = np.ones(len(self.person_ids), dtype=bool)
        away[self.place[self.place >= 0]] = False
        return away

    def of_records(self) -> pd.Series:
        """Give the person_id that each of tonight's records had last; missing if never met."""
        held = self.person_ids["person_id"].array.take(self.place, allow_fill=True)
        return pd.Series(held, dtype="str")

    def was_present(self) -> np.ndarray:
        """Say which of tonight's records were here on the last night."""
        present = self.person_ids["is_present"].to_numpy()
        if not len(present):
            return np.zeros(len(self.place), dtype=bool)
        return np.asarray((self.place >= 0) & present[self.place])


@dataclass(frozen=True)
class Components:
    """Which records hang together tonight, and what each component looks like."""

    label: np.ndarray  # of each record, by number
    look: np.ndarray  # of each component: the same look is the same component


def find_components(held: np.ndarray, edges: pd.DataFrame, apart: np.ndarray) -> Components:
    """Give the components of tonight's records.

    Args:
        held: hash of each record and its values, by number.
        edges: see `linkage.candidates.build_edges`; only those strong enough to link.
        apart: numbers of records decided to be two children's, two columns.
    """
    size = len(held)
    left, right = edges["left"].to_numpy(), edges["right"].to_numpy()
    graph = coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    own = held.view("uint64")
    look = np.zeros(count, dtype="uint64")
    np.add.at(look, label, mix(own))
    weight = np.round(edges["weight"].to_numpy(), 6).view("uint64")
    basis = edges["basis"].to_numpy().astype("uint64")
    # Both ends alike, so that the numbers of records, which move from night to night, say nothing.
    tie = mix(own[left]) * mix(own[right]) + mix(weight + basis)
    np.add.at(look, label[left], mix(tie))
    within = apart[label[apart[:, 0]] == label[apart[:, 1]]]
    said = mix(own[within[:, 0]]) * mix(own[within[:, 1]]) + ODD
    np.add.at(look, label[within[:, 0]], mix(said))
    return Components(label, look.view("int64"))
