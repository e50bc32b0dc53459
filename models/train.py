"""Fit both candidates, measure them beside the plain orders, and say which may be used, if any.

A training is decided by its rows and its plan: the same give the same model to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from core.errors import ModelNotFit
from models.candidates import (
    ADDITIVE,
    BASELINE_LABELS,
    SCORECARD,
    FittedCandidate,
    calibrate,
    fit_inner,
)
from models.evaluate import (
    HeldOut,
    compare_orders,
    evaluate_order,
    evaluate_probabilities,
    hold_out,
    list_overlap,
)
from models.inputs import check_directions, read_features
from models.select import Acceptance, Criteria, judge_candidate
from models.splits import (
    CALIBRATION,
    NOT_USED,
    TEST,
    TRAINING,
    WHY_NOT_USED,
    check_split,
    split_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = ["person_id", "as_of_date"]
_REFITS = 3


@dataclass(frozen=True, kw_only=True)
class TrainingPlan:
    """What is settled before a row is read."""

    capacity: int
    label_window_days: int
    seed: int
    criteria: Criteria
    data_is_invented: bool


@dataclass(frozen=True, kw_only=True)
class Trained:
    """Both candidates, their figures, and the one that may be used.

    `chosen` is None when no model is fit for use; `best` is then shown for a demonstration only.
    """

    candidates: Mapping[str, FittedCandidate]
    acceptance: Mapping[str, Acceptance]
    evaluation: Mapping[str, Any]
    directions: Mapping[str, int]
    plan: TrainingPlan
    chosen: str | None
    best: str


def train(
    matrix: pd.DataFrame,
    labels: pd.DataFrame,
    cohort: pd.DataFrame,
    baselines: pd.DataFrame,
    *,
    directions: Mapping[str, int],
    plan: TrainingPlan,
) -> Trained:
    """Train both candidates and judge them against the criteria set beforehand.

    Knowable: what the matrix holds was known at each as-of date; see `features.matrix`.

    Args:
        matrix: see `core.catalogue.FEATURE_MATRIX`; may hold dates without labels.
        labels: see `core.catalogue.LABELS`.
        cohort: see `core.catalogue.COHORT`.
        baselines: see `models.candidates.build_baselines`.
        directions: the features a model may read, each with its stated direction.
        plan: what is settled before a row is read.

    Raises:
        ModelNotFit: history too short, outcomes too few, a feature no model may read, or tables
            that do not speak about the same records.
        LeakageError: the sides of the split are not apart.
    """
    check_directions(directions)
    rows, values = _join(matrix, labels, cohort, baselines)
    material = _Material(
        rows=_put_on_sides(rows, plan),
        values=read_features(values, tuple(directions)),
        directions=tuple(directions.values()),
        seed=plan.seed,
    )
    material.check_outcomes()
    candidates = {name: _fit(name, material) for name in (ADDITIVE, SCORECARD)}
    evaluation = _evaluate(candidates, material, plan=plan)
    acceptance = {
        name: judge_candidate(name, evaluation, criteria=plan.criteria) for name in candidates
    }
    by_preference = _order_by_calibration_side(candidates, material)
    return Trained(
        candidates=candidates,
        acceptance=acceptance,
        evaluation=evaluation,
        directions=dict(directions),
        plan=plan,
        chosen=next((name for name in by_preference if acceptance[name].accepted), None),
        best=by_preference[0],
    )


@dataclass(frozen=True, kw_only=True)
class _Material:
    """The rows of one training with their sides; `values` has the same index as `rows`."""

    rows: pd.DataFrame
    values: pd.DataFrame
    directions: tuple[int, ...]
    seed: int

    def of(self, side: str) -> pd.DataFrame:
        """Give the rows of one side."""
        return self.rows[self.rows["side"] == side]

    def fit_on(self, name: str, index: Any) -> Any:
        """Fit one candidate on rows named by their index; a row may be named several times."""
        values, labels = self.values.loc[index], self.rows.loc[index, "label"]
        return fit_inner(name, values, labels, directions=self.directions, seed=self.seed)

    def check_outcomes(self) -> None:
        """Refuse to fit or to test where all records of a side have the same label."""
        alike = [side for side in (TRAINING, TEST) if self.of(side)["label"].nunique() < 2]
        if alike:
            raise ModelNotFit(
                "There are no outcomes to learn from or to test on.",
                where="dataset labels",
                expected="records with and without the outcome on every side of the split",
                found=f"all records alike on: {', '.join(alike)}",
                next_step="give more history, or list records by the practice rule",
            )


def _join(
    matrix: pd.DataFrame, labels: pd.DataFrame, cohort: pd.DataFrame, baselines: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the labelled records in order of date and person, and beside them their matrix rows."""
    rows = labels[[*_KEYS, "label"]].sort_values(_KEYS, ignore_index=True)
    for table in (cohort[[*_KEYS, "household_id"]], baselines[[*_KEYS, *BASELINE_LABELS]]):
        rows = rows.merge(table, on=_KEYS, how="left", validate="one_to_one", indicator="in_both")
        _check_all_there(rows.pop("in_both"))
    values = rows[_KEYS].merge(
        matrix, on=_KEYS, how="left", validate="one_to_one", indicator="in_both"
    )
    _check_all_there(values.pop("in_both"))
    return rows, values


def _put_on_sides(rows: pd.DataFrame, plan: TrainingPlan) -> pd.DataFrame:
    split = split_rows(rows, label_window_days=plan.label_window_days, seed=plan.seed)
    check_split(split, label_window_days=plan.label_window_days)
    return rows.assign(side=split["side"], why_not_used=split["why_not_used"])


def _check_all_there(in_both: pd.Series) -> None:
    absent = int((in_both != "both").sum())
    if absent:
        raise ModelNotFit(
            "The labels are about records that other tables do not have.",
            where="datasets labels, cohort, feature_matrix and the baselines",
            expected=f"all {len(in_both):,} labelled records in each",
            found=f"{absent:,} of them not in one",
            next_step="build all four from the same cohort and as-of dates",
        )


def _fit(name: str, material: _Material) -> FittedCandidate:
    training, calibration = material.of(TRAINING).index, material.of(CALIBRATION).index
    return calibrate(
        name,
        material.fit_on(name, training),
        training=material.values.loc[training],
        calibration=material.values.loc[calibration],
        labels=material.rows.loc[calibration, "label"],
    )


def _evaluate(
    candidates: Mapping[str, FittedCandidate], material: _Material, *, plan: TrainingPlan
) -> dict[str, Any]:
    """Give what the training stood on, and how good every order was."""
    return {
        "capacity": plan.capacity,
        "label_window_days": plan.label_window_days,
        **{side: _describe(material.of(side)) for side in (TRAINING, CALIBRATION, TEST)},
        "not_used": _count_not_used(material.of(NOT_USED)),
        **_measure(candidates, material, capacity=plan.capacity),
    }


def _measure(
    candidates: Mapping[str, FittedCandidate], material: _Material, *, capacity: int
) -> dict[str, Any]:
    """Measure candidates and plain orders on the test side."""
    test = material.of(TEST)
    held_out = hold_out(
        test, cohort_sizes=material.rows["as_of_date"].value_counts(), seed=material.seed
    )
    plain = {name: test[name].to_numpy(dtype="float64") for name in BASELINE_LABELS}
    measured = {}
    for name, candidate in candidates.items():
        scores = candidate.score(material.values.loc[test.index])
        measured[name] = {
            **evaluate_order(held_out, scores, capacity=capacity),
            **evaluate_probabilities(held_out, 1 / (1 + np.exp(-scores))),
            "differences": compare_orders(held_out, scores, plain, capacity=capacity),
            "steadiness": _steadiness(candidate, material, held_out, capacity=capacity),
            "calibration_slope": candidate.slope,
            "calibration_intercept": candidate.intercept,
            "base_value": candidate.base_value,
        }
    return {
        "candidates": measured,
        "baselines": {
            name: evaluate_order(held_out, order, capacity=capacity)
            for name, order in plain.items()
        },
    }


def _steadiness(
    candidate: FittedCandidate, material: _Material, held_out: HeldOut, *, capacity: int
) -> float:
    """Give how much of the list stays when the training households are drawn again."""
    homes = material.of(TRAINING)["household_id"]
    names = np.sort(homes.unique())
    values = material.values.loc[material.of(TEST).index]
    scores = candidate.score(values)
    overlaps = []
    for draw in range(_REFITS):
        rng = np.random.default_rng([material.seed, draw])
        times = rng.multinomial(len(names), np.full(len(names), 1 / len(names)))
        index = np.repeat(homes.index, homes.map(dict(zip(names, times, strict=True))))
        again = material.fit_on(candidate.name, index).decision_function(values)
        # Calibration only stretches, so the order needs no more than its sign.
        again *= np.sign(candidate.slope)
        overlaps.append(list_overlap(held_out, scores, again, capacity=capacity))
    return float(np.mean(overlaps))


def _order_by_calibration_side(
    candidates: Mapping[str, FittedCandidate], material: _Material
) -> list[str]:
    """Order candidates by households the test has no part in, so that its figures stay honest."""
    from sklearn.metrics import average_precision_score

    rows = material.of(CALIBRATION)
    found = {
        name: float(
            average_precision_score(rows["label"], candidate.score(material.values.loc[rows.index]))
        )
        for name, candidate in candidates.items()
    }
    return sorted(found, key=lambda name: (-found[name], name))


def _describe(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "records": len(rows),
        "persons": int(rows["person_id"].nunique()),
        "households": int(rows["household_id"].nunique()),
        "outcomes": int(rows["label"].sum()),
        "persons_with_outcome": int(rows.loc[rows["label"], "person_id"].nunique()),
        "outcomes_share": float(rows["label"].mean()),
        "dates": [str(day.date()) for day in sorted(rows["as_of_date"].unique())],
    }


def _count_not_used(rows: pd.DataFrame) -> dict[str, int]:
    counts = rows["why_not_used"].value_counts()
    return {why: int(counts.get(why, 0)) for why in WHY_NOT_USED}
