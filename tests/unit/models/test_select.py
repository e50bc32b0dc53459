from __future__ import annotations

import copy
from typing import Any

import pytest

from core.errors import SettingsError
from models.candidates import BASELINE_LABELS
from models.select import CRITERIA_FILE, Criteria, judge_candidate

TEXT = CRITERIA_FILE.read_text(encoding="utf-8")
CRITERIA = Criteria.from_toml(TEXT)
GOOD: dict[str, Any] = {
    "training": {"persons_with_outcome": 500},
    "test": {"persons_with_outcome": 200, "outcomes_share": 0.02},
    "candidates": {
        "additive": {
            "differences": {
                baseline: {"value": 0.2, "low": 0.1, "high": 0.3} for baseline in BASELINE_LABELS
            },
            "calibration_error": 0.004,
            "expected_per_observed": {"value": 1.1, "low": 0.9, "high": 1.3},
            "calibration_slope": 0.9,
            "steadiness": 0.7,
        }
    },
}


def _judge(**changes: Any) -> Any:
    evaluation = copy.deepcopy(GOOD)
    evaluation["training"] |= changes.pop("training", {})
    evaluation["test"] |= changes.pop("test", {})
    evaluation["candidates"]["additive"] |= changes
    return judge_candidate("additive", evaluation, criteria=CRITERIA)


def test_a_model_that_keeps_every_limit_is_accepted_without_reasons_against() -> None:
    acceptance = _judge()
    assert acceptance.accepted
    assert acceptance.reasons == ()


def test_there_is_a_line_for_every_criterion_and_for_every_baseline() -> None:
    findings = _judge().findings
    assert {finding.criterion for finding in findings} == set(CRITERIA.criteria)
    compared = {f.compared_with for f in findings if f.criterion == "better_than_baselines"}
    assert compared == set(BASELINE_LABELS.values())


@pytest.mark.parametrize(
    ("criterion", "changes"),
    [
        ("outcomes_learned_from", {"training": {"persons_with_outcome": 99}}),
        ("outcomes_tested_on", {"test": {"persons_with_outcome": 49}}),
        ("calibration_error", {"calibration_error": 0.0101}),
        ("expected_per_observed", {"expected_per_observed": {"value": 0.74}}),
        ("expected_per_observed", {"expected_per_observed": {"value": 1.34}}),
        ("expected_per_observed", {"expected_per_observed": {"value": None}}),
        ("calibration_slope", {"calibration_slope": 0.0}),
        ("steadiness", {"steadiness": 0.49}),
    ],
)
def test_one_figure_beyond_its_limit_makes_a_model_not_fit(
    criterion: str, changes: dict[str, Any]
) -> None:
    acceptance = _judge(**changes)
    assert not acceptance.accepted
    assert [f.criterion for f in acceptance.findings if not f.met] == [criterion]


@pytest.mark.parametrize("baseline", list(BASELINE_LABELS))
@pytest.mark.parametrize("low", [0.0, -0.01, None])
def test_a_difference_that_may_be_luck_from_one_baseline_makes_a_model_not_fit(
    baseline: str, low: float | None
) -> None:
    differences = copy.deepcopy(GOOD["candidates"]["additive"]["differences"])
    differences[baseline]["low"] = low
    (reason,) = _judge(differences=differences).reasons
    assert BASELINE_LABELS[baseline].lower() in reason


def test_a_reason_is_a_sentence_with_goal_and_finding() -> None:
    (reason,) = _judge(steadiness=0.31).reasons
    assert reason == (
        "Would the same records be listed had other households been there to learn from? Goal: at "
        "least 0.5; found: 0.31 (share of listed records that a model trained on redrawn "
        "households lists too)."
    )


def test_a_small_number_of_outcomes_is_not_told() -> None:
    (reason,) = _judge(test={"persons_with_outcome": 7}).reasons
    assert "found: fewer than 10" in reason


def test_a_changed_file_has_another_hash() -> None:
    assert Criteria.from_toml(TEXT + "\n# softer\n").sha256 != CRITERIA.sha256


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[steadiness]", "[steadyness]", "missing: .'steadiness'.; not known: .'steadyness'."),
        ("at_least = 100", "", "outcomes_learned_from: a limit and a reason"),
        ("at_most = 0.5", "at_most = 0.5\nroughly = 1", "calibration_error: a limit"),
        ('version = "1"', "", "KeyError: 'version'"),
        ("at_most = 0.5", "at_most = ", "TOMLDecodeError"),
    ],
)
def test_criteria_that_are_not_whole_are_refused(old: str, new: str, found: str) -> None:
    with pytest.raises(SettingsError, match=found):
        Criteria.from_toml(TEXT.replace(old, new, 1))


def test_every_criterion_gives_the_board_its_reason() -> None:
    assert all(len(criterion.why.split()) > 10 for criterion in CRITERIA.criteria.values())
