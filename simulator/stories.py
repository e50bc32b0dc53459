"""Concerns of the planted stories and of their lookalikes: as many of them, in other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.chance import Ints
from simulator.plants import EDUCATION, HEALTH, MECHANISMS, OTHER, POLICE, Mechanism

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters
    from simulator.population import Population

_DIRECT = ("family", "other")
# Where one agency meets all of it and tells the others.
_TOGETHER, _TOGETHER_SHARES = (POLICE, HEALTH, EDUCATION, OTHER), (0.5, 0.15, 0.2, 0.15)


def of_stories(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    finish: Callable[..., pd.DataFrame],
) -> pd.DataFrame:
    """Draw the concerns of every story, finished as concerns are, then dealt with in its own way."""
    stories = difficulty.stories
    of_story = population.draws("story concerns", stories["child"])
    planted = of_story.integers(*parameters.planted_concerns)
    lookalike = of_story.integers(*parameters.lookalike_concerns)
    count, start = (np.where(stories["is_planted"], planted, lookalike), of_story.integers(0, 4))
    one_agency = np.array(_TOGETHER)[of_story.place(_TOGETHER_SHARES)]
    place = np.repeat(np.arange(len(stories)), count)
    within = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    drawn = stories.iloc[place].reset_index(drop=True)
    luck = population.draws("stories told", drawn["child"])
    span = (drawn["to_day"] - drawn["from_day"]).to_numpy()
    along = (within + luck.uniform()) / np.repeat(count, count)
    drawn["day"] = drawn["from_day"] + (along * span).astype("int64")
    drawn["scatter"] = drawn["is_planted"].astype("float64")
    how = drawn["mechanism"].to_numpy()
    in_turn = np.array([one.agencies for one in MECHANISMS])[how, (start[place] + within) % 4]
    agency = np.where(drawn["is_planted"], in_turn, one_agency[place])
    age = (drawn["day"].to_numpy() - population.column("birth")[drawn["child"]]) / 365.25
    agency = np.where((agency == EDUCATION) & ((age < 5) | (age >= 16)), POLICE, agency)
    made = finish(parameters, drawn, agency, age, luck)
    made["mechanism"] = how
    return _deal_with(population, made, agency)


def _deal_with(population: Population, made: pd.DataFrame, agency: Ints) -> pd.DataFrame:
    """Give concerns as the way of working of their story leaves them."""
    how, luck = (made["mechanism"].to_numpy(), population.draws("dealt with", made["child"]))
    planted, direct = how >= 0, made["agency"].isin(_DIRECT).to_numpy()

    def of(value: Callable[[Mechanism], float]) -> np.ndarray:
        found: np.ndarray = np.array([value(one) for one in MECHANISMS])[how]
        return found

    # Nothing is kept back in a lookalike; a family that speaks to social care has told it.
    made["told"] = ~planted | direct | luck.happens(of(lambda one: one.told))
    made["is_lost"] = planted & made["told"] & luck.happens(of(lambda one: one.lost))
    made["is_nfa"] = np.where(
        planted, luck.happens(of(lambda one: one.closed_alone)), made["is_nfa"]
    )
    lag = luck.integers(of(lambda one: one.lag_days[0]), of(lambda one: one.lag_days[1]))
    made["lag"] = np.where(planted, lag, 0)
    kinds = np.array([one.health_kind for one in MECHANISMS], dtype=object)[how]
    as_one = planted & (agency == HEALTH) & (kinds != "")
    made["kind"] = np.where(as_one, kinds, made["kind"])
    made["told"] &= ~as_one
    return _on_siblings(population, made, planted & luck.happens(of(lambda one: one.of_sibling)))


def _on_siblings(population: Population, made: pd.DataFrame, moved: np.ndarray) -> pd.DataFrame:
    """Write some concerns on the record of the next child of the family instead."""
    household = population.column("household")
    child = made["child"].to_numpy()
    following = np.roll(np.arange(len(household)), -1)
    same = household[following] == household
    other = np.where(same, following, np.arange(len(household)) - 1)
    here = moved & (household[other[child]] == household[child])
    made["child"] = np.where(here, other[child], child)
    return made
