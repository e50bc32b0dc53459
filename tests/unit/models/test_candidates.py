from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.errors import ModelNotFit
from models.candidates import (
    ADDITIVE,
    COUNT_BASELINES,
    PRACTICE_RULE,
    RANDOM,
    SCORECARD,
    build_baselines,
    calibrate,
    fit_inner,
)
from tests.unit.models.county import COLUMNS, DIRECTIONS, invent_county, train_county


@pytest.mark.parametrize("name", [ADDITIVE, SCORECARD])
def test_the_score_is_the_log_odds_of_the_calibrated_probability(name: str) -> None:
    candidate = train_county().candidates[name]
    matrix = invent_county().matrix.head(200)
    probability = candidate.model.predict_proba(matrix[list(candidate.features)])[:, 1]
    assert candidate.score(matrix) == pytest.approx(np.log(probability / (1 - probability)))


@pytest.mark.parametrize("name", [ADDITIVE, SCORECARD])
def test_the_base_value_is_the_mean_score_of_the_records_it_was_fitted_on(name: str) -> None:
    rng = np.random.default_rng(2)
    values = pd.DataFrame({"a": rng.poisson(1.0, 400).astype(float), "b": rng.random(400)})
    labels = pd.Series(rng.random(400) < 0.2 + 0.1 * values["a"].clip(upper=4))
    inner = fit_inner(name, values, labels, directions=[1, 0], seed=1)
    candidate = calibrate(
        name, inner, training=values, calibration=values.head(200), labels=labels.head(200)
    )
    assert candidate.base_value == pytest.approx(candidate.score(values).mean())


def test_every_tree_looks_at_one_feature_only() -> None:
    trees = [tree for (tree,) in train_county().candidates[ADDITIVE].inner._predictors]
    splits = [tree.nodes["feature_idx"][tree.nodes["is_leaf"] == 0] for tree in trees]
    assert max(len(set(features)) for features in splits) == 1


@pytest.mark.parametrize(
    "feature", [name for name, direction in DIRECTIONS.items() if direction == 1]
)
def test_more_of_a_feature_never_lowers_a_score_against_its_stated_direction(feature: str) -> None:
    candidate = train_county().candidates[ADDITIVE]
    record = invent_county().matrix[list(candidate.features)].iloc[[0]]
    steps = np.linspace(0, 800, 60)
    scores = candidate.score(record.loc[record.index.repeat(60)].assign(**{feature: steps}))
    assert (np.diff(scores) >= -1e-12).all()


def test_a_feature_that_never_differs_has_no_band_in_the_scorecard() -> None:
    varies = train_county().candidates[SCORECARD].inner[0].get_support()
    assert dict(zip(DIRECTIONS, varies, strict=True))["never_differs"] == np.False_
    assert varies.sum() == len(DIRECTIONS) - 1


def test_a_feature_with_two_values_gets_two_bands() -> None:
    values = pd.DataFrame({"a": [0.0, 1.0] * 50, "b": np.arange(100.0)})
    inner = fit_inner(
        SCORECARD, values, pd.Series([False, True] * 50), directions=[0, 0], seed=1
    )  # fmt: skip
    assert inner[1].n_bins_.tolist() == [2, 5]


def test_nothing_can_be_learned_where_all_records_are_alike() -> None:
    values = pd.DataFrame({"a": [1.0] * 10})
    with pytest.raises(ModelNotFit, match="nothing to learn"):
        fit_inner(SCORECARD, values, pd.Series([False, True] * 5), directions=[0], seed=1)


def test_a_model_is_not_calibrated_on_a_handful_of_outcomes() -> None:
    values = pd.DataFrame({"a": np.arange(100.0)})
    labels = pd.Series([True] * 9 + [False] * 91)
    inner = fit_inner(ADDITIVE, values, labels, directions=[0], seed=1)
    with pytest.raises(ModelNotFit, match="too few outcomes to calibrate"):
        calibrate(ADDITIVE, inner, training=values, calibration=values, labels=labels)


def _one_night() -> tuple[pd.DataFrame, pd.DataFrame]:
    night = pd.Timestamp("2024-01-01")
    matrix = pd.DataFrame(
        {"person_id": ["1-A", "2-B", "3-C"], "as_of_date": night}
        | {column: [3.0, 1.0, 2.0] for column in COLUMNS.values()}
    )
    rule_results = pd.DataFrame(
        [
            ("1-A", "a", "met", "2023-12-01"),
            ("1-A", "b", "not_met", "2023-12-01"),
            ("2-B", "a", "met", "2023-12-30"),
            ("3-C", "a", "cannot_tell", None),
        ],
        columns=["person_id", "clause", "state", "latest_concern_date"],
    ).assign(as_of_date=night, evidence="")
    rule_results["latest_concern_date"] = pd.to_datetime(rule_results["latest_concern_date"])
    return matrix, rule_results


def test_the_rule_orders_by_clauses_then_by_the_latest_concern() -> None:
    matrix, results = _one_night()
    order = build_baselines(matrix, results, columns=COLUMNS)[PRACTICE_RULE]
    assert order[1] > order[0]
    results.loc[1, "state"] = "met"
    order = build_baselines(matrix, results, columns=COLUMNS)[PRACTICE_RULE]
    assert order[0] > order[1]


def test_a_record_that_meets_no_clause_has_no_place_in_the_order_of_the_rule() -> None:
    matrix, results = _one_night()
    baselines = build_baselines(matrix, results, columns=COLUMNS)
    assert baselines[PRACTICE_RULE].isna().tolist() == [False, False, True]


def test_drawing_at_random_puts_all_records_level() -> None:
    matrix, results = _one_night()
    assert build_baselines(matrix, results, columns=COLUMNS)[RANDOM].tolist() == [0.0] * 3


@pytest.mark.parametrize("missing", list(COUNT_BASELINES))
def test_no_count_may_be_left_out_of_the_comparison(missing: str) -> None:
    matrix, results = _one_night()
    columns = {name: column for name, column in COLUMNS.items() if name != missing}
    with pytest.raises(ModelNotFit, match=f"none for .*{missing}"):
        build_baselines(matrix, results, columns=columns)
