"""Finds the pairs of records that may be one child's: by decision, identifier or weighed details."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from linkage.apart import Basis
from linkage.clerical import Decided
from linkage.evidence import IDENTIFIERS
from linkage.marks import Marked
from linkage.predict import probability, weigh_identical, weigh_pairs
from linkage.settings import MOST_RECORDS_OF_ONE_CHILD, RESTRICTION_THRESHOLD, Parameters

BASES: tuple[Basis, ...] = ("decision", "identifier", "details")


@dataclass(frozen=True)
class Known:
    """What an earlier night knew: its marks, its weighed pairs, and the keys it did not use."""

    marks: np.ndarray
    pairs: pd.DataFrame
    crowded: np.ndarray


def weigh_marks(
    evidence: pd.DataFrame, marked: Marked, parameters: Parameters, *, known: Known | None
) -> pd.DataFrame:
    """Give the weighed pairs of tonight's marks: those known, and those newly compared.

    One row per pair of marks; see `linkage.predict.WEIGHED`.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        marked: see `linkage.marks.mark_records`.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        known: what an earlier night knew under the same parameters; None to compare all.
    """
    first = marked.records.drop_duplicates("mark")  # in the order of numbers
    marks = first["mark"].to_numpy()
    if known is None:
        fresh, wanted = np.ones(len(marks), dtype=bool), np.ones(len(marks), dtype=bool)
    else:
        moved = np.setxor1d(marked.crowded["key"].unique(), known.crowded)
        touched = marked.keys.loc[marked.keys["key"].isin(moved), "mark"]
        crowded = marked.crowded.loc[marked.crowded["key"].isin(moved), "mark"]
        again = pd.concat([touched, crowded]).unique()
        fresh = ~np.isin(marks, known.marks) | np.isin(marks, again)
        keys_of_fresh = marked.keys.loc[marked.keys["mark"].isin(marks[fresh]), "key"].unique()
        near = marked.keys.loc[marked.keys["key"].isin(keys_of_fresh), "mark"].unique()
        wanted = np.isin(marks, near)
    rows = evidence.iloc[first["number"].to_numpy()[wanted]]
    keys = (
        marked.keys[marked.keys["mark"].isin(marks[wanted])] if known is not None else marked.keys
    )
    weighed = weigh_pairs(
        rows.assign(record=marks[wanted], is_new=fresh[wanted]),
        keys.rename(columns={"mark": "record"}),
        parameters,
        at_least=RESTRICTION_THRESHOLD,
    )
    if known is None:
        return weighed
    old = marks[~fresh]
    kept = known.pairs[known.pairs["left"].isin(old) & known.pairs["right"].isin(old)]
    both = pd.concat([kept, weighed], ignore_index=True)
    return both.sort_values(["left", "right"], kind="stable", ignore_index=True)


def crowds(marked: Marked) -> pd.DataFrame:
    """Give the records of marks that more records share than one child can have.

    One row per record: number, mark. Nothing tells such records apart, and nothing says that
    they are one child's: a placeholder, not a person.
    """
    size = marked.records.groupby("mark")["number"].transform("size")
    return marked.records.loc[size > MOST_RECORDS_OF_ONE_CHILD, ["number", "mark"]]


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
    crowded = crowds(marked)["mark"].unique()
    return pd.concat(
        [
            _decided_same(evidence, decided),
            *(_same_identifier(evidence, name) for name in IDENTIFIERS),
            _weighed(marked, weighed, crowded),
            _tied(evidence, marked, crowded, parameters),
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


def _weighed(marked: Marked, weighed: pd.DataFrame, crowded: np.ndarray) -> pd.DataFrame:
    first = marked.records.drop_duplicates("mark").sort_values("mark")
    marks, numbers = first["mark"].to_numpy(), first["number"].to_numpy()
    told = weighed
    if len(crowded):
        told = weighed[~weighed["left"].isin(crowded) & ~weighed["right"].isin(crowded)]
    one, other = (numbers[np.searchsorted(marks, told[end])] for end in ("left", "right"))
    return _edges(
        np.minimum(one, other),
        np.maximum(one, other),
        BASES.index("details"),
        told["match_weight"].to_numpy(),
        told["match_probability"].to_numpy(),
    )


def _tied(
    evidence: pd.DataFrame, marked: Marked, crowded: np.ndarray, parameters: Parameters
) -> pd.DataFrame:
    """Tie together, in a row, the records of one mark."""
    rows = marked.records[marked.records["mark"].duplicated(keep=False)]
    rows = rows[~rows["mark"].isin(crowded)].sort_values(["mark", "number"], kind="stable")
    number, mark = rows["number"].to_numpy(), rows["mark"].to_numpy()
    is_next = mark[1:] == mark[:-1]
    left, right = number[:-1][is_next], number[1:][is_next]
    weight = weigh_identical(evidence.iloc[left], parameters).to_numpy()
    return _edges(left, right, BASES.index("details"), weight, probability(weight))
