from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from models.candidates import ADDITIVE, BASELINE_LABELS, RANDOM, SCORECARD
from models.card_data import (
    DEMONSTRATION_ONLY,
    MET_ALL,
    NOT_FIT,
    build_card_data,
)
from models.version import ModelVersion
from tests.unit.models.county import DIRECTIONS, as_version, train_county


def _version(*, data_is_invented: bool = False, **changes: Any) -> ModelVersion:
    trained = train_county()
    acceptance = {
        "chosen": trained.chosen,
        "criteria_version": "1",
        "criteria_sha256": "00",
        "candidates": {name: a.as_dict() for name, a in trained.acceptance.items()},
    }
    trained_on = {"data_is_invented": data_is_invented, "seed": 7, "hashes": {}, "libraries": {}}
    about: dict[str, Any] = {"acceptance": acceptance, "trained_on": trained_on}
    return as_version(ADDITIVE, **(about | changes))


def test_the_card_is_values_json_can_hold() -> None:
    card = build_card_data(_version())
    assert json.loads(json.dumps(card, allow_nan=False)) == card


def test_a_model_trained_on_invented_data_says_so_in_the_first_line() -> None:
    card = build_card_data(_version(data_is_invented=True))
    assert card["first_line"] == DEMONSTRATION_ONLY
    assert card["demonstration_only"]


def test_a_model_that_is_not_fit_says_so_whatever_it_was_trained_on() -> None:
    card = build_card_data(_version(status="demonstration"))
    assert (card["verdict"], card["first_line"]) == (NOT_FIT, NOT_FIT)
    assert build_card_data(_version())["verdict"] == MET_ALL


def test_the_model_stands_beside_every_baseline_with_ranges() -> None:
    card = build_card_data(_version())
    assert [order["name"] for order in card["orders"]] == [ADDITIVE, *BASELINE_LABELS]
    own = card["orders"][0]["at_capacity"]["precision"]
    assert own["low"] <= own["value"] <= own["high"]
    assert [d["baseline"] for d in card["differences"]] == list(BASELINE_LABELS)


def test_every_criterion_has_its_goal_what_was_found_and_whether_it_was_met() -> None:
    criteria = build_card_data(_version())["acceptance"]["criteria"]
    assert all({"question", "goal", "found_text", "met", "why"} <= set(line) for line in criteria)
    assert len(criteria) == len(BASELINE_LABELS) + 6


def test_the_other_candidate_is_named_with_its_result() -> None:
    (other,) = build_card_data(_version())["acceptance"]["other_candidates"]
    assert other["name"] == SCORECARD


def test_what_was_not_measured_is_named() -> None:
    not_measured = build_card_data(_version())["not_measured_yet"]
    assert {"fairness", "drift"} <= set(not_measured)


def test_every_feature_is_named_with_its_direction() -> None:
    features = build_card_data(_version())["features"]
    assert {f["name"]: f["direction"] for f in features} == DIRECTIONS


def _with_few_found(people: int) -> dict[str, Any]:
    evaluation = copy.deepcopy(dict(train_county().evaluation))
    evaluation["candidates"][ADDITIVE]["persons_found"] = people
    for baseline in BASELINE_LABELS:
        evaluation["baselines"][baseline] |= {"persons_found": 40, "found": 60.0}
    return evaluation


def test_a_share_with_few_people_behind_it_is_withheld_and_cannot_be_worked_out() -> None:
    card = build_card_data(_version(evaluation=_with_few_found(9)))
    own = card["orders"][0]["at_capacity"]
    assert own["persons_found"] == own["withheld"] == "fewer than 10"
    assert (own["precision"], own["recall"], own["precision_under_ties"]) == (None, None, None)
    for difference in card["differences"]:
        assert (difference["value"], difference["low"], difference["high"]) == (None, None, None)
    compared = [line for line in card["acceptance"]["criteria"] if line["compared_with"]]
    assert {line["found_text"] for line in compared} == {"fewer than 10"}


def test_shares_are_numbers_in_100() -> None:
    lines = build_card_data(_version())["acceptance"]["criteria"]
    said = {
        line["criterion"]: (line["goal"], line["found_text"])
        for line in lines
        if line["found_text"] != "fewer than 10"
    }
    for share in ("better_than_baselines", "calibration_error", "steadiness"):
        assert all(words.endswith(" in 100") for words in said[share]), share
    assert said["steadiness"][0] == "at least 50 in 100"
    assert "in 100" not in "".join(said["expected_per_observed"])


def test_calibration_gap_is_a_share_of_how_common_the_outcome_is() -> None:
    evaluation = copy.deepcopy(dict(train_county().evaluation))
    evaluation["candidates"][ADDITIVE]["calibration_error"] = 0.02
    evaluation["test"] |= {"outcomes_share": 0.1, "persons_with_outcome": 50}
    card = build_card_data(_version(evaluation=evaluation))
    assert card["calibration"]["gap_share"] == pytest.approx(0.2)
    assert not {"error", "brier"} & set(card["calibration"])
    assert "roc_area" not in card["technical"]


def test_a_share_with_ten_people_behind_it_is_shown() -> None:
    card = build_card_data(_version(evaluation=_with_few_found(10)))
    assert card["orders"][0]["at_capacity"]["precision"] is not None
    assert all(difference["value"] is not None for difference in card["differences"])


@pytest.mark.parametrize("side", ["training", "calibration", "test"])
def test_few_people_with_the_outcome_are_withheld_on_each_side(side: str) -> None:
    evaluation = copy.deepcopy(dict(train_county().evaluation))
    evaluation[side]["persons_with_outcome"] = 4
    data = build_card_data(_version(evaluation=evaluation))["data"][side]
    assert (data["persons_with_outcome"], data["outcomes_share"]) == ("fewer than 10", None)


def test_drawing_at_random_is_worked_out_and_never_withheld() -> None:
    orders = {order["name"]: order for order in build_card_data(_version())["orders"]}
    assert all(point["precision"] for point in orders[RANDOM]["workload"])
