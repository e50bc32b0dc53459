"""Which columns of the feature matrix a model reads, and which it must never be given.

The same two functions stand before training and before scoring, so that a model is never
trained on a column it may not read, and never scores one it was not trained on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.catalogue import FEATURE_MATRIX
from core.errors import ModelNotFit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

# Matched against each word of a column name, so `sexual_harm` is not taken for `sex`.
# docs: design.md section 1, "What it never does"; sex is audited for fairness and never read.
_NEVER_READ = frozenset({
    "benefit", "benefits", "deprivation", "disability", "disabled", "ethnic", "ethnicity", "fsm",
    "gender", "imd", "income", "language", "nationality", "poverty", "race", "religion", "sex",
})  # fmt: skip


def check_directions(directions: Mapping[str, int]) -> None:
    """Refuse features that no model may read, and directions that mean nothing.

    Args:
        directions: feature name to 1 (more makes listing more likely), -1 (less likely) or 0
            (no direction is stated).

    Raises:
        ModelNotFit: there is no feature, one is sensitive, or a direction is not -1, 0 or 1.
    """
    sensitive = [name for name in directions if _is_sensitive(name)]
    wrong = [name for name, direction in directions.items() if direction not in (-1, 0, 1)]
    if sensitive or wrong or not directions:
        raise ModelNotFit(
            "The features declared for the model cannot be used.",
            where="the feature catalogue",
            expected="at least one feature, none of them sensitive, each with direction -1, 0 or 1",
            found=f"{len(directions)} features; sensitive: {sensitive or 'none'}; "
            f"with another direction: {wrong or 'none'}",
            next_step="take these features out of the catalogue; sensitive data is for audit only",
        )


def read_features(matrix: pd.DataFrame, features: Sequence[str]) -> pd.DataFrame:
    """Give the columns a model reads, in its order, or refuse the matrix.

    One row per row of the matrix.
    Absent: never; a gap in a feature is refused, because what absence means is stated by the
    feature and not left to a model.

    Args:
        matrix: see `core.catalogue.FEATURE_MATRIX`.
        features: the names the model was trained on, in order.

    Raises:
        ModelNotFit: a feature is missing, a column is not one of the model's, or a value is
            missing or not finite.
    """
    missing = [name for name in features if name not in matrix.columns]
    known = {*features, *FEATURE_MATRIX.columns}
    others = [str(column) for column in matrix.columns if column not in known]
    if missing or others:
        raise ModelNotFit(
            "The feature matrix is not the one the model was trained on.",
            where="dataset feature_matrix",
            expected=f"the {len(features)} features of the model and no other",
            found=f"missing: {missing or 'none'}; not the model's: {others or 'none'}",
            next_step="train again with the present feature catalogue, or restore the earlier one",
        )
    values: pd.DataFrame = matrix[list(features)].astype("float64")
    finite: Any = np.isfinite(values.to_numpy())
    if not finite.all():
        gaps = [name for name, whole in zip(features, finite.all(axis=0), strict=True) if not whole]
        raise ModelNotFit(
            "The feature matrix has values that are missing or not finite.",
            where="dataset feature_matrix",
            expected="a finite number in every row of every feature",
            found=f"{int((~finite).sum()):,} such values, in {gaps}",
            next_step="state in the feature what absence means",
        )
    return values


def _is_sensitive(name: str) -> bool:
    return not _NEVER_READ.isdisjoint(name.lower().split("_"))
