from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from models.evaluate import (
    HeldOut,
    compare_orders,
    evaluate_order,
    evaluate_probabilities,
    hold_out,
    list_overlap,
)


def _held_out(labels: list[int], *, dates: list[str] | None = None, cohort: int = 0) -> HeldOut:
    """Make a test in which every record is a household of its own."""
    days = pd.to_datetime(dates or ["2024-01-01"] * len(labels)).as_unit("us")
    rows = pd.DataFrame(
        {
            "person_id": [f"p{n}" for n in range(len(labels))],
            "as_of_date": days,
            "household_id": [f"h{n}" for n in range(len(labels))],
            "label": np.array(labels, dtype=bool),
        }
    )
    sizes = {day: cohort or count for day, count in days.value_counts().items()}
    return hold_out(rows, cohort_sizes=sizes, seed=1)


def _precision(labels: list[int], scores: list[float], *, capacity: int) -> Any:
    return evaluate_order(_held_out(labels), np.array(scores, dtype=float), capacity=capacity)


def test_precision_and_recall_at_capacity_worked_by_hand() -> None:
    found = _precision([1, 0, 1, 0, 1, 0], [6, 5, 4, 3, 2, 1], capacity=3)
    assert (found["precision"]["value"], found["recall"]["value"]) == pytest.approx((2 / 3, 2 / 3))
    assert (found["listed"], found["found"], found["persons_found"]) == (3, 2, 2)


def test_each_date_has_a_list_of_its_own() -> None:
    dates = ["2024-01-01"] * 3 + ["2024-03-01"] * 3
    held_out = _held_out([1, 0, 0, 0, 0, 1], dates=dates)
    found = evaluate_order(held_out, np.array([9.0, 8, 7, 1, 2, 3]), capacity=1)
    assert found["precision"]["value"] == 1.0
    assert [day["found"] for day in found["precision_by_date"]] == [1, 1]


def test_the_capacity_is_cut_down_to_the_share_of_the_cohort_that_is_tested() -> None:
    held_out = _held_out([1] * 4 + [0] * 16, cohort=100)
    assert evaluate_order(held_out, -np.arange(20.0), capacity=20)["listed"] == 4


def test_ties_for_the_last_place_count_as_if_drawn_by_lot() -> None:
    found = _precision([1, 1, 0, 0, 0], [9, 5, 5, 5, 5], capacity=2)
    assert found["precision"]["value"] == pytest.approx((1 + 0.25) / 2)
    assert found["precision_under_ties"] == {"low": 0.5, "high": 1.0}


def test_drawing_at_random_finds_the_outcome_as_often_as_it_is_common() -> None:
    assert _precision([1, 0, 0, 0], [0, 0, 0, 0], capacity=2)["precision"]["value"] == 0.25


def test_an_order_that_lists_nobody_has_no_precision_and_no_recall() -> None:
    found = _precision([1, 0], [np.nan, np.nan], capacity=1)
    assert found["precision"] == {"value": None, "low": None, "high": None}
    assert (found["listed"], found["recall"]["value"]) == (0, 0.0)


def test_an_order_may_list_fewer_than_the_capacity() -> None:
    found = _precision([1, 0, 1], [5, np.nan, np.nan], capacity=3)
    assert (found["listed"], found["precision"]["value"]) == (1, 1.0)


def test_the_range_holds_the_estimate_and_is_wider_for_fewer_households() -> None:
    rng = np.random.default_rng(0)
    widths = []
    for size in (60, 600):
        labels = (rng.random(size) < 0.4).astype(int).tolist()
        found = _precision(labels, rng.random(size).tolist(), capacity=size // 3)["precision"]
        assert found["low"] <= found["value"] <= found["high"]
        widths.append(found["high"] - found["low"])
    assert widths[0] > widths[1]


def test_records_of_one_household_do_not_make_a_range_narrower() -> None:
    rng = np.random.default_rng(0)
    labels, scores = (rng.random(60) < 0.4).astype(int), rng.random(60)
    once = _held_out(labels.tolist())
    rows = pd.DataFrame(
        {
            "person_id": [f"p{n}" for n in range(240)],
            "as_of_date": pd.Timestamp("2024-01-01"),
            "household_id": np.repeat([f"h{n}" for n in range(60)], 4),
            "label": np.repeat(labels, 4).astype(bool),
        }
    )
    four = hold_out(rows, cohort_sizes={pd.Timestamp("2024-01-01"): 240}, seed=1)
    narrow = evaluate_order(once, scores, capacity=20)["precision"]
    wide = evaluate_order(four, np.repeat(scores, 4), capacity=80)["precision"]
    assert wide["high"] - wide["low"] == pytest.approx(narrow["high"] - narrow["low"], rel=0.25)


def test_nothing_found_is_not_said_to_be_certain() -> None:
    found = _precision([0] * 10 + [1] * 10, list(range(20, 0, -1)), capacity=5)["precision"]
    assert found["value"] == 0
    assert found["high"] > 0.1


def test_average_precision_and_roc_area_agree_with_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    labels, scores = rng.random(300) < 0.2, rng.integers(0, 20, 300).astype(float)
    found = _precision(labels.astype(int).tolist(), scores.tolist(), capacity=30)
    assert found["average_precision"]["value"] == pytest.approx(
        average_precision_score(labels, scores)
    )
    assert 0.3 < found["technical"]["roc_area"] < 0.7


def test_a_difference_is_drawn_on_the_same_households() -> None:
    held_out, scores = _held_out([1, 0] * 30), np.random.default_rng(1).random(60)
    assert compare_orders(held_out, scores, {"same": scores}, capacity=10) == {
        "same": {"value": 0.0, "low": 0.0, "high": 0.0}
    }


def test_an_order_that_lists_nobody_is_compared_as_finding_nobody() -> None:
    held_out, nobody = _held_out([1, 0] * 30), np.full(60, np.nan)
    scores = np.array([1.0, 0.0] * 30)
    assert compare_orders(held_out, scores, {"rule": nobody}, capacity=10)["rule"]["value"] == 1


def test_overlap_is_the_share_of_one_list_that_is_on_the_other() -> None:
    held_out = _held_out([0] * 6)
    first, other = np.array([6.0, 5, 4, 3, 2, 1]), np.array([1.0, 6, 5, 4, 3, 2])
    assert list_overlap(held_out, first, first, capacity=3) == 1
    assert list_overlap(held_out, first, other, capacity=3) == pytest.approx(2 / 3)


def test_probabilities_that_come_true_have_no_calibration_error() -> None:
    labels = ([1] + [0] * 9) * 20 + ([1] * 5 + [0] * 5) * 20
    expected = np.array([0.1] * 200 + [0.5] * 200)
    found = evaluate_probabilities(_held_out(labels), expected)
    assert found["calibration_error"] == pytest.approx(0, abs=0.02)
    assert found["expected_per_observed"]["value"] == pytest.approx(1)
    assert found["brier"]["value"] == pytest.approx(np.mean((expected - np.array(labels)) ** 2))


def test_probabilities_twice_too_high_are_seen() -> None:
    found = evaluate_probabilities(_held_out(([1] + [0] * 9) * 30), np.full(300, 0.2))
    assert found["expected_per_observed"]["value"] == pytest.approx(2)
    assert found["calibration_error"] == pytest.approx(0.1)


def test_no_group_of_the_calibration_curve_is_too_small_to_publish() -> None:
    rng = np.random.default_rng(5)
    expected = rng.random(500) * 0.2
    labels = (rng.random(500) < expected).astype(int)
    curve = evaluate_probabilities(_held_out(labels.tolist()), expected)["calibration_curve"]
    assert min(group["persons_with_outcome"] for group in curve) >= 10
    assert sum(group["records"] for group in curve) == 500
