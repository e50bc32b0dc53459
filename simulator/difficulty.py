"""Times of difficulty in families, and the planted stories: what nobody sees as such.

Nothing here reaches an extract. Agencies meet it only through the concerns that come of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.chance import occurrence
from simulator.plants import MECHANISMS

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters
    from simulator.population import Population

LOOKALIKE = -1


@dataclass(frozen=True)
class Difficulty:
    """What goes on behind the records.

    `episodes`: one row per (child, episode of its family) with child, from_day, to_day, intensity,
    scatter and household. `stories`: one row per child with a planted story or a lookalike of
    one, with child, from_day, to_day, turning_day, is_planted, mechanism (a place in MECHANISMS,
    or LOOKALIKE), moves, split_in and at_old_address.
    """

    episodes: pd.DataFrame
    stories: pd.DataFrame


def draw_difficulty(parameters: CountyParameters, population: Population) -> Difficulty:
    """Draw the episodes of each family, and choose whose story is planted."""
    stories = _draw_stories(parameters, population)
    episodes = _draw_episodes(parameters, population)
    # A story stands alone, so that what is in it is known.
    told = population.column("household")[stories["child"]]
    apart = ~np.isin(episodes["household"].to_numpy(), told)
    return Difficulty(episodes[apart].reset_index(drop=True), stories)


def _draw_episodes(parameters: CountyParameters, population: Population) -> pd.DataFrame:
    period, children = population.period, population.children
    lead = 400  # an episode may have begun before the first day
    span = period.until - period.start + lead
    shape = parameters.need_shape
    of_home = population.draws_of_homes("need")
    need = of_home.like("gamma", shape, 1 / shape)
    count = of_home.poisson(parameters.episodes_a_year * need * span / 365.25)
    home = np.repeat(np.arange(len(need)), count)
    luck = population.chance.draws("episodes", population.homes[home], occurrence(home))
    began = period.start - lead + luck.integers(0, span)
    days = np.exp(
        luck.like("normal", np.log(parameters.episode_days_median), parameters.episode_days_sigma)
    )
    episodes = pd.DataFrame(
        {
            "household": home,
            "from_day": began,
            "to_day": began + days.clip(30, 1200).astype("int64"),
            "intensity": luck.like("gamma", parameters.intensity_shape,
                                   1 / parameters.intensity_shape),
            "scatter": luck.like("beta", *parameters.scatter),
        }
    )  # fmt: skip
    of_child = children[["household", "birth", "ends"]].rename_axis("child").reset_index()
    met = of_child.merge(episodes, on="household")
    first = np.maximum(met["birth"] - parameters.prebirth_days, period.start)
    met["from_day"] = np.maximum(met["from_day"], first)
    met["to_day"] = np.minimum(np.minimum(met["to_day"], met["ends"] - 1), period.until)
    met = met[met["to_day"] > met["from_day"]]
    wanted = ["child", "from_day", "to_day", "intensity", "scatter", "household"]
    return met[wanted].sort_values(["child", "from_day", "to_day", "scatter"], ignore_index=True)


def _draw_stories(parameters: CountyParameters, population: Population) -> pd.DataFrame:
    """Choose one child of a family for each story, and when it begins."""
    period, children = population.period, population.children
    length = min(parameters.planted_days, (period.until - period.start) // 2)
    luck = population.draws("stories", np.arange(len(children)))
    told = children[["household", "birth", "ends"]].rename_axis("child").reset_index()
    told["rank"] = luck.uniform()
    first = np.maximum(told["birth"] + 60, period.start)
    last = np.minimum(told["ends"] - length - 200, period.until - length // 2)
    told["from_day"] = first + (luck.uniform() * (last - first)).astype("int64")
    told = told[last > first].sort_values(["household", "rank"])
    # The more time its children spend here, the likelier a family has a story.
    time = (last - first)[told.index].groupby(told["household"]).transform("sum") / 365.25
    told = told.assign(time=time).drop_duplicates("household")
    of_home = population.chance.draws("who has a story", population.homes[told["household"]])
    planted, lookalike = parameters.planted_a_year, parameters.lookalike_a_year
    stories = told[of_home.happens(told["time"].to_numpy() * (planted + lookalike))]
    luck = population.draws("which story", stories["child"])
    stories = stories.assign(is_planted=luck.happens(planted / (planted + lookalike)))
    stories["to_day"] = np.minimum(stories["from_day"] + length, period.until)
    stories["turning_day"] = stories["from_day"] + int(length * 0.65)
    stories = stories.sort_values("child", ignore_index=True)
    stories["mechanism"] = _choose_mechanisms(population, stories, length)
    planted_as = [MECHANISMS[number] for number in stories["mechanism"]]
    luck = population.draws("story records", stories["child"])
    at = luck.uniform()
    stories["moves"] = [one.moves if is_one else 0 for one, is_one in
                        zip(planted_as, stories["is_planted"], strict=True)]  # fmt: skip
    stories["split_in"] = [
        one.split_in[int(where * len(one.split_in))] if number != LOOKALIKE and one.split_in else ""
        for one, where, number in zip(planted_as, at, stories["mechanism"], strict=True)
    ]
    stories["at_old_address"] = [
        number != LOOKALIKE and one.at_old_address
        for one, number in zip(planted_as, stories["mechanism"], strict=True)
    ]
    return stories.drop(columns=["household", "birth", "ends", "rank", "time"])


def _choose_mechanisms(population: Population, stories: pd.DataFrame, length: int) -> np.ndarray:
    """Give the mechanism of each planted story, of those that its child can live through."""
    child = stories["child"].to_numpy(dtype="int64")
    birth = population.column("birth")[child]
    age_then, age_after = ((stories["from_day"] - birth) / 365.25,
                           (stories["from_day"] + length - birth) / 365.25)  # fmt: skip
    size = np.bincount(population.column("household"), minlength=len(population.homes))
    siblings = size[population.column("household")[child]] > 1
    weights = np.array(
        [
            one.share
            * ((age_then >= one.ages[0]) & (age_after < one.ages[1] + 1)).to_numpy()
            * (siblings if one.of_sibling else 1.0)
            for one in MECHANISMS
        ]
    ).T.reshape(len(child), len(MECHANISMS))
    bounds = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    luck = population.draws("mechanisms", child).uniform()
    chosen = (luck[:, None] > bounds).sum(axis=1)
    return np.where(stories["is_planted"], chosen, LOOKALIKE)
