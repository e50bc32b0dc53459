from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.chance import Chance, occurrence


@settings(derandomize=True, max_examples=30)
@given(seed=st.integers(0, 10**9), cut=st.integers(1, 199))
def test_what_is_drawn_for_one_does_not_depend_on_who_else_is_there(seed: int, cut: int) -> None:
    ids = np.arange(200)
    whole = Chance(seed).draws("stage", ids, 3).uniform()
    first = Chance(seed).draws("stage", ids[:cut], 3).uniform()
    assert (whole[:cut] == first).all()


@settings(derandomize=True, max_examples=40)
@given(seed=st.integers(0, 10**9), size=st.integers(1, 5000))
def test_a_shuffle_gives_every_number_once(seed: int, size: int) -> None:
    shuffled = Chance(seed).shuffle("ids", np.arange(size), size=size)
    assert sorted(shuffled) == list(range(size))


def test_seed_stage_entity_number_and_turn_each_give_other_draws() -> None:
    ids = np.arange(1000)
    luck = Chance(1).draws("a", ids)
    drawn = [
        luck.uniform(), luck.uniform(), Chance(1).draws("a", ids, 1).uniform(),
        Chance(1).draws("b", ids).uniform(), Chance(2).draws("a", ids).uniform(),
    ]  # fmt: skip
    for number, one in enumerate(drawn):
        assert one.min() >= 0
        assert one.max() < 1
        assert one.mean() == pytest.approx(0.5, abs=0.04)
        for other in drawn[:number]:
            assert abs(np.corrcoef(one, other)[0, 1]) < 0.12


def test_distributions_have_the_mean_they_should() -> None:
    luck = Chance(5).draws("x", np.arange(20_000))
    assert luck.poisson(2.5).mean() == pytest.approx(2.5, rel=0.03)
    assert luck.poisson(np.zeros(20_000)).max() == 0
    assert luck.like("gamma", 2.0, 1.5).mean() == pytest.approx(3.0, rel=0.03)
    assert luck.happens(0.2).mean() == pytest.approx(0.2, rel=0.05)
    whole = luck.integers(3, 6)
    assert set(whole) == {3, 4, 5}
    picked = luck.pick(["a", "b"], [3.0, 1.0])
    assert (picked == "a").mean() == pytest.approx(0.75, rel=0.03)


def test_occurrence_counts_how_often_a_key_came_before() -> None:
    assert occurrence(np.array([7, 5, 7, 7, 5])).tolist() == [0, 0, 1, 2, 1]
    assert occurrence(np.array([], dtype="int64")).tolist() == []


def test_one_who_is_lived_through_alone_has_draws_of_its_own() -> None:
    chance = Chance(4)
    assert chance.alone("a", 1).random() == chance.alone("a", 1).random()
    assert len({chance.alone("a", n).random() for n in range(100)}) == 100
