"""Points: whole numbers that add up, families, and what is said of them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ExplanationError
from features.catalogue import FEATURES
from reports.reasons import round_to_sum, work_out_points

BY_NAME = {spec.name: spec for spec in FEATURES}


@pytest.mark.parametrize(
    ("values", "total", "expected"),
    [
        ([1.4, 1.4, 1.4], 4, [2, 1, 1]),
        ([0.3, -0.3], 0, [0, 0]),
        ([-1.5, 2.5], 1, [-1, 2]),
        ([], 0, []),
    ],
)
def test_round_to_sum(values: list[float], total: int, expected: list[int]) -> None:
    assert round_to_sum(values, total) == expected


def test_sum_that_cannot_be_reached_is_refused() -> None:
    with pytest.raises(ExplanationError, match="cannot be rounded"):
        round_to_sum([1.0, 1.0], 9)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(
    shares=st.lists(st.floats(-2, 2), min_size=1, max_size=len(FEATURES)),
    base=st.floats(-6, 2),
)
def test_points_add_up_for_any_record(shares: list[float], base: float) -> None:
    names = [spec.name for spec in FEATURES][: len(shares)]
    rows = pd.DataFrame({"feature": names, "value": 1.0, "contribution": shares})
    score = pd.Series({"base_value": base, "score": base + sum(shares), "adds_up": True})
    points = work_out_points(score, rows, features=BY_NAME)
    assert points.average + sum(f.points for f in points.families) == points.total
    assert abs(points.total - 10 * (base + sum(shares))) <= 1.0
    named = (*points.more, *points.less)
    assert len(points.more) <= 5
    assert len(points.less) <= 5
    assert len(named) + len(points.rest) == len(points.families)


@pytest.mark.parametrize(
    ("changed", "feature", "match"),
    [
        ({"score": 3.0}, FEATURES[0].name, "a difference of"),
        ({"adds_up": False}, FEATURES[0].name, "cannot be shown"),
        ({}, "a_feature_nobody_described", "a_feature_nobody_described"),
    ],
)
def test_record_whose_reasons_cannot_be_shown_is_refused(
    changed: dict[str, object], feature: str, match: str
) -> None:
    rows = pd.DataFrame({"feature": [feature], "value": [1.0], "contribution": [0.5]})
    score = pd.Series({"base_value": 0.0, "score": 0.5, "adds_up": True} | changed)
    with pytest.raises(ExplanationError, match=match):
        work_out_points(score, rows, features=BY_NAME)
