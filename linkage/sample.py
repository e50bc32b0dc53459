"""Draws pairs by chance for somebody to look at, so that decisions tell how often linkage is right.

Pairs near the line say little about all the others. So a few pairs of each *stratum* (how they
were put together, or how near they came to it) are in the queue every night, drawn blindly.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from linkage.clerical import Decided
from linkage.database import mix
from linkage.marks import Marked
from linkage.review import is_settled
from linkage.settings import CHECK_BELOW, LINK_THRESHOLD, RESTRICTION_THRESHOLD

# Stratum, and how many of its undecided pairs are in the queue: 20 in all. Where most false or
# missed links are to be expected, and where most pairs are, more are drawn.
STRATA: dict[str, int] = {
    "put together by identifier or decision": 3,
    "put together on details, sure": 3,
    "put together on details, less sure": 3,
    "put together, with a question": 3,
    "kept apart, agrees as one child does": 2,
    "kept apart, near the line": 2,
    "kept apart, below the line": 2,
    "kept apart, another forename or birth date": 2,
}
_BY_IDENTIFIER, _SURE, _LESS_SURE, _QUESTION, _AGREES, _NEAR, _BELOW, _OTHERWISE = range(8)

# From here on a link on details is sure: 1 wrong in 10,000, if the weights are right.
_SURE_FROM = 0.9999


def draw_pairs(
    records: pd.DataFrame,
    marked: Marked,
    weighed: pd.DataFrame,
    *,
    decided: Decided,
    is_left_out: np.ndarray,
) -> pd.DataFrame:
    """Draw a few pairs of each stratum by chance.

    One row per pair: left, right (numbers, left the smaller), stratum, stratum_pairs (how many
    pairs it was drawn from). Every pair has a number of its own for ever, made from the ids of
    its records, and the lowest numbers of a stratum are drawn (permanent random numbers, Ohlsson
    1995): a pair stays in the queue until somebody decides, the easy ones are not picked out, and
    all that were ever drawn are one sample without replacement.
    Absent: pairs somebody decided about; pairs never weighed, or weighed and found unlikely: nobody can be asked about all of them.

    Args:
        records: by number: source_person_id, person_id, matched_by, match_probability,
            needs_check.
        marked: see `linkage.marks.mark_records`.
        weighed: see `linkage.candidates.weigh_marks`.
        decided: see `linkage.clerical.read_decisions`.
        is_left_out: of each record: its person is restricted.
    """
    person = pd.factorize(records["person_id"])[0]
    linked = _pairs_of_persons(person)
    apart, levels = _weighed_pairs(marked, weighed, person)
    pairs = np.concatenate([linked, apart])
    stratum = np.concatenate([_how_linked(records, linked), _how_near(weighed.iloc[levels])])
    is_open = ~(is_left_out[pairs].any(axis=1) | _is_decided(pairs, records, decided))
    pairs, stratum = pairs[is_open], stratum[is_open]
    number = mix(mix(marked.records["own"].to_numpy().view("uint64"))[pairs].sum(axis=1))
    drawn = []
    for place, (name, wanted) in enumerate(STRATA.items()):
        of_it = np.flatnonzero(stratum == place)
        lowest = of_it[np.argsort(number[of_it], kind="stable")[:wanted]]
        drawn.append(
            pd.DataFrame(pairs[lowest], columns=["left", "right"]).assign(
                stratum=name, stratum_pairs=len(of_it)
            )
        )
    return pd.concat(drawn, ignore_index=True)


def _pairs_of_persons(person: np.ndarray) -> np.ndarray:
    """Give every pair of records that stand with one person."""
    order = np.argsort(person, kind="stable")
    ordered = person[order]
    found, start, step = [], np.arange(len(order)), 1
    while len(start):
        start = start[start + step < len(order)]
        start = start[ordered[start] == ordered[start + step]]
        found.append(np.column_stack([order[start], order[start + step]]))
        step += 1
    return np.concatenate(found) if found else np.empty((0, 2), dtype="int64")


def _weighed_pairs(
    marked: Marked, weighed: pd.DataFrame, person: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the weighed pairs of records that stand with two persons, and their row in `weighed`."""
    one, other = (marked.find(weighed[end]) for end in ("left", "right"))
    # Most pairs of marks stand with one person, all their records: nothing to write out there.
    is_split = np.zeros(len(marked.marks), dtype=bool)
    is_split[marked.place[person != person[marked.first][marked.place]]] = True
    row = np.flatnonzero(
        (person[marked.first[one]] != person[marked.first[other]]) | is_split[one] | is_split[other]
    )
    row = row[~(marked.crowds[one[row]] | marked.crowds[other[row]])]
    order, start = np.argsort(marked.place, kind="stable"), np.cumsum(marked.size) - marked.size
    times = marked.size[one[row]] * marked.size[other[row]]
    nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    row = np.repeat(row, times)
    in_other = marked.size[other[row]]
    left = order[start[one[row]] + nth // in_other]
    right = order[start[other[row]] + nth % in_other]
    is_apart = person[left] != person[right]
    pairs = np.column_stack([np.minimum(left, right), np.maximum(left, right)])
    return pairs[is_apart], row[is_apart]


def _how_linked(records: pd.DataFrame, pairs: np.ndarray) -> np.ndarray:
    """Say how the less certain record of each pair came to their person."""
    certain = records["match_probability"].fillna(1.0).to_numpy()[pairs].min(axis=1)
    by_details = (records["matched_by"] == "details").to_numpy()[pairs].any(axis=1)
    has_question = records["needs_check"].to_numpy()[pairs].any(axis=1) | (certain < CHECK_BELOW)
    on_details = np.where(certain >= _SURE_FROM, _SURE, _LESS_SURE)
    return np.where(has_question, _QUESTION, np.where(by_details, on_details, _BY_IDENTIFIER))


def _how_near(weighed: pd.DataFrame) -> np.ndarray:
    p = weighed["match_probability"].to_numpy()
    near = np.where(p >= RESTRICTION_THRESHOLD, _NEAR, _BELOW)
    near = np.where(p >= LINK_THRESHOLD, _AGREES, near)
    return np.where(is_settled(weighed), _OTHERWISE, near)


def _is_decided(pairs: np.ndarray, records: pd.DataFrame, decided: Decided) -> np.ndarray:
    said = [key for pair in (*decided.same, *decided.different) for key in pair]
    if not said:
        return np.zeros(len(pairs), dtype=bool)
    told = np.sort(pd.Index(records["source_person_id"]).get_indexer(said).reshape(-1, 2), axis=1)
    size = len(records)
    return np.isin(pairs[:, 0] * size + pairs[:, 1], told[:, 0] * size + told[:, 1])
