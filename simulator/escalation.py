"""When matters escalate: section 47 enquiries, conferences, plans and looked-after children.

The hazard follows the difficulty and how scattered the knowledge of it is, never the records, so
no record gives an outcome away. It falls once agencies have met about a child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.calendar import add_working_days_to_all
from simulator.population import ADULT_DAYS, Population

if TYPE_CHECKING:
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters

STEP_DAYS = 14


def draw_enquiries(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw section 47 enquiries with what comes of each.

    One row per (child, enquiry), sorted by child and day: child, day, source, scatter,
    conference_day and plan_end (0: none), category, is_looked_after.
    """
    hazard = _hazards(parameters, population, difficulty)
    begun = _planted_days(parameters, population, difficulty, rng)
    calm = np.zeros(hazard.shape[0], dtype="int64")  # the agencies have met: until this day
    planned = np.zeros(hazard.shape[0], dtype="int64")  # on a plan until this day
    drawn = [_with_outcomes(parameters, begun, rng)]
    _remember(parameters, drawn[0], calm, planned)
    for step in range(hazard.shape[1]):
        day = population.period.start + step * STEP_DAYS
        chance = hazard[:, step] * np.where(day < calm, parameters.after_enquiry_factor, 1.0)
        chance = chance * np.where(day < planned, parameters.on_plan_factor, 1.0)
        child = np.flatnonzero(rng.random(len(chance)) < chance)
        one = pd.DataFrame({"child": child, "day": day + rng.integers(0, STEP_DAYS, len(child))})
        one = _with_outcomes(parameters, _with_siblings(parameters, population, one, rng), rng)
        _remember(parameters, one, calm, planned)
        drawn.append(one)
    enquiries = pd.concat(drawn, ignore_index=True)
    birth = population.children["birth"].to_numpy()[enquiries["child"]]
    day = enquiries["day"]
    alive = (day >= birth + 1) & (day < birth + ADULT_DAYS) & (day <= population.period.until)
    enquiries = enquiries[alive].sort_values(["child", "day"], ignore_index=True)
    # Two enquiries within six weeks are one.
    apart = enquiries.groupby("child")["day"].diff().fillna(1000) > 42
    return enquiries[apart].reset_index(drop=True)


def _hazards(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> np.ndarray:
    """Give the chance of an enquiry for each child and step of a fortnight."""
    period, children = population.period, population.children
    steps = (period.until - period.start) // STEP_DAYS + 1
    day = period.start + np.arange(steps) * STEP_DAYS
    hazard = np.full((len(children), steps), parameters.enquiry_base_a_year)
    episodes = difficulty.episodes
    rate = parameters.enquiry_episode_a_year * episodes["intensity"].to_numpy() ** 0.8
    rate = rate * np.exp(parameters.enquiry_scatter * episodes["scatter"].to_numpy())
    worst = episodes["from_day"].to_numpy() + parameters.enquiry_ramp_days
    first = np.ceil((worst - period.start) / STEP_DAYS).astype("int64")
    last = (episodes["to_day"].to_numpy() - period.start) // STEP_DAYS
    for child, low, high, a_year in zip(episodes["child"], first, last, rate, strict=True):
        hazard[child, low : high + 1] += a_year
    birth = children["birth"].to_numpy()[:, None]
    hazard[(day[None, :] < birth) | (day[None, :] >= birth + ADULT_DAYS)] = 0.0
    return hazard * STEP_DAYS / 365.25


def _planted_days(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw when planted stories escalate; their lookalikes seldom do."""
    stories = difficulty.stories
    chance = np.where(stories["is_planted"], parameters.planted_escalation, 0.06)
    escalates = rng.random(len(stories)) < chance
    wait = rng.integers(5, parameters.planted_wait_days, size=len(stories))
    days = stories["turning_day"] + wait
    begun = pd.DataFrame({"child": stories["child"], "day": days})
    begun = begun[escalates & (days <= population.period.until)]
    return begun.reset_index(drop=True)


def _with_siblings(
    parameters: CountyParameters,
    population: Population,
    begun: pd.DataFrame,
    rng: np.random.Generator,
) -> pd.DataFrame:
    if begun.empty:
        return begun
    home = population.children["household"]
    of_home = home[home.isin(home.iloc[begun["child"]])].rename_axis("sibling").reset_index()
    begun = begun.assign(household=home.iloc[begun["child"]].to_numpy())
    pairs = begun.merge(of_home, on="household")
    other = pairs["sibling"] != pairs["child"]
    pairs = pairs[other & (rng.random(len(pairs)) < parameters.enquiry_sibling_share)]
    both = pd.concat([begun, pairs.assign(child=pairs["sibling"])])[["child", "day"]]
    return both.drop_duplicates("child").sort_values("child", ignore_index=True)


def _with_outcomes(
    parameters: CountyParameters, begun: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw conference, plan, its length and category for each enquiry."""
    count = len(begun)
    sources, shares = zip(*parameters.enquiry_sources, strict=True)
    categories, weights = zip(*parameters.plan_categories, strict=True)
    made = begun.assign(source=rng.choice(sources, size=count, p=shares))
    held = rng.random(count) < parameters.conference_share
    wait = _from_bands(parameters.conference_days, count, rng)
    day = pd.Series(begun["day"].to_numpy().astype("datetime64[D]"))
    held_on = np.zeros(count, dtype="int64")
    for days in np.unique(wait[held]):
        at = held & (wait == days)
        moved = add_working_days_to_all(day[at], int(days)).to_numpy()
        held_on[at] = moved.astype("datetime64[D]").astype("int64")
    planned = held & (rng.random(count) < parameters.plan_share)
    length = _from_bands(parameters.plan_days, count, rng)
    made["conference_day"] = held_on
    made["plan_end"] = np.where(planned, held_on + length, 0)
    made["category"] = rng.choice(categories, size=count, p=weights)
    made["is_looked_after"] = rng.random(count) < parameters.looked_after_share
    return made


def _from_bands(
    bands: tuple[tuple[int, int, float], ...], count: int, rng: np.random.Generator
) -> np.ndarray:
    low, high, share = (np.array(part) for part in zip(*bands, strict=True))
    band = rng.choice(len(bands), size=count, p=share / share.sum())
    drawn: np.ndarray = low[band] + (rng.random(count) * (high - low + 1)[band]).astype("int64")
    return drawn


def _remember(
    parameters: CountyParameters, enquiries: pd.DataFrame, calm: np.ndarray, planned: np.ndarray
) -> None:
    child = enquiries["child"].to_numpy()
    calm[child] = enquiries["day"] + parameters.after_enquiry_days
    planned[child] = np.maximum(planned[child], enquiries["plan_end"])
