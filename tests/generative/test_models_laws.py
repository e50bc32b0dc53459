"""Laws that every model, split and list keeps, whatever the records are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue import LISTING_HISTORY
from models.candidates import ADDITIVE, SCORECARD
from models.evaluate import evaluate_order, hold_out
from models.explain import explain
from models.review_list import (
    LEFT_BECAUSE,
    build_review_list,
    display_order,
    rank_by_rule,
    rank_by_score,
)
from models.splits import NOT_USED, check_split, split_rows
from models.train import train
from tests.unit.models.county import DIRECTIONS, invent_county, plan, train_county

law = settings(derandomize=True, max_examples=30, deadline=None)

numbers = st.floats(-1e4, 1e4, allow_nan=False) | st.integers(0, 20).map(float)


@pytest.mark.parametrize("name", [ADDITIVE, SCORECARD])
@law
@given(rows=st.lists(st.tuples(*[numbers] * len(DIRECTIONS)), min_size=1, max_size=8))
def test_base_value_and_shares_give_the_score(name: str, rows: list[tuple[float, ...]]) -> None:
    candidate = train_county().candidates[name]
    matrix = pd.DataFrame(rows, columns=list(DIRECTIONS))
    explanation = explain(candidate, matrix)
    assert explanation.adds_up_to(candidate.score(matrix)).all()


@law
@given(
    row=st.tuples(*[numbers] * len(DIRECTIONS)),
    feature=st.sampled_from([name for name, direction in DIRECTIONS.items() if direction == 1]),
    more=st.floats(0, 1e4),
)
def test_more_of_a_concern_never_lowers_the_boosted_score(
    row: tuple[float, ...], feature: str, more: float
) -> None:
    record = pd.DataFrame([row], columns=list(DIRECTIONS))
    candidate = train_county().candidates[ADDITIVE]
    raised = record.assign(**{feature: record[feature] + more})
    assert candidate.score(raised)[0] >= candidate.score(record)[0] - 1e-12


homes = st.dictionaries(
    st.integers(0, 40).map("p{}".format),
    st.lists(st.integers(0, 12).map("home-{}".format), min_size=10, max_size=10),
    min_size=1,
    max_size=25,
)


@law
@given(homes=homes, seed=st.integers(0, 1000))
def test_no_split_ever_lets_a_family_or_a_window_cross(
    homes: dict[str, list[str]], seed: int
) -> None:
    days = pd.date_range("2023-01-01", periods=10, freq="2MS").as_unit("us")
    cohort = pd.DataFrame(
        [
            {"person_id": person, "as_of_date": day, "household_id": home}
            for person, lived in homes.items()
            for day, home in zip(days, lived, strict=True)
        ]
    )
    rows = split_rows(cohort, label_window_days=180, seed=seed)
    check_split(rows, label_window_days=180)
    assert len(rows) == len(cohort)
    assert ((rows["side"] == NOT_USED) == (rows["why_not_used"] != "")).all()


@law
@given(
    records=st.lists(
        st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 4)), min_size=4, max_size=40
    ),
    capacity=st.integers(1, 45),
)
def test_found_and_listed_stay_within_what_there_is(
    records: list[tuple[bool, int, int]], capacity: int
) -> None:
    labels, scores, households = zip(*records, strict=True)
    night = pd.Timestamp("2024-01-01")
    rows = pd.DataFrame(
        {
            "person_id": [f"p{n}" for n in range(len(records))],
            "as_of_date": night,
            "household_id": [f"h{home}" for home in households],
            "label": list(labels),
        }
    )
    held_out = hold_out(rows, cohort_sizes={night: len(rows)}, seed=1)
    found = evaluate_order(held_out, np.array(scores, dtype=float), capacity=capacity)
    assert found["listed"] == min(capacity, len(rows))
    assert 0 <= found["found"] <= min(sum(labels), found["listed"]) + 1e-9
    ties = found["precision_under_ties"]
    assert ties["low"] - 1e-9 <= found["precision"]["value"] <= ties["high"] + 1e-9


nights = st.lists(
    st.tuples(
        st.sampled_from(["model", "practice_rule"]),
        st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-2, 3), max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def _rank(listed_by: str, people: dict[str, int]) -> pd.DataFrame:
    """Rank people by a number; below zero is a record that may not be listed."""
    table = pd.DataFrame({"person_id": list(people), "n": list(people.values())}).astype(
        {"person_id": "str", "n": "int64"}
    )
    if listed_by == "model":
        return rank_by_score(
            table.assign(score=table["n"].astype(float), adds_up=table["n"] >= 0), seed=1
        )
    results = table.assign(
        clause="a",
        state=np.where(table["n"] >= 0, "met", "not_met"),
        latest_concern_date=pd.Timestamp("2026-01-01") + pd.to_timedelta(table["n"], unit="D"),
    )
    return rank_by_rule(results, seed=1)


@law
@given(nights=nights, capacity=st.integers(1, 4))
def test_a_list_and_its_history_agree_on_every_night(nights: Any, capacity: int) -> None:
    history = LISTING_HISTORY.empty()
    for day, (listed_by, people) in enumerate(nights, start=1):
        ranked = _rank(listed_by, people)
        keywords = {"listed_by": listed_by, "capacity": capacity, "as_of_date": date(2026, 11, day)}
        listed, after = build_review_list(ranked, previous=history, **keywords)

        qualifying = sum(1 for n in people.values() if n >= 0)
        assert len(listed) == min(capacity, qualifying)
        # An open spell is a listed record, and the other way round.
        is_open = after["left_date"].isna()
        assert sorted(after.loc[is_open, "person_id"]) == sorted(listed["person_id"])
        assert (is_open == after["left_because"].isna()).all()
        assert set(after["left_because"].dropna()) <= set(LEFT_BECAUSE)
        # History is added to and closed; nothing in it is lost.
        assert len(after) >= len(history)
        assert not after.duplicated(["person_id", "spell"]).any()
        # Built again, from its own result and from shuffled candidates, the night is the same.
        again = build_review_list(ranked.sample(frac=1), previous=after, **keywords)
        pd.testing.assert_frame_equal(listed, again[0])
        pd.testing.assert_frame_equal(after, again[1])
        # What a page shows is the list, all of it.
        assert sorted(display_order(listed, seed=1)["person_id"]) == sorted(listed["person_id"])
        history = after


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_labels_dealt_out_at_random_make_no_model_fit(seed: int) -> None:
    county = invent_county()
    rng = np.random.default_rng(seed)
    dealt = county.labels.assign(label=rng.permutation(county.labels["label"].to_numpy()))
    trained = train(
        *replace(county, labels=dealt).tables, directions=DIRECTIONS, plan=plan()
    )  # fmt: skip
    assert trained.chosen is None
    for figures in trained.evaluation["candidates"].values():
        precision = figures["precision"]
        assert precision["low"] <= trained.evaluation["test"]["outcomes_share"] * 2
        assert precision["value"] < 0.15


def test_one_seed_gives_one_model() -> None:
    county = invent_county()
    again = train(*county.tables, directions=DIRECTIONS, plan=plan())
    for name, candidate in train_county().candidates.items():
        scores = candidate.score(county.matrix)
        assert np.array_equal(scores, again.candidates[name].score(county.matrix))
    assert again.evaluation == train_county().evaluation


def test_a_planted_pattern_is_found_where_no_count_finds_it() -> None:
    trained = train_county()
    counts = [figures["precision"]["value"] for figures in trained.evaluation["baselines"].values()]
    for figures in trained.evaluation["candidates"].values():
        assert figures["precision"]["value"] > 1.5 * max(counts)
        assert all(difference["low"] > 0 for difference in figures["differences"].values())


@pytest.mark.parametrize("seed", [2, 3])
def test_a_pattern_that_is_not_there_is_not_found(seed: int) -> None:
    assert train_county(strength=0.0, seed=seed).chosen is None
