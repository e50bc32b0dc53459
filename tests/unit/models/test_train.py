from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from core.errors import ModelNotFit
from models.candidates import ADDITIVE, BASELINE_LABELS, SCORECARD
from models.splits import CALIBRATION, TEST, TRAINING
from models.train import train
from tests.unit.models.county import DIRECTIONS, invent_county, plan, train_county


def test_both_candidates_and_every_baseline_are_measured() -> None:
    evaluation = train_county().evaluation
    assert list(evaluation["candidates"]) == [ADDITIVE, SCORECARD]
    assert list(evaluation["baselines"]) == list(BASELINE_LABELS)


def test_records_are_conserved_over_the_sides() -> None:
    evaluation = train_county().evaluation
    used = sum(evaluation[side]["records"] for side in (TRAINING, CALIBRATION, TEST))
    assert used + sum(evaluation["not_used"].values()) == len(invent_county().labels)


def test_the_evaluation_is_values_json_can_hold() -> None:
    evaluation = train_county().evaluation
    assert json.loads(json.dumps(evaluation, allow_nan=False)) == evaluation


def test_a_pattern_that_counts_do_not_see_makes_a_model_that_is_accepted() -> None:
    trained = train_county()
    assert trained.chosen == trained.best
    assert trained.acceptance[str(trained.chosen)].accepted


def test_without_a_pattern_no_model_is_fit_for_use() -> None:
    trained = train_county(strength=0.0)
    assert trained.chosen is None
    assert all(acceptance.reasons for acceptance in trained.acceptance.values())
    assert trained.best in trained.candidates


def test_candidates_are_preferred_by_households_the_test_has_no_part_in() -> None:
    trained = train_county()
    assert trained.best == ADDITIVE  # the pattern is a curve, which bands only follow in steps


def test_the_order_of_rows_does_not_matter() -> None:
    county = invent_county()
    tables = [table.sample(frac=1, random_state=n) for n, table in enumerate(county.tables)]
    again = train(*tables, directions=DIRECTIONS, plan=plan())
    assert again.evaluation == train_county().evaluation


@pytest.mark.parametrize("column", ["sex", "ethnicity", "is_disabled"])
def test_no_model_is_trained_on_a_matrix_with_a_sensitive_column(column: str) -> None:
    matrix, *others = invent_county(children=20).tables
    with pytest.raises(ModelNotFit, match=f"not the model's: .*{column}"):
        train(matrix.assign(**{column: 1.0}), *others, directions=DIRECTIONS, plan=plan())
    with pytest.raises(ModelNotFit, match=f"sensitive: .*{column}"):
        train(
            matrix.assign(**{column: 1.0}),
            *others,
            directions={**DIRECTIONS, column: 0},
            plan=plan(),
        )


def test_labels_about_other_records_are_refused() -> None:
    matrix, labels, cohort, baselines = invent_county(children=20).tables
    with pytest.raises(ModelNotFit, match="14 of them not in one"):
        train(
            matrix[matrix["person_id"] != "000003-A"], labels, cohort, baselines,
            directions=DIRECTIONS, plan=plan(),
        )  # fmt: skip


def test_dates_without_labels_are_left_alone() -> None:
    county = invent_county()
    later = county.matrix.assign(as_of_date=pd.Timestamp("2026-01-01")).head(100)
    matrix = pd.concat([county.matrix, later], ignore_index=True)
    again = train(
        matrix, county.labels, county.cohort, county.baselines, directions=DIRECTIONS, plan=plan()
    )
    assert again.evaluation == train_county().evaluation


def test_a_county_where_nothing_happened_cannot_be_learned_from() -> None:
    county = invent_county(children=60)
    nothing = replace(county, labels=county.labels.assign(label=False))
    with pytest.raises(ModelNotFit, match="no outcomes to learn from"):
        train(*nothing.tables, directions=DIRECTIONS, plan=plan())
