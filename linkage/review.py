"""Which pairs somebody should look at, and why: the evidence of each in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.catalogue import CLERICAL_QUEUE
from linkage.candidates import crowds
from linkage.clerical import Decided
from linkage.comparisons import COMPARISONS, Comparison
from linkage.marks import Marked
from linkage.predict import LEVELS, level_weight, prior_weight, weigh_pairs
from linkage.settings import LINK_THRESHOLD, Parameters

SENTENCES = {
    "identifier_conflict": "The two share an identifier, but forename and date of birth both "
    "differ, or each has another NHS number; one of them may hold another child's number.",
    "decisions_contradict": "Somebody said that the two are one child, and other decisions say "
    "that they are not; the other decisions count until one is taken back.",
    "cluster_too_large": "More records hang together here than one child can have; none were put "
    "together on details.",
    "nearly_another_person": "One of the two fits another child about as well; it was put with "
    "neither.",
    "near_the_line": "The two agree nearly enough to be put together; they were kept apart.",
    "needs_check": "The two were put together on details that leave a question.",
}
"""Why a pair is in the queue, in the order in which the reasons are worth somebody's time."""

# Pairs that share an identifier but nothing else were never weighed; of a night on which a feed
# went wrong there may be very many, and nobody looks at more than this.
_MOST_WEIGHED_AFTERWARDS = 2_000


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
    comes only as `needs_check`; of each two persons near the line the strongest pair comes.

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
    rows = rows[rows["is_linked"] == (rows["why"] == "needs_check")]
    is_decided = _is_decided(rows, ids, decided)
    rows = rows[(rows["why"] == "decisions_contradict").to_numpy() | ~is_decided]
    rows = rows.sort_values(["order", "far", "left", "right"], kind="stable")
    rows = rows.drop_duplicates(["left", "right"])
    # One question about two persons: what holds for one of their pairs holds for the others.
    rows = rows[rows["is_linked"] | ~rows.duplicated(["person", "other_person"])]
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
    return {
        highest - place: f"; {comparison.label}: {level.label} "
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
    known: pd.DataFrame | None,
) -> Candidates:
    """Give the pairs that may be worth somebody's look, with what was weighed about them.

    One row per pair and reason: left, right (numbers), why, match_weight, match_probability and
    levels; the last three missing where the pair was not weighed.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        marked: see `linkage.marks.mark_records`.
        weighed: see `linkage.candidates.weigh_marks`.
        parameters: what the pairs were weighed with.
        asked: see `linkage.outcome.Outcome`.
        known: what `weighed_afterwards` was last night, under the same parameters.
    """
    known = weighed.head(0) if known is None else known
    why = [_why(*row) for row in zip(asked["basis"].tolist(), asked["why"].tolist(), strict=True)]
    pairs = asked.assign(why=why)[["left", "right", "why"]]
    pairs = pairs[pairs["why"] != ""]
    mark = marked.records["mark"].to_numpy()
    number = marked.records.drop_duplicates("mark").set_index("mark")["number"]
    near = weighed[(weighed["match_probability"] < LINK_THRESHOLD) & ~is_settled(weighed)]
    crowd = crowds(marked)["mark"].unique()
    near = near[~near["left"].isin(crowd) & ~near["right"].isin(crowd)]
    close = pd.DataFrame(
        {
            "left": number.loc[near["left"]].to_numpy(),
            "right": number.loc[near["right"]].to_numpy(),
            "why": "near_the_line",
        }
    )
    pairs = pd.concat([pairs, close, _first_two(marked)], ignore_index=True)
    one, other = mark[pairs["left"]], mark[pairs["right"]]
    pairs = pairs.assign(mark_l=np.minimum(one, other), mark_r=np.maximum(one, other))
    wanted = ["mark_l", "mark_r"]
    weights = [
        part.rename(columns={"left": "mark_l", "right": "mark_r"}) for part in (weighed, known)
    ]
    found = pairs.merge(pd.concat(weights, ignore_index=True), on=wanted, how="left")
    is_unknown = found["match_weight"].isna() & (found["mark_l"] != found["mark_r"])
    again = found.loc[is_unknown, pairs.columns]
    new = _weigh_asked(evidence, marked, again, parameters)
    again = again.merge(
        new.rename(columns={"left": "mark_l", "right": "mark_r"}), on=wanted, how="left"
    )
    both = pd.concat([found[~is_unknown], again], ignore_index=True)
    used = pd.concat([known, new], ignore_index=True)
    return Candidates(both, used[used["left"].isin(mark) & used["right"].isin(mark)])


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


def _first_two(marked: Marked) -> pd.DataFrame:
    """Give two records of each crowd that nothing tells apart, to stand for all of it."""
    crowd = crowds(marked)
    place = crowd.groupby("mark").cumcount()
    ends = [crowd[place == n].set_index("mark")["number"] for n in (0, 1)]
    both = pd.concat(ends, axis=1, keys=["left", "right"])
    return both.reset_index(drop=True).assign(why="cluster_too_large")


def _weigh_asked(
    evidence: pd.DataFrame, marked: Marked, pairs: pd.DataFrame, parameters: Parameters
) -> pd.DataFrame:
    """Weigh pairs that are asked about, and that no night weighed since they are so unlike."""
    rows = pairs.drop_duplicates(["mark_l", "mark_r"]).head(_MOST_WEIGHED_AFTERWARDS)
    rows = rows.assign(key=range(len(rows)))
    keys = pd.concat(
        [rows[[end, "key"]].rename(columns={end: "record"}) for end in ("mark_l", "mark_r")]
    )
    first = marked.records.drop_duplicates("mark")
    first = first[first["mark"].isin(keys["record"])]
    records = evidence.iloc[first["number"]].assign(record=first["mark"].to_numpy(), is_new=True)
    return weigh_pairs(records, keys, parameters, at_least=0.0)
