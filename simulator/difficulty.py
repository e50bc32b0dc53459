"""Times of difficulty in families, and the planted stories: what nobody sees as such.

Nothing here reaches an extract. Agencies meet it only through the concerns that come of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.population import ADULT_DAYS, Population, finish_addresses

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters


@dataclass(frozen=True)
class Difficulty:
    """What goes on behind the records.

    `episodes`: one row per (child, episode of its family) with child, from_day, to_day,
    intensity and scatter. `stories`: one row per child with a planted story or a lookalike of
    one, with child, from_day, to_day, turning_day and is_planted.
    """

    episodes: pd.DataFrame
    stories: pd.DataFrame


def draw_difficulty(
    parameters: CountyParameters, population: Population, rng: np.random.Generator
) -> Difficulty:
    """Draw the episodes of each family, and choose whose story is planted."""
    stories = _draw_stories(parameters, population, rng)
    episodes = _draw_episodes(parameters, population, rng)
    # A story stands alone, so that what is in it is known.
    told = population.children["household"].iloc[stories["child"]]
    home = population.children["household"].to_numpy()[episodes["child"]]
    return Difficulty(episodes[~np.isin(home, told)].reset_index(drop=True), stories)


def _draw_episodes(
    parameters: CountyParameters, population: Population, rng: np.random.Generator
) -> pd.DataFrame:
    period, children = population.period, population.children
    households = int(children["household"].max()) + 1
    lead = 400  # an episode may have begun before the first day
    span = period.until - period.start + lead
    shape = parameters.need_shape
    need = rng.gamma(shape, 1 / shape, size=households)
    count = rng.poisson(parameters.episodes_a_year * need * span / 365.25)
    home = np.repeat(np.arange(households), count)
    began = period.start - lead + (rng.random(len(home)) * span).astype("int64")
    days = np.exp(rng.normal(np.log(parameters.episode_days_median),
                             parameters.episode_days_sigma, size=len(home)))  # fmt: skip
    episodes = pd.DataFrame(
        {
            "household": home,
            "from_day": began,
            "to_day": began + days.clip(30, 1200).astype("int64"),
            "intensity": rng.gamma(parameters.intensity_shape, 1 / parameters.intensity_shape,
                                   size=len(home)),
            "scatter": rng.beta(*parameters.scatter, size=len(home)),
        }
    )  # fmt: skip
    of_child = children[["household", "birth"]].rename_axis("child").reset_index()
    met = of_child.merge(episodes, on="household")
    first = np.maximum(met["birth"] - parameters.prebirth_days, period.start)
    met["from_day"] = np.maximum(met["from_day"], first)
    met["to_day"] = np.minimum(
        np.minimum(met["to_day"], met["birth"] + ADULT_DAYS - 1), period.until
    )
    met = met[met["to_day"] > met["from_day"]]
    wanted = ["child", "from_day", "to_day", "intensity", "scatter", "household"]
    return met[wanted].sort_values(["child", "from_day"], ignore_index=True)


def _draw_stories(
    parameters: CountyParameters, population: Population, rng: np.random.Generator
) -> pd.DataFrame:
    """Choose one child of a family for each story, and when it begins."""
    period, children = population.period, population.children
    length = min(parameters.planted_days, (period.until - period.start) // 2)
    order = pd.DataFrame({"child": rng.permutation(len(children))})
    order["household"] = children["household"].to_numpy()[order["child"]]
    order["birth"] = children["birth"].to_numpy()[order["child"]]
    first = np.maximum(order["birth"] + 60, period.start)
    last = np.minimum(order["birth"] + ADULT_DAYS - length - 200, period.until - length // 2)
    begins = first + (rng.random(len(order)) * (last - first)).astype("int64")
    order["from_day"] = begins
    order = order[last > first].drop_duplicates("household")
    planted = max(2, round(parameters.planted_share * len(children)))
    total = planted + max(2, round(parameters.lookalike_share * len(children)))
    stories = order.head(total).reset_index(drop=True)
    stories["is_planted"] = np.arange(len(stories)) < planted
    stories["to_day"] = np.minimum(stories["from_day"] + length, period.until)
    stories["turning_day"] = stories["from_day"] + int(length * 0.65)
    wanted = ["child", "from_day", "to_day", "turning_day", "is_planted"]
    return stories[wanted].sort_values("child", ignore_index=True)


def move_families(
    population: Population, difficulty: Difficulty, rng: np.random.Generator
) -> Population:
    """Give the population with the moves that go with planted stories and scattered episodes."""
    period, homes = population.period, population.children["household"].to_numpy()
    planted = difficulty.stories[difficulty.stories["is_planted"]]
    days = rng.integers(20, 150, size=len(planted))
    moves = [
        pd.DataFrame({"household": homes[planted["child"]], "from_day": planted["from_day"] + days})
    ]
    scattered = difficulty.episodes.drop_duplicates(["household", "from_day"])
    chance = 0.45 * scattered["scatter"] * (scattered["to_day"] - scattered["from_day"]) / 365.25
    scattered = scattered[rng.random(len(scattered)) < chance]
    span = scattered["to_day"] - scattered["from_day"]
    when = scattered["from_day"] + (rng.random(len(scattered)) * span).astype("int64")
    moves.append(pd.DataFrame({"household": scattered["household"], "from_day": when}))
    added = pd.concat(moves)
    added = added[added["from_day"] <= period.until]
    known = population.addresses
    stays = pd.concat([known[["household", "from_day"]], added])
    stays = stays.drop_duplicates().sort_values(["household", "from_day"], ignore_index=True)
    addresses = finish_addresses(stays, rng, taken=0)
    return replace(population, addresses=addresses)
