"""Which pairs somebody should look at, and why: the evidence of each in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array  # type: ignore[import-untyped]  # scipy has no types
from scipy.sparse.csgraph import (  # type: ignore[import-untyped]  # scipy has no types
    connected_components,
)

from core.catalogue import CLERICAL_QUEUE
from linkage.clerical import OUTLIVED, Decided
from linkage.comparisons import COMPARISONS, Comparison
from linkage.marks import Marked
from linkage.predict import LEVELS, level_weight, prior_weight, weigh_pairs
from linkage.settings import LINK_THRESHOLD, RESTRICTION_THRESHOLD, Parameters

SENTENCES = {
    "identifier_conflict": "The two share an identifier, but forename and date of birth both "
    "differ, or each has another NHS number; one of them may hold another child's number.",
    "decisions_contradict": "Somebody said that the two are one child, and other decisions say "
    "that they are not; the other decisions count until one is taken back.",
    OUTLIVED: "Somebody decided about the two, and since then one of the records has another name "
    "and another date of birth; the decision does not count until somebody decides again.",
    "cluster_too_large": "More records hang together here than one child can have; none were put "
    "together on details.",
    "identifier_overused": "More records carry this identifier than one child can have; it counts "
    "for none of them.",
    "nearly_another_person": "One of the two fits another child about as well; it was put with "
    "neither.",
    "near_the_line": "The two agree nearly enough to be put together; they were kept apart.",
    "needs_check": "The two were put together on details that leave a question.",
    "random_sample": "Drawn by chance, whatever speaks for or against it: decisions on such pairs "
    "tell how often linkage is right.",
}
"""Why a pair is in the queue, in the order in which the reasons are worth somebody's time."""

# Pairs that share an identifier but nothing else were never weighed; of a night on which a feed
# went wrong there may be very many, and nobody looks at more than this.
_MOST_WEIGHED_AFTERWARDS = 2_000

_MARKS = ["mark_l", "mark_r"]


def build_queue(
    candidates: pd.DataFrame,
    ids: pd.Series,
    person_ids: pd.Series,
    *,
    parameters: Parameters,
    decided: Decided,
) -> pd.DataFrame:
    """Give the pairs that somebody should look at, the most useful first.

    One row per pair; see `core.catalogue.CLERICAL_QUEUE`. A pair that somebody decided about does
    not come again, unless decisions contradict each other; a pair that stands with one person
    comes only as `needs_check`, or to be decided again; of each two persons near the line the strongest pair comes. Pairs
    drawn by chance all come, with their stratum, the others of them last.

    Args:
        candidates: see `find_candidates`.
        ids: source_person_id by number.
        person_ids: person_id by number.
        parameters: what the pairs were weighed with.
        decided: see `linkage.clerical.read_decisions`.
    """
    person = pd.factorize(person_ids)[0]
    left = np.minimum(candidates["left"], candidates["right"]).to_numpy()
    right = np.maximum(candidates["left"], candidates["right"]).to_numpy()
    one, other = person[left], person[right]
    rows = candidates.assign(
        left=left,
        right=right,
        is_linked=one == other,
        person=np.minimum(one, other),
        other_person=np.maximum(one, other),
        order=candidates["why"].map({why: place for place, why in enumerate(SENTENCES)}),
        far=(candidates["match_probability"].fillna(1.0) - LINK_THRESHOLD).abs(),
    )
    rows = rows.sort_values(["order", "far", "left", "right"], kind="stable")
    is_drawn = rows["why"] == "random_sample"
    rows, drawn = rows[~is_drawn].drop(columns=["stratum", "stratum_pairs"]), rows[is_drawn]
    is_link_to_check = rows["is_linked"] == (rows["why"] == "needs_check")
    rows = rows[is_link_to_check | (rows["why"] == OUTLIVED)]
    is_decided = _is_decided(rows, ids, decided)
    rows = rows[(rows["why"] == "decisions_contradict").to_numpy() | ~is_decided]
    rows = rows.drop_duplicates(["left", "right"])
    # One question about two persons: what holds for one of their pairs holds for the others.
    rows = rows[rows["is_linked"] | ~rows.duplicated(["person", "other_person"])]
    rows = rows.merge(drawn[["left", "right", "stratum", "stratum_pairs"]], "left")
    rows = pd.concat([rows, drawn], ignore_index=True).drop_duplicates(["left", "right"])
    rows = rows.assign(
        source_person_id=ids.iloc[rows["left"]].to_numpy(),
        other_source_person_id=ids.iloc[rows["right"]].to_numpy(),
        sentence=rows["why"].map(SENTENCES),
        waterfall=describe_weights(rows, parameters),
    )
    return CLERICAL_QUEUE.conform(rows[CLERICAL_QUEUE.columns])


def describe_weights(pairs: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """Say for each pair what each comparison found and how much it adds, in one line.

    `Before comparing (-15.9); Forename: The same forename (+7.6); …`: log2 odds, whose sum is the
    match weight. Comparisons of which one record knows nothing are left out.
    Absent: missing where the pair was not weighed.

    Args:
        pairs: with the columns `linkage.predict.LEVELS`.
        parameters: what the pairs were weighed with.
    """
    text = pd.Series(
        f"Before comparing ({prior_weight(parameters):+.1f})", index=pairs.index, dtype="str"
    )
    for comparison in COMPARISONS:
        words = _words(comparison, parameters["comparisons"][comparison.name])
        text += pairs[f"level_{comparison.name}"].map(words).fillna("")
    return text.where(pairs[LEVELS[0]].notna())


def _words(comparison: Comparison, weights: dict[str, dict[str, float]]) -> dict[int, str]:
    """Give what to write for each number that Splink gives a level: the last level is 0."""
    highest = len(comparison.levels) - 1
    # Away from the list of levels that it closes, the last of them needs words of its own.
    labels = [*(level.label for level in comparison.levels[:-1]), "They differ"]
    return {
        highest - place: f"; {comparison.label}: {labels[place]} "
        f"({level_weight(weights[level.code]):+.1f})"
        for place, level in enumerate(comparison.levels)
    }


def _is_decided(rows: pd.DataFrame, ids: pd.Series, decided: Decided) -> np.ndarray:
    said = [key for pair in (*decided.same, *decided.different) for key in pair]
    if not said:
        return np.zeros(len(rows), dtype=bool)
    pairs = np.sort(pd.Index(ids).get_indexer(said).reshape(-1, 2), axis=1)
    told = pd.MultiIndex.from_arrays([pairs[:, 0], pairs[:, 1]])
    return np.asarray(pd.MultiIndex.from_frame(rows[["left", "right"]]).isin(told))


@dataclass(frozen=True)
class Candidates:
    """Pairs that may be worth a look, and those of their weights that no night had worked out."""

    pairs: pd.DataFrame
    weighed_afterwards: pd.DataFrame


def find_candidates(
    evidence: pd.DataFrame,
    marked: Marked,
    weighed: pd.DataFrame,
    *,
    parameters: Parameters,
    asked: pd.DataFrame,
    drawn: pd.DataFrame,
    overused: pd.DataFrame,
    known: pd.DataFrame | None,
) -> Candidates:
    """Give the pairs that may be worth somebody's look, with what was weighed about them.

    One row per pair and reason: left, right (numbers), why, match_weight, match_probability and
    levels; the last three missing where the pair was not weighed. Pairs drawn by chance have
    their stratum and its size, the others none.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        marked: see `linkage.marks.mark_records`.
        weighed: see `linkage.candidates.weigh_marks`.
        parameters: what the pairs were weighed with.
        asked: see `linkage.outcome.Outcome`.
        drawn: see `linkage.sample.draw_pairs`.
        overused: see `linkage.evidence.with_what_others_hold`.
        known: what `weighed_afterwards` was last night, under the same parameters.
    """
    known = weighed.head(0) if known is None else known
    why = [_why(*row) for row in zip(asked["basis"].tolist(), asked["why"].tolist(), strict=True)]
    pairs = _one_for_each_crowd(asked.assign(why=why)[["left", "right", "why"]])
    pairs = pairs[pairs["why"] != ""]
    mark = marked.records["mark"].to_numpy()
    is_near = weighed["match_probability"].between(
        RESTRICTION_THRESHOLD, LINK_THRESHOLD, inclusive="left"
    )
    near = weighed[is_near & ~is_settled(weighed)]
    one, other = (marked.find(near[end]) for end in ("left", "right"))
    is_told = ~(marked.crowds[one] | marked.crowds[other])
    close = pd.DataFrame({"left": marked.first[one], "right": marked.first[other]})[is_told]
    close["why"] = "near_the_line"
    drawn = drawn.assign(why="random_sample")
    has_name = (evidence[["forename", "surname"]] != "").any(axis=1).to_numpy()
    stand_for_all = (
        # Of records that say nothing at all there is nothing to decide.
        marked.alike.loc[has_name[marked.alike["left"]], ["left", "right"]].assign(
            why="cluster_too_large"
        ),
        _ends(overused["number"], overused["held"], "identifier_overused"),
    )
    pairs = pd.concat([drawn, pairs, close, *stand_for_all], ignore_index=True)
    marks = np.sort(mark[pairs[["left", "right"]].to_numpy()], axis=1)
    pairs = pairs.assign(mark_l=marks[:, 0], mark_r=marks[:, 1])
    found = pairs.merge(_of_marks(weighed), on=_MARKS, how="left")
    is_unknown = found["match_weight"].isna() & (found["mark_l"] != found["mark_r"])
    again = found.loc[is_unknown, pairs.columns]
    afterwards = _weigh_asked(evidence, marked, again, parameters=parameters, known=known)
    again = again.merge(_of_marks(afterwards), on=_MARKS, how="left")
    return Candidates(pd.concat([found[~is_unknown], again], ignore_index=True), afterwards)


def is_settled(weighed: pd.DataFrame) -> pd.Series:
    """Say which pairs are of two children, however well the rest agrees.

    Another forename or another date of birth: brothers and sisters, twins, a father and his son.
    """
    return (weighed["level_forename"] == 0) | (weighed["level_birth_date"] == 0)


def _why(basis: str, why: str) -> str:
    """Give the reason for a look; empty where a refusal settles the matter."""
    if why == "nhs_numbers":
        return "identifier_conflict" if basis == "identifier" else ""
    if why == "decided_different":
        return "decisions_contradict" if basis == "decision" else ""
    return why if why in SENTENCES else ""


def _one_for_each_crowd(pairs: pd.DataFrame) -> pd.DataFrame:
    """Let one pair stand for all records that hang together and are too many for one child."""
    is_crowd = pairs["why"] == "cluster_too_large"
    crowd = pairs[is_crowd].sort_values(["left", "right"], kind="stable")
    if crowd.empty:
        return pairs
    size = int(pairs[["left", "right"]].to_numpy().max()) + 1
    tied = coo_array(
        (np.ones(len(crowd), dtype=bool), (crowd["left"], crowd["right"])), shape=(size, size)
    )
    _, label = connected_components(tied, directed=False)
    first = ~pd.Series(label[crowd["left"]], index=crowd.index).duplicated()
    return pd.concat([pairs[~is_crowd], crowd[first]])


def _ends(
    numbers: np.ndarray | pd.Series, groups: np.ndarray | pd.Series, why: str
) -> pd.DataFrame:
    """Give the first and the last record of each group, to stand for all of it."""
    held = pd.Series(np.asarray(numbers)).groupby(np.asarray(groups))
    return pd.DataFrame({"left": held.first(), "right": held.last()}).assign(why=why)


def _weigh_asked(
    evidence: pd.DataFrame,
    marked: Marked,
    asked: pd.DataFrame,
    *,
    parameters: Parameters,
    known: pd.DataFrame,
) -> pd.DataFrame:
    """Weigh pairs that are asked about, and that no night weighed since they are so unlike.

    Which of too many is decided by what they hold, never by what an earlier night knew.
    """
    order = asked.assign(is_other=asked["why"] != "random_sample")
    order = order.sort_values(["is_other", *_MARKS], kind="stable").drop_duplicates(_MARKS)
    rows = order[_MARKS].head(_MOST_WEIGHED_AFTERWARDS).merge(_of_marks(known), "left")
    is_new = rows["match_weight"].isna()
    new = rows[is_new].assign(key=range(int(is_new.sum())))
    keys = pd.concat([new[[end, "key"]].rename(columns={end: "record"}) for end in _MARKS])
    marks = keys["record"].drop_duplicates()
    records = evidence.iloc[marked.first[marked.find(marks)]]
    records = records.assign(record=marks.to_numpy(), is_new=True)
    weighed = weigh_pairs(records, keys, parameters, at_least=0.0)
    old = rows[~is_new].rename(columns={"mark_l": "left", "mark_r": "right"})
    both = pd.concat([old.astype(weighed.dtypes), weighed], ignore_index=True)
    return both.sort_values(["left", "right"], kind="stable", ignore_index=True)


def _of_marks(weighed: pd.DataFrame) -> pd.DataFrame:
    return weighed.rename(columns={"left": "mark_l", "right": "mark_r"})
