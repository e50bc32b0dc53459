from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.errors import ModelNotFit
from models.inputs import check_directions, read_features


def _matrix(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {"person_id": ["1-A", "2-B"], "as_of_date": pd.Timestamp("2024-01-01"), **columns}
    )


def test_columns_are_read_in_the_order_of_the_model_not_of_the_matrix() -> None:
    matrix = _matrix(b=[1, 2], a=[3, 4])
    assert read_features(matrix, ("a", "b")).columns.tolist() == ["a", "b"]


@pytest.mark.parametrize("column", ["sex", "ethnicity", "is_disabled", "colour_of_the_door"])
def test_a_matrix_with_a_column_that_is_not_the_models_is_refused(column: str) -> None:
    with pytest.raises(ModelNotFit, match=f"not the model's: .*{column}"):
        read_features(_matrix(a=[1, 2], **{column: [0, 1]}), ("a",))


def test_a_matrix_without_a_feature_of_the_model_is_refused() -> None:
    with pytest.raises(ModelNotFit, match=r"missing: \['b'\]"):
        read_features(_matrix(a=[1, 2]), ("a", "b"))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_gap_in_a_feature_is_refused_and_no_value_is_told(value: float) -> None:
    with pytest.raises(ModelNotFit, match=r"1 such values, in \['a'\]") as refused:
        read_features(_matrix(a=[8675309, value]), ("a",))
    assert "8675309" not in str(refused.value)


@pytest.mark.parametrize(
    "name",
    ["sex", "ethnicity_is_white", "is_disabled", "religion", "fsm_count_365d", "benefit_share"],
)
def test_a_sensitive_feature_cannot_be_declared(name: str) -> None:
    with pytest.raises(ModelNotFit, match=f"sensitive: .*{name}"):
        check_directions({"contacts_count_365d": 1, name: 0})


def test_a_word_that_only_contains_a_sensitive_one_is_allowed() -> None:
    check_directions({"sexual_harm_concerns_count_365d": 1, "has_record_health": 0})


@pytest.mark.parametrize("directions", [{}, {"contacts_count_365d": 2}])
def test_a_direction_must_be_stated_for_at_least_one_feature(directions: dict[str, int]) -> None:
    with pytest.raises(ModelNotFit, match="declared for the model cannot be used"):
        check_directions(directions)
