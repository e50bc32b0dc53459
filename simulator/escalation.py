"""When matters escalate: section 47 enquiries, conferences, plans and looked-after children.

The hazard follows the difficulty and how scattered the knowledge of it is, never the records, so
no record gives an outcome away. It falls once agencies have met about a child.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.calendar import add_working_days_to_all
from simulator.chance import Ints

if TYPE_CHECKING:
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters
    from simulator.population import Population

STEP_DAYS = 14
_APART_DAYS = 42  # two enquiries within six weeks are one
_LATEST = 60  # working days


def draw_enquiries(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    """Draw section 47 enquiries with what comes of each.

    One row per (child, enquiry), sorted by child and day: child, day, source, conference_day and
    plan_end (0: none), category, is_looked_after.
    """
    begun = _live_through(parameters, population, difficulty)
    begun = begun.sort_values(["child", "day"], kind="stable", ignore_index=True)
    birth, ends = (population.column(name)[begun["child"]] for name in ("birth", "ends"))
    alive = (begun["day"] >= birth + 1) & (begun["day"] < ends)
    begun = begun[alive & (begun["day"] <= population.period.until)].reset_index(drop=True)
    apart = begun.groupby("child")["day"].diff().fillna(1000) > _APART_DAYS
    return begun[apart].reset_index(drop=True)


def _live_through(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    """Go through the period in steps of a fortnight; agencies that have met speak to each other."""
    period, count = population.period, len(population.children)
    hazard = _hazards(parameters, population, difficulty)
    calm, planned = np.zeros(count, dtype="int64"), np.zeros(count, dtype="int64")
    ids, household = population.column("id"), population.column("household")

    def remember(enquiries: pd.DataFrame) -> pd.DataFrame:
        child = enquiries["child"].to_numpy()
        calm[child] = enquiries["day"] + parameters.after_enquiry_days
        planned[child] = np.maximum(planned[child], enquiries["plan_end"])
        return enquiries

    drawn = [remember(_with_outcomes(parameters, population, _planted_days(
        parameters, population, difficulty), "stories"))]  # fmt: skip
    for step in range(hazard.shape[1]):
        day = period.start + step * STEP_DAYS
        luck = population.chance.draws("hazard", ids, step)
        chance = hazard[:, step] * np.where(day < calm, parameters.after_enquiry_factor, 1.0)
        chance = chance * np.where(day < planned, parameters.on_plan_factor, 1.0)
        begins = luck.happens(chance)
        if not begins.any():
            continue
        homes = np.bincount(household[begins], minlength=len(population.homes)) > 0
        begins |= homes[household] & luck.happens(parameters.enquiry_sibling_share)
        child = np.flatnonzero(begins)
        # Brothers and sisters are looked at together: on the day of their home.
        home = population.homes[household[child]]
        days = day + population.chance.draws("hazard day", home, step).integers(0, STEP_DAYS)
        one = pd.DataFrame({"child": child, "day": days})
        drawn.append(remember(_with_outcomes(parameters, population, one, "steps")))
    return pd.concat(drawn, ignore_index=True)


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
    birth, ends = (children["birth"].to_numpy()[:, None], children["ends"].to_numpy()[:, None])
    hazard[(day[None, :] < birth) | (day[None, :] >= ends)] = 0.0
    return hazard * STEP_DAYS / 365.25


def _planted_days(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    """Draw when planted stories escalate; their lookalikes seldom do."""
    stories = difficulty.stories
    luck = population.draws("story turns", stories["child"])
    chance = np.where(stories["is_planted"], parameters.planted_escalation, 0.06)
    escalates = luck.happens(chance)
    days = stories["turning_day"] + luck.integers(5, parameters.planted_wait_days)
    begun = pd.DataFrame({"child": stories["child"], "day": days})
    begun = begun[escalates & (days <= population.period.until)]
    return begun.reset_index(drop=True)


def _with_outcomes(
    parameters: CountyParameters, population: Population, begun: pd.DataFrame, stage: str
) -> pd.DataFrame:
    """Draw conference, plan, its length and category for each enquiry."""
    ids = population.column("id")[begun["child"]]
    day = begun["day"].to_numpy()
    luck = population.chance.draws(f"outcomes of {stage}", ids, day)
    held = luck.happens(parameters.conference_share)
    wait = _from_bands(parameters.conference_days, luck.uniform(), luck.uniform())
    held_on = np.where(held, _working_days(population.period.start)[
        day - population.period.start, wait], 0)  # fmt: skip
    planned = held & luck.happens(parameters.plan_share)
    length = _from_bands(parameters.plan_days, luck.uniform(), luck.uniform())
    sources, shares = zip(*parameters.enquiry_sources, strict=True)
    categories, weights = zip(*parameters.plan_categories, strict=True)
    return begun.assign(
        source=luck.pick(sources, shares),
        conference_day=held_on,
        plan_end=np.where(planned, held_on + length, 0),
        category=luck.pick(categories, weights),
        is_looked_after=luck.happens(parameters.looked_after_share),
    )


@functools.cache
def _working_days(start: int, years: int = 31) -> Ints:
    """Give, for each day from `start` on, the day that lies so many working days after it."""
    first = pd.Series(np.arange(start, start + 366 * years).astype("datetime64[D]"))
    after = [
        add_working_days_to_all(first, count).to_numpy().astype("datetime64[D]").astype("int64")
        for count in range(_LATEST)
    ]
    table: Ints = np.array(after).T
    return table


def _from_bands(
    bands: tuple[tuple[int, int, float], ...], which: np.ndarray, where: np.ndarray
) -> Ints:
    low, high, share = (np.array(one) for one in zip(*bands, strict=True))
    bounds = np.cumsum(share)[:-1] / share.sum()
    band = np.searchsorted(bounds, which, side="right")
    drawn: Ints = low[band] + (where * (high - low + 1)[band]).astype("int64")
    return drawn
