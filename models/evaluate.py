"""How good is an order of records at the capacity there is, and how sure are we of it?

Every figure stands on records of households and of dates that no model has learned from. Its
95% range comes from drawing the households again; ties count as if drawn by lot. Headlines are
precision and recall at review capacity; the ROC area is a technical detail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from core.disclosure import SUPPRESSION_THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

RESAMPLES = 200
WORKLOAD_FACTORS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
_CALIBRATION_GROUPS = 10
_RANGE_PERCENTILES = (2.5, 97.5)
_AT_ONCE = 25  # resamples held in memory at a time where a figure needs every row

Range = dict[str, float | None]


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """The test: records of unseen households at later dates, with their labels.

    `share_of_cohort` is, per date, how much of the whole cohort the test households are; the
    review capacity is cut down by it. `weights` has a first row of ones and then one row per
    resample: how often the record's household was drawn.
    """

    persons: NDArray[Any]
    dates: NDArray[Any]
    labels: NDArray[np.float64]
    share_of_cohort: Mapping[Any, float]
    weights: NDArray[np.uint8]


@dataclass(frozen=True)
class _Taken:
    """Records listed and outcomes found among them, for the estimate and each resample."""

    listed: NDArray[np.float64]
    found: NDArray[np.float64]
    fewest_found: float
    most_found: float

    @property
    def precision(self) -> NDArray[np.float64]:
        """Give outcomes found per listed record; not a number where nothing is listed."""
        return _divide(self.found, self.listed)


def hold_out(rows: pd.DataFrame, *, cohort_sizes: Mapping[Any, int], seed: int) -> HeldOut:
    """Make the test from its rows, and draw its households again for the ranges.

    Args:
        rows: person_id, as_of_date, household_id and label of the test rows.
        cohort_sizes: records in the whole cohort at each date.
        seed: fixes which households are drawn.
    """
    homes, codes = np.unique(rows["household_id"].to_numpy(dtype=object), return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(homes), np.full(len(homes), 1 / len(homes)), size=RESAMPLES)
    weights = np.vstack([np.ones((1, len(homes)), dtype=np.uint8), drawn.astype(np.uint8)])
    counts = rows["as_of_date"].value_counts()
    return HeldOut(
        persons=rows["person_id"].to_numpy(dtype=object),
        dates=rows["as_of_date"].to_numpy(),
        labels=rows["label"].to_numpy(dtype="float64"),
        share_of_cohort={
            np.datetime64(day): counts[day] / cohort_sizes[day] for day in sorted(counts.index)
        },
        weights=weights[:, codes],
    )


def evaluate_order(held_out: HeldOut, scores: NDArray[np.float64], *, capacity: int) -> Any:
    """Measure an order of records at the review capacity and around it.

    Args:
        held_out: the test.
        scores: higher is listed sooner; not a number for a record that is never listed.
        capacity: records the team can look at, over the whole cohort.
    """
    return {
        **_measure_at(held_out, scores, capacity=capacity),
        "average_precision": _range(_average_precision(held_out, scores)),
        "precision_by_date": _by_date(held_out, scores, capacity=capacity),
        "workload": [
            {"capacity": at, **_measure_at(held_out, scores, capacity=at)}
            for at in _capacities(capacity)
        ],
        "technical": {"roc_area": _roc_area(held_out.labels, scores)},
    }


def evaluate_probabilities(held_out: HeldOut, probabilities: NDArray[np.float64]) -> Any:
    """Compare how often the outcome was expected with how often it came.

    Args:
        held_out: the test.
        probabilities: calibrated, one per record.
    """
    weights = held_out.weights.astype("float64")
    rows = weights.sum(axis=1)
    brier = weights @ (probabilities - held_out.labels) ** 2 / rows
    expected, came = weights @ probabilities, weights @ held_out.labels
    order = np.argsort(probabilities, kind="stable")
    groups = [g for g in np.array_split(order, _CALIBRATION_GROUPS) if len(g)]
    gaps = np.zeros(2)
    for group in groups:
        expected_here, came_here = probabilities[group].sum(), held_out.labels[group].sum()
        gaps += np.array([abs(expected_here - came_here), len(group)])
    return {
        "brier": _range(brier),
        "expected_per_observed": _range(_divide(expected, came)),
        # The error itself has no range: drawing again can only make it larger.
        "calibration_error": float(gaps[0] / gaps[1]),
        "calibration_curve": _calibration_curve(held_out, probabilities, groups),
    }


def compare_orders(
    held_out: HeldOut,
    scores: NDArray[np.float64],
    others: Mapping[str, NDArray[np.float64]],
    *,
    capacity: int,
) -> dict[str, Range]:
    """Give the difference in precision at capacity from each other order, household by household.

    An order that lists no record finds none: its precision counts as zero.

    Args:
        held_out: the test.
        scores: the order in question.
        others: the orders it is compared with.
        capacity: records the team can look at, over the whole cohort.
    """
    own = _take(held_out, scores, capacity=capacity).precision
    theirs = {
        name: np.nan_to_num(_take(held_out, other, capacity=capacity).precision)
        for name, other in others.items()
    }
    return {name: _range(own - precision) for name, precision in theirs.items()}


def list_overlap(
    held_out: HeldOut,
    scores: NDArray[np.float64],
    other: NDArray[np.float64],
    *,
    capacity: int,
) -> float:
    """Give the share of records listed by one order that another order lists as well.

    Args:
        held_out: the test.
        scores: the order in question.
        other: the order it is compared with.
        capacity: records the team can look at, over the whole cohort.
    """
    listed = set(_listed_rows(held_out, scores, capacity=capacity))
    both = listed & set(_listed_rows(held_out, other, capacity=capacity))
    return len(both) / max(len(listed), 1)


def _calibration_curve(
    held_out: HeldOut, probabilities: NDArray[np.float64], groups: list[NDArray[np.intp]]
) -> list[dict[str, Any]]:
    """Give expected and observed shares; groups are joined until none is too small to publish."""
    joined: list[NDArray[np.intp]] = []
    for group in groups:
        if joined and _persons_with_outcome(held_out, joined[-1]) < SUPPRESSION_THRESHOLD:
            joined[-1] = np.r_[joined[-1], group]
        else:
            joined.append(group)
    if len(joined) > 1 and _persons_with_outcome(held_out, joined[-1]) < SUPPRESSION_THRESHOLD:
        joined[-2:] = [np.r_[joined[-2], joined[-1]]]
    curve = []
    for group in joined:
        weights = held_out.weights[:, group].astype("float64")
        count = weights.sum(axis=1)
        outcomes = weights @ held_out.labels[group]
        curve.append(
            {
                "expected": float(probabilities[group].mean()),
                "observed": _range(_divide(outcomes, count), of=float(len(group))),
                "records": len(group),
                "persons_with_outcome": _persons_with_outcome(held_out, group),
            }
        )
    return curve


def _persons_with_outcome(held_out: HeldOut, rows: NDArray[np.intp]) -> int:
    return len(set(held_out.persons[rows][held_out.labels[rows] > 0]))


def _capacities(capacity: int) -> list[int]:
    return sorted({max(1, round(capacity * factor)) for factor in WORKLOAD_FACTORS})


def _places(held_out: HeldOut, day: Any, capacity: int) -> int:
    return max(1, round(capacity * held_out.share_of_cohort[day]))


def _ordered(held_out: HeldOut, scores: NDArray[np.float64], day: Any) -> NDArray[np.intp]:
    rows = np.flatnonzero((held_out.dates == day) & ~np.isnan(scores))
    return rows[np.argsort(-scores[rows], kind="stable")]


def _take(held_out: HeldOut, scores: NDArray[np.float64], *, capacity: int) -> _Taken:
    """Fill each date's places from the top; records that tie for the last ones share them."""
    listed = np.zeros(len(held_out.weights))
    found, fewest, most = np.zeros_like(listed), 0.0, 0.0
    for day in held_out.share_of_cohort:
        rows = _ordered(held_out, scores, day)
        if not len(rows):
            continue
        ranked = scores[rows]
        starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
        weights = held_out.weights[:, rows].astype("float64")
        here = np.add.reduceat(weights, starts, axis=1)
        outcomes = np.add.reduceat(weights * held_out.labels[rows], starts, axis=1)
        places = _places(held_out, day, capacity)
        before = np.cumsum(here, axis=1) - here
        taken = np.clip(places - before, 0, here)
        listed += taken.sum(axis=1)
        found += (np.nan_to_num(_divide(taken, here)) * outcomes).sum(axis=1)
        without = here[0] - outcomes[0]
        fewest += float(np.maximum(taken[0] - without, 0).sum())
        most += float(np.minimum(taken[0], outcomes[0]).sum())
    return _Taken(listed, found, fewest, most)


def _listed_rows(
    held_out: HeldOut, scores: NDArray[np.float64], *, capacity: int
) -> NDArray[np.intp]:
    """Give the rows on the list at each date; a tie for the last place goes by position."""
    days = held_out.share_of_cohort
    tops = [_ordered(held_out, scores, d)[: _places(held_out, d, capacity)] for d in days]
    return np.concatenate([*tops, np.array([], dtype=np.intp)])


def _measure_at(held_out: HeldOut, scores: NDArray[np.float64], *, capacity: int) -> Any:
    """Give what an order lists and finds at one capacity."""
    taken = _take(held_out, scores, capacity=capacity)
    outcomes = held_out.weights @ held_out.labels
    listed = _listed_rows(held_out, scores, capacity=capacity)
    at_least_one = max(float(taken.listed[0]), 1.0)
    return {
        "listed": float(taken.listed[0]),
        "found": float(taken.found[0]),
        "persons_found": _persons_with_outcome(held_out, listed),
        "precision": _range(taken.precision, of=taken.listed[0]),
        "precision_under_ties": {
            "low": taken.fewest_found / at_least_one,
            "high": taken.most_found / at_least_one,
        },
        "recall": _range(_divide(taken.found, outcomes), of=outcomes[0]),
    }


def _by_date(held_out: HeldOut, scores: NDArray[np.float64], *, capacity: int) -> Any:
    rows = _listed_rows(held_out, scores, capacity=capacity)
    listed = pd.DataFrame({"as_of_date": held_out.dates[rows], "label": held_out.labels[rows]})
    per_date = listed.groupby("as_of_date")["label"].agg(["size", "sum"])
    return [
        {"as_of_date": str(day.date()), "listed": int(size), "found": int(found)}
        for day, size, found in per_date.itertuples()
    ]


def _average_precision(held_out: HeldOut, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the mean precision over the outcomes, going down the order, for each resample."""
    # A record that is never listed comes after all others.
    filled = np.where(np.isnan(scores), -np.inf, scores)
    order = np.argsort(-filled, kind="stable")
    ranked, labels = filled[order], held_out.labels[order]
    ends = np.flatnonzero(np.r_[ranked[1:] != ranked[:-1], True])
    parts = []
    for start in range(0, len(held_out.weights), _AT_ONCE):
        weights = held_out.weights[start : start + _AT_ONCE][:, order].astype("float64")
        seen = np.cumsum(weights, axis=1)[:, ends]
        found = np.cumsum(weights * labels, axis=1)[:, ends]
        new = np.diff(found, axis=1, prepend=0)
        precision = np.nan_to_num(_divide(found, seen))
        parts.append(_divide((precision * new).sum(axis=1), found[:, -1]))
    return np.concatenate(parts)


def _roc_area(labels: NDArray[np.float64], scores: NDArray[np.float64]) -> float | None:
    from sklearn.metrics import roc_auc_score

    if len(np.unique(labels)) < 2:
        return None
    lowest = np.nanmin(scores) - 1 if np.isfinite(scores).any() else 0.0
    return float(roc_auc_score(labels, np.where(np.isnan(scores), lowest, scores)))


def _range(values: NDArray[np.float64], *, of: float = 0.0) -> Range:
    """Give the estimate, which stands first, with the 95% range of the resamples after it.

    Args:
        values: the estimate and its resamples.
        of: for a share, what it is a share of. Drawing again gives hardly any range where the
            share is 0 or 1; Wilson's score range widens it then.
    """
    value, drawn = values[0], values[1:][~np.isnan(values[1:])]
    if np.isnan(value) or not len(drawn):
        return {"value": None, "low": None, "high": None}
    low, high = np.percentile(drawn, _RANGE_PERCENTILES)
    if of and value in (0.0, 1.0):
        lowest, highest = _wilson(float(value), of)
        low, high = min(low, lowest), max(high, highest)
    return {"value": float(value), "low": float(low), "high": float(high)}


def _wilson(share: float, count: float) -> tuple[float, float]:
    """Give Wilson's score range (Wilson 1927, doi 10.1080/01621459.1927.10502953)."""
    z = 1.959964
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2)) / (1 + z**2 / count)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _divide(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give shares; not a number where there is nothing to share."""
    empty = np.full(part.shape, np.nan)
    shares: NDArray[np.float64] = np.divide(part, whole, out=empty, where=whole > 0)
    return shares
