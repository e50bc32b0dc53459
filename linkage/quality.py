"""How well records were put together: against the truth, and as far as people's decisions tell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from core.catalogue import LINKAGE_CALIBRATION, LINKAGE_QUALITY
from linkage.clerical import complete_decisions, read_decisions

_BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 1.0)
_AGES = ((0, "under 1"), (1, "1 to 4"), (5, "5 to 9"), (10, "10 to 15"), (16, "16 and over"))


def compare_with_truth(links: pd.DataFrame, truth: pd.DataFrame) -> dict[str, float]:
    """Compare links with the truth, pair by pair.

    A pair is two records put with one person. Precision: the share of those that are one child;
    recall: the share of one child's pairs that were put together; f1 between the two. The counts
    of false and missed links come with them.
    Absent: a share of nothing is 1.0, since nothing was wrong in it.

    Args:
        links: source_person_id and person_id; see `core.catalogue.LINKS`.
        truth: source_person_id and true_person_id.
    """
    both = links[["source_person_id", "person_id"]].merge(
        truth, on="source_person_id", validate="one_to_one"
    )
    linked = _pairs(both, ["person_id"])
    true = _pairs(both, ["true_person_id"])
    right = _pairs(both, ["person_id", "true_person_id"])
    precision = right / linked if linked else 1.0
    recall = right / true if true else 1.0
    total = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / total if total else 0.0,
        "false_links": float(linked - right),
        "missed_links": float(true - right),
    }


def measure_against_truth(
    links: pd.DataFrame, truth: pd.DataFrame, source_persons: pd.DataFrame, *, as_of_date: date
) -> pd.DataFrame:
    """Say how many links are wrong, and how many are missing, by group: invented counties only.

    One row per measure and group; see `core.catalogue.LINKAGE_QUALITY`. Of each record, the
    records it was put with and should have been put with are looked at; a group's share is over
    its own records. Ranges: Wilson (1927), over persons, since the pairs of one person stand or
    fall together.

    Args:
        links: see `core.catalogue.LINKS`.
        truth: source_person_id and true_person_id.
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        as_of_date: for ages.
    """
    rows = links[["source_person_id", "person_id"]].merge(truth, on="source_person_id")
    rows = rows.merge(_groups(source_persons, as_of_date=as_of_date), on="source_person_id")
    size = {
        name: rows.groupby(by)["source_person_id"].transform("size") - 1
        for name, by in (
            ("linked", ["person_id"]), ("true", ["true_person_id"]),
            ("right", ["person_id", "true_person_id"]),
        )
    }  # fmt: skip
    rows = rows.assign(**size)
    found = []
    for group, value, members in _each_group(rows):
        for measure, of, person in (
            ("false_links", "linked", "person_id"), ("missed_links", "true", "true_person_id"),
        ):  # fmt: skip
            n, wrong = int(members[of].sum()), int((members[of] - members["right"]).sum())
            counted = members.loc[members[of] > 0, person].nunique()
            found.append(_row("truth", measure, group, value, n=n, wrong=wrong, weight=counted))
    return LINKAGE_QUALITY.conform(pd.DataFrame(found, columns=LINKAGE_QUALITY.columns))


def measure_by_decisions(
    decisions: pd.DataFrame,
    source_persons: pd.DataFrame,
    *,
    as_of_date: date,
    queue: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate from people's decisions how many links are wrong, and how many are missing.

    One row per source, measure and group; see `core.catalogue.LINKAGE_QUALITY`.

    `clerical`: an estimate for tonight, from pairs drawn by chance (`linkage.sample`). What people
    decided counts as known and corrected; what they found in each stratum stands for its pairs
    that nobody has decided yet (stratified sample, Cochran 1977, chapter 5). False links: of all
    pairs that stand with one person. Missed links: of all pairs of one child that are linked, or
    were weighed, not found unlikely, and kept apart; others cannot be told, so more are missing
    than this says. Hard pairs that were decided for a reason leave those who were drawn behind,
    so with many of them decided the estimate errs on the high side. Ranges: Wilson's of each
    stratum, put together by Zou, Huang and Zhang (2009); in a group, the lower end of one part is
    set against the upper end of the other, so that a small group has a wide range.

    `queue`: how often people found pairs wrong that were in the queue for a reason: near the line
    or in conflict. It says how useful the queue is; among all links far fewer are wrong. Ranges:
    Wilson (1927). Doidge and Harron (2018) say why both kinds of fault need looking for.

    A pair counts in the groups of both its records.
    Absent: where nobody decided about a pair, n is 0 and there is no share: cannot tell. Nor is
    there an estimate while a stratum of the queue has no decision, nor one of missed links where
    nobody looked at linked pairs and at pairs kept apart.

    Args:
        decisions: with the pairs as they stood when they were given out; see
            `core.catalogue.CLERICAL_DECISIONS`.
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        as_of_date: for ages.
        queue: tonight's, for the sizes of strata; otherwise they are as the newest decisions
            say, and strata without any are not noticed.
    """
    pairs = _decided_pairs(decisions)
    pairs = pairs.assign(pair=range(len(pairs)))
    frame = _Frame(pairs[pairs["stratum"].notna()], _sizes_of_strata(pairs, queue))
    ends = pd.concat(
        [
            pairs.rename(columns={end: "record"})
            for end in ("source_person_id", "other_source_person_id")
        ]
    )
    groups = _groups(source_persons, as_of_date=as_of_date).set_index("source_person_id")
    ends = ends.join(groups, on="record").fillna(dict.fromkeys(groups.columns, "not known"))
    undecided = _undecided_strata(pairs, queue)
    found = []
    for group, value, members in _each_group(ends):
        once = members.drop_duplicates("pair")
        asked = once[once["stratum"].isna()]
        for measure, is_linked, wrong in (
            ("false_links", True, "different"), ("missed_links", False, "same"),
        ):  # fmt: skip
            n, bad, *share = _estimate(frame, once, measure)
            if undecided[measure]:
                share = [math.nan] * 3
            found.append(("clerical", measure, group, value, n, bad, *share))
            asked_so = asked[asked["is_linked"] == is_linked]
            n, bad = len(asked_so), int((asked_so["said"] == wrong).sum())
            found.append(_row("queue", measure, group, value, n=n, wrong=bad, weight=n))
    return LINKAGE_QUALITY.conform(pd.DataFrame(found, columns=LINKAGE_QUALITY.columns))


def _decided_pairs(decisions: pd.DataFrame) -> pd.DataFrame:
    """Give each pair that a decision counts about, with how it stood when it was given out."""
    decided = read_decisions(decisions)
    ends = ["source_person_id", "other_source_person_id"]
    said = pd.DataFrame(
        [(*pair, word) for word in ("same", "different") for pair in getattr(decided, word)],
        columns=[*ends, "said"],
    ).astype("str")
    rows = complete_decisions(decisions)
    rows[ends] = np.sort(rows[ends].to_numpy(dtype="object"), axis=1)
    # `last` takes, column by column, the last value that is there.
    stood = rows.groupby(ends)[["is_linked", "stratum", "stratum_pairs", "decided_at"]].last()
    return said.join(stood, on=ends).dropna(subset=["is_linked"]).reset_index(drop=True)


@dataclass(frozen=True)
class _Frame:
    """All decided pairs that were drawn, and how many pairs of each stratum nobody decided yet."""

    drawn: pd.DataFrame
    open_pairs: dict[str, float]


def _sizes_of_strata(pairs: pd.DataFrame, queue: pd.DataFrame | None) -> dict[str, float]:
    """Give how many pairs of each stratum are open: tonight, or when the newest was given out."""
    # A stratum of which nothing is in the queue has no open pair left.
    rows = pairs.sort_values("decided_at", kind="stable") if queue is None else queue
    drawn = rows.dropna(subset=["stratum", "stratum_pairs"])
    sizes = drawn["stratum_pairs"].astype("float64")
    return dict(zip(drawn["stratum"], sizes, strict=True))


def _undecided_strata(pairs: pd.DataFrame, queue: pd.DataFrame | None) -> dict[str, bool]:
    """Say of each measure if a stratum that it needs was drawn from, and nobody has decided yet."""
    if queue is None:
        return {"false_links": False, "missed_links": False}
    waiting = queue[queue["stratum"].notna() & ~queue["stratum"].isin(pairs["stratum"].dropna())]
    return {"false_links": bool(waiting["is_linked"].any()), "missed_links": len(waiting) > 0}


def _estimate(
    frame: _Frame, members: pd.DataFrame, measure: str
) -> tuple[int, int, float, float, float]:
    """Give pairs of a group looked at, wrong ones, and the share of all with its range.

    Args:
        frame: see `_Frame`.
        members: the group's decided pairs, drawn or not.
        measure: false_links or missed_links.
    """
    drawn = frame.drawn
    is_linked, is_same = drawn["is_linked"].astype("bool"), drawn["said"] == "same"
    is_member = drawn["pair"].isin(members["pair"])
    is_right = is_linked & is_same
    is_wrong = (is_linked & ~is_same) if measure == "false_links" else (~is_linked & is_same)
    looked_at = is_member & (is_linked if measure == "false_links" else is_same)
    n, bad = int(looked_at.sum()), int((is_wrong & is_member).sum())
    has_both = measure == "false_links" or is_linked.nunique() == 2
    if not n or not has_both:
        return n, bad, math.nan, math.nan, math.nan
    known = int((members["said"] == "same").sum())  # they stand together, and rightly
    wrong = _total(frame, is_wrong & is_member)
    right = _total(frame, is_right & is_member)
    share, low, high = (
        _part(one, known + other)
        for one, other in zip(wrong, (right[0], right[2], right[1]), strict=True)
    )
    return n, bad, share, low, high


def _part(one: float, other: float) -> float:
    return one / (one + other) if one + other else 0.0


def _total(frame: _Frame, is_so: pd.Series) -> tuple[float, float, float]:
    """Estimate how many open pairs are so, with the range (Zou, Huang and Zhang 2009)."""
    total = below = above = 0.0
    for stratum, so in is_so.groupby(frame.drawn["stratum"], sort=True):
        pairs, n, found = frame.open_pairs.get(str(stratum), 0.0), len(so), int(so.sum())
        low, high = wilson(found, n)
        total += pairs * found / n
        below += (pairs * (found / n - low)) ** 2
        above += (pairs * (high - found / n)) ** 2
    return total, max(0.0, total - math.sqrt(below)), total + math.sqrt(above)


def calibrate(weighed: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Say how often pairs of a probability really are one child's.

    One row per band; see `core.catalogue.LINKAGE_CALIBRATION`.

    Args:
        weighed: source_person_id, other_source_person_id, match_probability.
        truth: source_person_id and true_person_id.
    """
    who = truth.set_index("source_person_id")["true_person_id"]
    one, other = (
        who.reindex(weighed[name]).to_numpy()
        for name in ("source_person_id", "other_source_person_id")
    )
    p = weighed["match_probability"].to_numpy()
    rows = []
    for low, high in pairwise(_BANDS):
        inside = (p >= low) & ((p < high) | (high == 1.0))
        n, same = int(inside.sum()), int((one == other)[inside].sum())
        observed, start, end = _share(same, n, n)
        mean = float(p[inside].mean()) if n else (low + high) / 2
        rows.append((low, high, n, same, mean, observed, start, end))
    return LINKAGE_CALIBRATION.conform(pd.DataFrame(rows, columns=LINKAGE_CALIBRATION.columns))


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Give the 95% range of a share (Wilson 1927)."""
    z = 1.959963984540054
    middle = (successes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(successes * (n - successes) / n + z * z / 4)
    low, high = middle - half, middle + half
    return low if successes else 0.0, high if successes < n else 1.0


def _share(wrong: int, n: int, weight: int) -> tuple[float, float, float]:
    """Give a share of n with the range that `weight` independent cases would have."""
    if not n:
        return (math.nan,) * 3
    share = wrong / n
    return share, *wilson(share * weight, weight)


def _row(
    source: str, measure: str, group: str, value: str, *, n: int, wrong: int, weight: int
) -> tuple[object, ...]:
    return (source, measure, group, value, n, wrong, *_share(wrong, n, max(weight, min(n, 1))))


def _pairs(rows: pd.DataFrame, by: list[str]) -> int:
    sizes = rows.groupby(by).size()
    return int((sizes * (sizes - 1) // 2).sum())


def _groups(source_persons: pd.DataFrame, *, as_of_date: date) -> pd.DataFrame:
    """Give the groups of each record, by what it says itself."""
    days = (pd.Timestamp(as_of_date) - source_persons["birth_date"]).dt.days
    years = days // 365.25
    age = np.full(len(source_persons), "not known", dtype="object")
    for start, label in _AGES:
        age[(years >= start).to_numpy()] = label
    has_home = source_persons["postcode"].notna() & ~source_persons["postcode"].astype(
        "str"
    ).str.upper().str.startswith("ZZ99").fillna(value=False)
    return pd.DataFrame(
        {
            "source_person_id": source_persons["source_person_id"],
            "sex": source_persons["sex"].fillna("not known"),
            "ethnicity": source_persons["ethnicity"].fillna("not known"),
            "age": age,
            "address": has_home.map({True: "with an address", False: "no fixed address"}),
        }
    )


def _each_group(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    yield "all", "all", rows
    for group in ("sex", "ethnicity", "age", "address"):
        for value, members in rows.groupby(group, sort=True):
            yield group, str(value), members
