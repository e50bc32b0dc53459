"""Where families lived, and when they moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.chance import Ints, occurrence
from simulator.names import STREET_NAMES, STREET_TYPES
from simulator.population import OPEN_DAY, Population

if TYPE_CHECKING:
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters

_MOST_STAYS = 20
_HOUSES = 48  # of one postcode; few of them have children
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def settle(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> Population:
    """Give the population with its addresses: ordinary moves, and those that go with difficulty."""
    period, households = population.period, len(population.homes)
    eldest = np.full(households, OPEN_DAY)
    np.minimum.at(eldest, population.column("household"), population.column("birth"))
    began = np.minimum(np.maximum(eldest, period.start - 3650), period.until) - 200
    span = period.until - began
    count = population.draws_of_homes("moves").poisson(parameters.moves_a_year * span / 365.25)
    home = np.repeat(np.arange(households), count)
    luck = population.chance.draws("move days", population.homes[home], occurrence(home))
    moved = (began[home] + luck.uniform() * span[home]).astype("int64")
    parts = [
        pd.DataFrame({"household": np.arange(households), "from_day": began}),
        pd.DataFrame({"household": home, "from_day": moved}),
        _moves_of_difficulty(population, difficulty),
    ]
    stays = pd.concat(parts)
    stays = stays[stays["from_day"] <= period.until]
    stays = stays.drop_duplicates().sort_values(["household", "from_day"], ignore_index=True)
    stays = stays[occurrence(stays["household"].to_numpy()) < _MOST_STAYS].reset_index(drop=True)
    return replace(population, addresses=_at_houses(stays, population))


def _moves_of_difficulty(population: Population, difficulty: Difficulty) -> pd.DataFrame:
    episodes = difficulty.episodes.drop_duplicates(["household", "from_day"])
    span = (episodes["to_day"] - episodes["from_day"]).to_numpy()
    luck = population.draws("moves in difficulty", episodes["child"])
    happens = luck.happens(0.45 * episodes["scatter"].to_numpy() * span / 365.25)
    day = episodes["from_day"].to_numpy() + (luck.uniform() * span).astype("int64")
    household = episodes["household"].to_numpy()
    stories = difficulty.stories.loc[difficulty.stories.index.repeat(difficulty.stories["moves"])]
    luck = population.draws("moves in stories", stories["child"])
    told = stories["from_day"].to_numpy() + luck.integers(20, 150)
    of_story = population.column("household")[stories["child"]]
    return pd.DataFrame(
        {
            "household": np.concatenate([household[happens], of_story]),
            "from_day": np.concatenate([day[happens], told]),
        }
    )


def _at_houses(stays: pd.DataFrame, population: Population) -> pd.DataFrame:
    """Give stays a line, a postcode and the day each ends (missing for the last: a large number)."""
    household = stays["household"].to_numpy()
    stay = population.homes[household] * _MOST_STAYS + occurrence(household)
    size = max(population.plan.homes * _MOST_STAYS, 4000)
    lot = population.chance.shuffle("houses", stay, size=size)
    place, number = lot // _HOUSES, 1 + lot % _HOUSES
    street = place // 3
    kinds = [f"{name} {kind}" for kind in STREET_TYPES for name in STREET_NAMES]
    lines = [f"{n} {kinds[s % len(kinds)]}"
             for n, s in zip(number.tolist(), street.tolist(), strict=True)]  # fmt: skip
    following = stays.groupby("household")["from_day"].shift(-1)
    return stays.assign(
        line=lines,
        postcode=[_postcode(one) for one in place.tolist()],
        to_day=following.fillna(OPEN_DAY).astype("int64"),
    )


def _postcode(place: int) -> str:
    """Give a postcode of the area XE, which there is not; no two places have one."""
    letters = _LETTERS[place % 20] + _LETTERS[place // 20 % 20]
    return f"XE{1 + place // 3600} {1 + place // 400 % 9}{letters}"


def address_at(addresses: pd.DataFrame, household: Ints, day: Ints) -> pd.DataFrame:
    """Give line and postcode where each household lived on a day.

    One row per pair, in order. Absent: before its first stay a household is at that first stay.
    """
    stays = addresses.sort_values(["household", "from_day"], kind="stable")
    # A household's stays lie together, so household and day make one rising number.
    keys = stays["household"].to_numpy() * 10**7 + stays["from_day"].to_numpy() + 10**6
    first = np.searchsorted(stays["household"].to_numpy(), household)
    at = np.searchsorted(keys, np.asarray(household) * 10**7 + day + 10**6, side="right") - 1
    found = stays.iloc[np.maximum(at, first)]
    return found[["line", "postcode"]].reset_index(drop=True)


def split_lines(lines: pd.Series) -> tuple[list[str], list[str]]:
    """Give house numbers and streets of address lines."""
    parts = [line.partition(" ") for line in lines]
    return [number for number, _, _ in parts], [street for _, _, street in parts]
