"""Why did a record get its score: one signed share per feature, which add up to the score.

The only file that knows shap. Shares are in log-odds of the calibrated score: those of the
inner model, stretched by the slope of its sigmoid. They start from the mean score of the
training records. A share says what moved the score; it names no cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from core.errors import ExplanationError
from models.candidates import ADDITIVE, FittedCandidate
from models.inputs import read_features

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Explanation:
    """Shares of several records: one row per record, one column per feature."""

    base_value: float
    contributions: NDArray[np.float64]

    def adds_up_to(self, scores: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say for each record whether base value and shares give its score."""
        close: NDArray[np.bool_] = (
            np.abs(self.base_value + self.contributions.sum(axis=1) - scores) <= TOLERANCE
        )
        return close


def explain(candidate: FittedCandidate, matrix: pd.DataFrame) -> Explanation:
    """Share out each record's score among the features.

    Args:
        candidate: a fitted and calibrated model.
        matrix: see `core.catalogue.FEATURE_MATRIX`; the candidate's features.

    Raises:
        ExplanationError: shap's base value is not the mean score of the training records.
        ModelNotFit: the matrix is not the one the model was trained on.
    """
    values = read_features(matrix, candidate.features)
    share_out = _share_out_trees if candidate.name == ADDITIVE else _share_out_bands
    start, shares = share_out(candidate, values)
    base_value = candidate.slope * start + candidate.intercept
    if abs(base_value - candidate.base_value) > TOLERANCE:
        raise ExplanationError(
            "The reasons do not start from the mean score of the training records.",
            where=f"candidate {candidate.name}",
            expected=f"a base value of {candidate.base_value:.6f}",
            found=f"{base_value:.6f}",
            next_step="train again; the stored model is not the one that was measured",
        )
    return Explanation(candidate.base_value, candidate.slope * shares)


def _share_out_trees(
    candidate: FittedCandidate, values: pd.DataFrame
) -> tuple[float, NDArray[np.float64]]:
    import shap

    # Path-dependent: the trees' own row counts are the training records. The other mode works
    # in single precision and is off by up to 0.1 where a value lies on a threshold.
    explainer = shap.TreeExplainer(candidate.inner, feature_perturbation="tree_path_dependent")
    shares: NDArray[np.float64] = explainer.shap_values(values, check_additivity=False)
    return float(np.ravel(explainer.expected_value)[0]), shares


def _share_out_bands(
    candidate: FittedCandidate, values: pd.DataFrame
) -> tuple[float, NDArray[np.float64]]:
    import shap

    varies, bands, weights = (step for _, step in candidate.inner.steps)
    banded = candidate.inner[:-1].transform(values).toarray()
    # One background row that holds the training means. Given rows, shap would draw 100 of them.
    means = shap.maskers.Independent(np.array([candidate.band_means]), max_samples=1)
    explainer = shap.LinearExplainer((weights.coef_[0], weights.intercept_[0]), means)
    per_band: Any = explainer.shap_values(banded)
    shares = np.zeros(values.shape)
    starts = np.cumsum(bands.n_bins_) - bands.n_bins_
    shares[:, varies.get_support()] = np.add.reduceat(per_band, starts, axis=1)
    return float(np.ravel(explainer.expected_value)[0]), shares
