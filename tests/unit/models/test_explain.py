from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.errors import ExplanationError
from models.candidates import ADDITIVE, SCORECARD
from models.explain import explain
from tests.unit.models.county import DIRECTIONS, invent_county, train_county

BOTH = pytest.mark.parametrize("name", [ADDITIVE, SCORECARD])


@BOTH
def test_shares_add_up_to_the_score_for_every_record(name: str) -> None:
    candidate, matrix = train_county().candidates[name], invent_county().matrix.tail(500)
    explanation = explain(candidate, matrix)
    total = explanation.base_value + explanation.contributions.sum(axis=1)
    assert total == pytest.approx(candidate.score(matrix), abs=1e-9)


@BOTH
def test_a_share_depends_on_the_value_of_its_own_feature_only(name: str) -> None:
    candidate, matrix = train_county().candidates[name], invent_county().matrix.tail(50)
    together = explain(candidate, matrix).contributions
    for column, feature in enumerate(candidate.features):
        others = {other: 0.0 for other in DIRECTIONS if other != feature}
        alone = explain(candidate, matrix.assign(**others)).contributions[:, column]
        assert alone == pytest.approx(together[:, column], abs=1e-9), feature


@BOTH
def test_a_share_is_the_step_the_score_takes_when_the_feature_changes(name: str) -> None:
    candidate, record = train_county().candidates[name], invent_county().matrix.tail(1)
    more = record.assign(closed_alone_count_365d=9.0)
    step = explain(candidate, more).contributions - explain(candidate, record).contributions
    assert step.sum() == pytest.approx((candidate.score(more) - candidate.score(record))[0])


@BOTH
def test_a_feature_that_never_differs_has_no_share(name: str) -> None:
    candidate = train_county().candidates[name]
    shares = explain(candidate, invent_county().matrix.tail(50)).contributions
    assert (shares[:, candidate.features.index("never_differs")] == 0).all()


def test_shares_of_a_record_that_do_not_add_up_are_seen() -> None:
    candidate, matrix = train_county().candidates[SCORECARD], invent_county().matrix.tail(3)
    scores = candidate.score(matrix) + np.array([0.0, 2e-6, 0.0])
    assert explain(candidate, matrix).adds_up_to(scores).tolist() == [True, False, True]


@BOTH
def test_a_model_whose_base_value_is_not_the_one_that_was_measured_is_refused(name: str) -> None:
    candidate = train_county().candidates[name]
    other = replace(candidate, base_value=candidate.base_value + 0.1)
    with pytest.raises(ExplanationError, match="mean score of the training records"):
        explain(other, invent_county().matrix.tail(3))
