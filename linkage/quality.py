"""How well records were put together: against the truth, and as far as people's decisions tell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from core.catalogue import LINKAGE_CALIBRATION, LINKAGE_QUALITY
from linkage.clerical import read_decisions

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
    queue: pd.DataFrame,
    decisions: pd.DataFrame,
    source_persons: pd.DataFrame,
    *,
    as_of_date: date,
) -> pd.DataFrame:
    """Say how often people found linked pairs wrong, and pairs kept apart one child's.

    One row per measure and group; see `core.catalogue.LINKAGE_QUALITY`. Only pairs that were in
    the queue, so near the line or in conflict: among all links far fewer are wrong. A pair counts
    in the group of both its records.
    Absent: a group nobody decided about has n 0 and no share: cannot tell.

    Args:
        queue: every pair ever queued, as it stood; see `core.catalogue.CLERICAL_QUEUE`.
        decisions: see `core.catalogue.CLERICAL_DECISIONS`.
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        as_of_date: for ages.
    """
    decided = read_decisions(decisions)
    said = pd.DataFrame(
        [(*pair, word) for word in ("same", "different") for pair in getattr(decided, word)],
        columns=["source_person_id", "other_source_person_id", "said"],
    ).astype("str")
    pairs = queue.drop_duplicates(["source_person_id", "other_source_person_id"], keep="last")
    pairs = pairs.merge(said, on=["source_person_id", "other_source_person_id"])
    pairs["pair"] = range(len(pairs))
    groups = _groups(source_persons, as_of_date=as_of_date)
    ends = pd.concat(
        [
            pairs[[end, "pair", "said", "is_linked"]].set_axis(
                ["source_person_id", "pair", "said", "is_linked"], axis=1
            )
            for end in ("source_person_id", "other_source_person_id")
        ]
    ).merge(groups, on="source_person_id")
    found = []
    for group, value, members in _each_group(ends):
        once = members.drop_duplicates("pair")
        for measure, is_linked, wrong in (
            ("false_links", True, "different"), ("missed_links", False, "same"),
        ):  # fmt: skip
            looked_at = once[once["is_linked"] == is_linked]
            n, bad = len(looked_at), int((looked_at["said"] == wrong).sum())
            found.append(_row("clerical", measure, group, value, n=n, wrong=bad, weight=n))
    return LINKAGE_QUALITY.conform(pd.DataFrame(found, columns=LINKAGE_QUALITY.columns))


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
    return max(0.0, middle - half), min(1.0, middle + half)


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
