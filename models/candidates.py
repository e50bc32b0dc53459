"""The two models that are tried every time, and the plain orders they must beat.

Both add up: the score is a sum of one share per feature, so the explanation is the model. Both
are made of scikit-learn's own classes only, so that a stored model loads without our code.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from core import telemetry as _telemetry  # noqa: F401  # OMP_NUM_THREADS, before scikit-learn
from core.errors import ModelNotFit
from models.inputs import read_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ADDITIVE, SCORECARD = "additive", "scorecard"
CANDIDATE_LABELS = {
    ADDITIVE: "Boosted additive model: one curve per feature, in the direction that was stated",
    SCORECARD: "Scorecard: each feature cut into up to five bands, one weight per band",
}

RANDOM, PRACTICE_RULE = "random", "practice_rule"
COUNT_BASELINES = {
    "contacts_12_months": "Number of contacts in 12 months",
    "referrals_12_months": "Number of referrals in 12 months",
    "agencies_90_days": "Number of agencies in contact in 90 days",
}
BASELINE_LABELS = {
    RANDOM: "Records drawn at random",
    **COUNT_BASELINES,
    PRACTICE_RULE: "The written practice rule",
}

_BANDS = 5
# scikit-learn calibrates with five folds and needs each to hold both answers.
_FEWEST_TO_CALIBRATE = 10


@dataclass(frozen=True, kw_only=True)
class FittedCandidate:
    """One fitted and calibrated model, with what its explanation starts from.

    `model` is the calibrated scikit-learn object; it trains, scores and is stored as one.
    `base_value` is its mean score over the training rows, in log-odds. `band_means` are, for
    the scorecard, how common each band is among the training rows; empty for the other.
    """

    name: str
    model: Any
    features: tuple[str, ...]
    base_value: float
    band_means: tuple[float, ...]

    @property
    def inner(self) -> Any:
        """Give the model inside the calibration."""
        return self.model.calibrated_classifiers_[0].estimator.estimator

    @property
    def slope(self) -> float:
        """Give by how much the sigmoid stretches the inner score."""
        return -float(self.model.calibrated_classifiers_[0].calibrators[0].a_)

    @property
    def intercept(self) -> float:
        """Give what the sigmoid adds to the stretched inner score."""
        return -float(self.model.calibrated_classifiers_[0].calibrators[0].b_)

    def score(self, matrix: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Give the calibrated score of each row in log-odds.

        Raises:
            ModelNotFit: the matrix is not the one the model was trained on.
        """
        values = read_features(matrix, self.features)
        scores: np.ndarray[Any, np.dtype[np.float64]] = (
            self.slope * self.inner.decision_function(values) + self.intercept
        )
        return scores


def fit_inner(
    name: str, values: pd.DataFrame, labels: pd.Series, *, directions: Sequence[int], seed: int
) -> Any:
    """Fit one candidate, not yet calibrated.

    Args:
        name: `additive` or `scorecard`.
        values: one column per feature.
        labels: one answer per row.
        directions: -1, 0 or 1 per feature; the scorecard does not use them.
        seed: fixes everything random inside.
    """
    if name == ADDITIVE:
        return _boosted(directions, seed=seed).fit(values, labels)
    with warnings.catch_warnings():
        # Fewer bands than five are right where a feature takes few values.
        warnings.filterwarnings("ignore", message="Number of distinct clusters")
        warnings.filterwarnings("ignore", message="Bins whose width are too small")
        return _scorecard(values, seed=seed).fit(values, labels)


def calibrate(
    name: str,
    inner: Any,
    *,
    training: pd.DataFrame,
    calibration: pd.DataFrame,
    labels: pd.Series,
) -> FittedCandidate:
    """Stretch and shift a fitted model so that its scores are log-odds of the label.

    A sigmoid, because it keeps the score a sum of shares; isotonic calibration does not.

    Args:
        name: name of the candidate.
        inner: the fitted model; it is not changed.
        training: values the model was fitted on, for the base value.
        calibration: values of households the model has not seen.
        labels: their labels.

    Raises:
        ModelNotFit: too few records of the calibration households have the outcome.
    """
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.frozen import FrozenEstimator

    rarest = int(min(labels.sum(), (~labels).sum()))
    if rarest < _FEWEST_TO_CALIBRATE:
        raise ModelNotFit(
            "There are too few outcomes to calibrate a model.",
            where="labels of the calibration households",
            expected=f"at least {_FEWEST_TO_CALIBRATE} records with the outcome, and without",
            found=f"fewer than {_FEWEST_TO_CALIBRATE}",
            next_step="give more history, or list records by the practice rule",
        )
    model = CalibratedClassifierCV(FrozenEstimator(inner), method="sigmoid")
    model.fit(calibration, labels)
    unset = FittedCandidate(
        name=name, model=model, features=tuple(training.columns), base_value=0.0, band_means=()
    )
    return FittedCandidate(
        name=name,
        model=model,
        features=unset.features,
        base_value=float(unset.score(training).mean()),
        band_means=_band_means(inner, training) if name == SCORECARD else (),
    )


def build_baselines(
    matrix: pd.DataFrame, rule_results: pd.DataFrame, *, columns: Mapping[str, str]
) -> pd.DataFrame:
    """Give the plain orders a model is compared with.

    One row per (person_id, as_of_date) of the matrix, one column per baseline; higher is listed
    sooner. Drawing at random is a tie of all records: its figures are then exact expectations.
    Absent: a record that meets no clause has no place in the practice rule's order, because the
    rule never lists it.

    Args:
        matrix: see `core.catalogue.FEATURE_MATRIX`.
        rule_results: see `core.catalogue.RULE_RESULTS`; all dates of the matrix.
        columns: the feature that stands for each of `COUNT_BASELINES`.

    Raises:
        ModelNotFit: a baseline has no feature, or its feature is not in the matrix.
    """
    absent = [b for b in COUNT_BASELINES if columns.get(b) not in matrix.columns]
    if absent:
        raise ModelNotFit(
            "A model cannot be compared with all its baselines.",
            where="dataset feature_matrix",
            expected="a feature for each count baseline",
            found=f"none for {absent}",
            next_step="name the feature that stands for each baseline",
        )
    keys = matrix[["person_id", "as_of_date"]]
    baselines = keys.assign(
        **{RANDOM: 0.0},
        **{name: matrix[columns[name]].astype("float64") for name in COUNT_BASELINES},
    )
    met = rule_results[rule_results["state"] == "met"]
    per_record = met.groupby(["person_id", "as_of_date"], as_index=False).agg(
        clauses=("clause", "nunique"), latest=("latest_concern_date", "max")
    )
    days = (per_record["latest"] - pd.Timestamp("1900-01-01")).dt.days.fillna(0)
    # The date decides only between records that meet the same number of clauses.
    per_record[PRACTICE_RULE] = per_record["clauses"] * 1_000_000.0 + days
    return baselines.merge(
        per_record[["person_id", "as_of_date", PRACTICE_RULE]],
        on=["person_id", "as_of_date"],
        how="left",
        validate="one_to_one",
    )


def _boosted(directions: Sequence[int], *, seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        interaction_cst="no_interactions",
        monotonic_cst=list(directions),
        learning_rate=0.05,
        max_iter=200,
        max_leaf_nodes=6,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_bins=63,
        early_stopping=False,  # else the base value would not be the mean over the training rows
        random_state=seed,
    )


def _scorecard(values: pd.DataFrame, *, seed: int) -> Any:
    from sklearn.feature_selection import VarianceThreshold
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import KBinsDiscretizer

    distinct = values.nunique().to_numpy()
    if not (distinct > 1).any():
        raise ModelNotFit(
            "Every record has the same features, so there is nothing to learn.",
            where="dataset feature_matrix, training rows",
            expected="at least one feature that differs between records",
            found=f"{values.shape[1]} features, none of which differs",
            next_step="check which feeds were read for the training dates",
        )
    # Bands around groups of values. Quantile bands collapse into one for most of our features,
    # which are zero for nine records of ten.
    bands = KBinsDiscretizer(
        n_bins=np.minimum(_BANDS, distinct[distinct > 1]),
        encode="onehot",
        strategy="kmeans",
        subsample=None,
        random_state=seed,
    )
    weights = LogisticRegression(C=0.1, max_iter=2000)
    return make_pipeline(VarianceThreshold(), bands, weights)


def _band_means(inner: Any, training: pd.DataFrame) -> tuple[float, ...]:
    banded = inner[:-1].transform(training)
    return tuple(float(mean) for mean in np.asarray(banded.mean(axis=0)).ravel())
