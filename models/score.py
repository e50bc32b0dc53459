"""Tonight's score of every record, with the reasons that make it up.

Makes the datasets `scores` and `contributions`. A record whose reasons do not add up keeps its
row and is marked; it must not be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.catalogue import CONTRIBUTIONS, SCORES

if TYPE_CHECKING:
    from models.version import ModelVersion


@dataclass(frozen=True)
class Scored:
    """Scores and the contributions that make them up: see `core.catalogue`."""

    scores: pd.DataFrame
    contributions: pd.DataFrame


def score_records(version: ModelVersion, matrix: pd.DataFrame) -> Scored:
    """Score each record of a matrix and share the score out among its features.

    `scores` has one row per row of the matrix, `contributions` one per row and feature, both in
    the matrix's order.
    Knowable: as the matrix.

    Args:
        version: the model, as loaded from the registry.
        matrix: see `core.catalogue.FEATURE_MATRIX`.

    Raises:
        ModelNotFit: the matrix is not the one the model was trained on.
        ExplanationError: reasons do not start from the model's base value.
    """
    from models.explain import explain  # shap takes seconds to import

    if matrix.empty:
        return Scored(SCORES.empty(), CONTRIBUTIONS.empty())
    scores = version.candidate.score(matrix)
    explanation = explain(version.candidate, matrix)
    keys, features = matrix[["person_id", "as_of_date"]], version.features
    per_record = keys.assign(
        model_version=version.version,
        base_value=explanation.base_value,
        score=scores,
        adds_up=explanation.adds_up_to(scores),
    )
    per_feature = keys.iloc[np.repeat(np.arange(len(keys)), len(features))].assign(
        feature=np.tile(np.array(features, dtype=object), len(matrix)),
        value=matrix[list(features)].to_numpy(dtype="float64").ravel(),
        contribution=explanation.contributions.ravel(),
    )
    return Scored(SCORES.conform(per_record), CONTRIBUTIONS.conform(per_feature))
