"""Finds the pairs of records that may be one child's: by decision, identifier or weighed details."""

from __future__ import annotations

import numpy as np
import pandas as pd

from linkage.apart import Basis
from linkage.clerical import Decided
from linkage.evidence import IDENTIFIERS
from linkage.marks import Known, Marked
from linkage.predict import probability, weigh_identical, weigh_pairs
from linkage.settings import (
    KEEP_FROM,
    RESTRICTION_THRESHOLD,
    Parameters,
)

BASES: tuple[Basis, ...] = ("decision", "identifier", "details")


def weigh_marks(
    evidence: pd.DataFrame, marked: Marked, parameters: Parameters, *, known: Known | None
) -> pd.DataFrame:
    """Give the weighed pairs of tonight's marks: those known, and those newly compared.

    One row per pair of marks, in no fixed order; see `linkage.predict.WEIGHED`.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        marked: see `linkage.marks.mark_records`.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        known: what an earlier night knew under the same parameters; None to compare all.
    """
    wanted = np.flatnonzero(np.isin(marked.marks, marked.keys["mark"]))
    weighed = weigh_pairs(
        evidence.iloc[marked.first[wanted]].assign(
            record=marked.marks[wanted], is_new=marked.is_fresh[wanted]
        ),
        marked.keys.rename(columns={"mark": "record"}),
        parameters,
        at_least=KEEP_FROM,
    )
    if known is None:
        return weighed
    old = marked.marks[~marked.is_fresh]
    is_kept = np.isin(known.pairs["left"], old) & np.isin(known.pairs["right"], old)
    return pd.concat([known.pairs[is_kept], weighed], ignore_index=True)


def build_edges(
    evidence: pd.DataFrame,
    marked: Marked,
    weighed: pd.DataFrame,
    parameters: Parameters,
    *,
    decided: Decided,
) -> pd.DataFrame:
    """Give the pairs of records that decisions, identifiers or details bring up.

    One row per pair and basis: left, right (numbers of records, left the smaller), basis (see
    `BASES`), weight, probability. Records of one mark are tied in a row; what was weighed
    for the mark stands at the record with its lowest number.
    """
    return pd.concat(
        [
            _decided_same(evidence, decided),
            *(_same_identifier(evidence, name) for name in IDENTIFIERS),
            _weighed(marked, weighed),
            _tied(evidence, marked, parameters),
        ],
        ignore_index=True,
    )


def _edges(left: object, right: object, basis: int, weight: object, p: object) -> pd.DataFrame:
    rows = pd.DataFrame({"left": left, "right": right, "weight": weight, "probability": p})
    rows.insert(2, "basis", basis)
    kinds = {"left": "int64", "right": "int64", "weight": "float64", "probability": "float64"}
    return rows.astype({**kinds, "basis": "int8"})


def _decided_same(evidence: pd.DataFrame, decided: Decided) -> pd.DataFrame:
    """Give pairs that somebody decided to be one child's; newer decisions weigh more."""
    keys = pd.Index(evidence["source_person_id"])
    found = []
    for age, pair in enumerate(decided.same):
        numbers = keys.get_indexer(list(pair))
        if (numbers >= 0).all():
            found.append((*sorted(numbers.tolist()), -age))
    left, right, weight = zip(*found, strict=True) if found else ((), (), ())
    return _edges(list(left), list(right), BASES.index("decision"), list(weight), 1.0)


def _same_identifier(evidence: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give the pairs of records with the same valid NHS number or UPN.

    Weights only order them: an NHS number before a UPN, and records that also agree on name and
    birth date before others, so that a number written on the wrong record meets the right ones.
    """
    held = evidence.loc[evidence[name] != "", ["number", name, "forename_key", "birth_date"]]
    held = held[held[name].duplicated(keep=False)]
    both = held.merge(held, on=name, suffixes=("_l", "_r"))
    both = both[both["number_l"] < both["number_r"]]
    agree = 2.0 * (both["birth_date_l"] == both["birth_date_r"])
    agree += both["forename_key_l"] == both["forename_key_r"]
    base = 4.0 if name == "nhs_number" else 0.0
    return _edges(both["number_l"], both["number_r"], BASES.index("identifier"), base + agree, 1.0)


def _weighed(marked: Marked, weighed: pd.DataFrame) -> pd.DataFrame:
    told = weighed[weighed["match_probability"] >= RESTRICTION_THRESHOLD]
    left, right = (marked.find(told[end]) for end in ("left", "right"))
    is_told = ~(marked.crowds[left] | marked.crowds[right])
    one, other = marked.first[left[is_told]], marked.first[right[is_told]]
    return _edges(
        np.minimum(one, other),
        np.maximum(one, other),
        BASES.index("details"),
        told["match_weight"].to_numpy()[is_told],
        told["match_probability"].to_numpy()[is_told],
    )


def _tied(evidence: pd.DataFrame, marked: Marked, parameters: Parameters) -> pd.DataFrame:
    """Tie together, in a row, the records of one mark."""
    size = marked.size[marked.place]
    number = np.flatnonzero((size > 1) & ~marked.crowds[marked.place])
    number = number[np.argsort(marked.place[number], kind="stable")]
    place = marked.place[number]
    is_next = place[1:] == place[:-1]
    left, right = number[:-1][is_next], number[1:][is_next]
    weight = weigh_identical(evidence.iloc[left], parameters).to_numpy()
    return _edges(left, right, BASES.index("details"), weight, probability(weight))
