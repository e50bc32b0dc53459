"""What agencies come to know: concerns out of difficulty, out of the planted stories, and of none.

A concern is one agency's. Whether another is told is drawn here too, since it decides what reaches
social care. The number of concerns never depends on how scattered they are: only their places do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.population import ADULT_DAYS, Ints, Population

if TYPE_CHECKING:
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters

AGENCIES = ("police", "health", "education", "family", "other")
_POLICE, _HEALTH, _EDUCATION, _FAMILY, _OTHER = range(5)
# Relative frequency of kinds for one agency, with the ages (years) at which each can happen.
_KINDS: tuple[tuple[tuple[str, float, int, int], ...], ...] = (
    (
        ("domestic_abuse", 0.52, 0, 18), ("notice", 0.40, 0, 18), ("missing", 0.22, 11, 18),
    ),
    (
        ("emergency_concern", 0.40, 0, 18), ("not_brought", 0.45, 0, 18),
        ("vulnerability", 0.30, 0, 18),
    ),
    (("absence", 0.26, 5, 16), ("suspension", 0.20, 8, 16), ("school_contact", 0.64, 5, 16)),
    (("family_contact", 1.0, 0, 18),),
    (("other_contact", 1.0, -1, 18),),
)  # fmt: skip
# Kinds about the whole family: brothers and sisters are named too.
_SHARED_KINDS = ("domestic_abuse", "family_contact", "other_contact", "notice")
COLUMNS = ["child", "day", "agency", "kind", "scatter", "told", "is_nfa", "injury", "story"]


def draw_concerns(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw every concern of the period.

    One row per (child, concern): `told` says that social care is told, `is_nfa` that the agency
    closed it on its own, `story` which planted story it belongs to (-1: none).
    """
    parts = [
        _of_episodes(parameters, population, difficulty, rng),
        _of_stories(parameters, population, difficulty, rng),
        _of_nothing(parameters, population, rng),
    ]
    concerns = pd.concat(parts, ignore_index=True)
    birth = population.children["birth"].to_numpy()[concerns["child"]]
    period, day = population.period, concerns["day"]
    awaited = (concerns["kind"] == "other_contact") & (day >= birth - parameters.prebirth_days)
    born = (day >= birth) | awaited
    inside = (day >= period.start) & (day <= period.until) & (day < birth + ADULT_DAYS)
    concerns = concerns[born & inside].copy()
    # Told late where knowledge is scattered; what comes to social care itself is there at once.
    lag = np.floor(rng.exponential(0.8 + 3.0 * concerns["scatter"])).astype("int64")
    direct = concerns["agency"].isin(("family", "other")) | (concerns["kind"] == "school_contact")
    concerns["told_day"] = concerns["day"] + np.where(direct, 0, lag)
    return concerns.sort_values(["child", "day", "kind", "scatter"], ignore_index=True)


def _of_episodes(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    rng: np.random.Generator,
) -> pd.DataFrame:
    episodes = difficulty.episodes
    span = (episodes["to_day"] - episodes["from_day"]).to_numpy()
    mean = parameters.concerns_a_year * episodes["intensity"].to_numpy() * span / 365.25
    count = rng.poisson(mean)
    place = np.repeat(np.arange(len(episodes)), count)
    drawn = episodes.iloc[place].reset_index(drop=True)
    drawn["day"] = drawn["from_day"] + (rng.random(len(place)) * span[place]).astype("int64")
    weights = np.array([share for _, share in parameters.first_agency])
    home = rng.choice(len(AGENCIES), size=len(episodes), p=weights / weights.sum())[place]
    spread = rng.choice(len(AGENCIES), size=len(place), p=weights / weights.sum())
    stays_home = rng.random(len(place)) < parameters.home_share * (1 - drawn["scatter"])
    agency = np.where(stays_home, home, spread)
    age = _ages(population, drawn)
    # A child too young for school is met by health instead; one not born, by others.
    agency = np.where((agency == _EDUCATION) & ((age < 5) | (age >= 16)), _HEALTH, agency)
    agency = np.where(age < 0, _OTHER, agency)
    own = _finish(parameters, drawn, agency, age, rng)
    return pd.concat([own, _of_siblings(parameters, population, own, rng)], ignore_index=True)


def _of_siblings(
    parameters: CountyParameters,
    population: Population,
    concerns: pd.DataFrame,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Give the same concern as recorded about brothers and sisters."""
    children = population.children
    homes = children[["household"]].rename_axis("sibling").reset_index()
    shared = concerns[concerns["kind"].isin(_SHARED_KINDS)].copy()
    shared["household"] = children["household"].to_numpy()[shared["child"]]
    pairs = shared.merge(homes, on="household")
    pairs = pairs[pairs["sibling"] != pairs["child"]]
    pairs = pairs[rng.random(len(pairs)) < parameters.sibling_share]
    return pairs.assign(child=pairs["sibling"])[COLUMNS]


def _of_stories(
    parameters: CountyParameters,
    population: Population,
    difficulty: Difficulty,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw as many concerns for planted stories as for their lookalikes, in other places."""
    stories = difficulty.stories
    low, high = parameters.planted_concerns
    count = rng.integers(low, high + 1, size=len(stories))
    place = np.repeat(np.arange(len(stories)), count)
    within = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    drawn = stories.iloc[place].reset_index(drop=True)
    span = (drawn["to_day"] - drawn["from_day"]).to_numpy()
    part = (within + rng.random(len(place))) / np.repeat(count, count)
    drawn["day"] = drawn["from_day"] + (part * span).astype("int64")
    drawn["scatter"] = drawn["is_planted"].astype("float64")
    start = rng.integers(0, 4, size=len(stories))[place]
    scattered = (start + within) % 4  # police, health, education and family in turn
    one = rng.choice([_POLICE, _HEALTH, _EDUCATION, _OTHER], size=len(stories),
                     p=[0.5, 0.15, 0.2, 0.15])[place]  # fmt: skip
    agency = np.where(drawn["is_planted"], scattered, one)
    age = _ages(population, drawn)
    agency = np.where((agency == _EDUCATION) & ((age < 5) | (age >= 16)), _POLICE, agency)
    made = _finish(parameters, drawn, agency, age, rng)
    made["story"] = drawn["child"].to_numpy()
    planted = drawn["is_planted"].to_numpy()
    # Nothing is kept back in a lookalike; of what a planted story has told, most is lost again.
    made["told"] = ~planted | (made["told"] & (rng.random(len(made)) < 0.3))
    made["is_nfa"] = np.where(planted, rng.random(len(made)) < 0.85, made["is_nfa"])
    return made


def _of_nothing(
    parameters: CountyParameters, population: Population, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw concerns about children with no difficulty at home."""
    parts = []
    for agency, kind, a_year, from_age in (
        (_POLICE, "domestic_abuse", parameters.da_background_a_year, 0),
        (_POLICE, "notice", parameters.notices_background_a_year, 0),
        (_POLICE, "missing", parameters.missing_background_a_year, 11),
        (_FAMILY, "family_contact", parameters.individual_contacts_a_year, 0),
        (_OTHER, "other_contact", parameters.individual_contacts_a_year, 0),
        (_EDUCATION, "school_contact", parameters.individual_contacts_a_year, 5),
    ):
        drawn = draw_days(population, a_year=a_year, ages=(from_age, 18), rng=rng)
        drawn["scatter"] = rng.beta(*parameters.scatter, size=len(drawn))
        part = _finish(
            parameters, drawn, np.full(len(drawn), agency), _ages(population, drawn), rng
        )
        part["kind"] = kind
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def draw_days(
    population: Population, *, a_year: float, ages: tuple[float, float], rng: np.random.Generator
) -> pd.DataFrame:
    """Draw days at an even rate while a child is of certain ages. One row per (child, day)."""
    birth = population.children["birth"].to_numpy()
    first = np.maximum(birth + int(ages[0] * 365.25), population.period.start)
    last = np.minimum(birth + int(ages[1] * 365.25) - 1, population.period.until)
    span = np.maximum(last - first, 0)
    count = rng.poisson(a_year * span / 365.25)
    child = np.repeat(np.arange(len(birth)), count)
    day = first[child] + (rng.random(len(child)) * span[child]).astype("int64")
    drawn = pd.DataFrame({"child": child, "day": day})
    return drawn.sort_values(["child", "day"], ignore_index=True)


def _finish(
    parameters: CountyParameters,
    drawn: pd.DataFrame,
    agency: Ints,
    age: np.ndarray,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Give each concern its kind, and what its agency did with it."""
    scatter = drawn["scatter"].to_numpy()
    kind = np.full(len(drawn), "other_contact", dtype=object)
    for code in range(len(AGENCIES)):
        of_agency = np.flatnonzero(agency == code)
        kind[of_agency] = _draw_kinds(code, age[of_agency], rng)
    told_share = np.ones(len(drawn))  # a contact reaches social care by being one
    told_share = np.where(
        agency == _POLICE, _between(parameters.police_shared, scatter), told_share
    )
    told_share = np.where(
        agency == _HEALTH, _between(parameters.health_shared, scatter), told_share
    )
    rare = np.isin(kind, ("not_brought", "absence", "suspension"))
    told_share = np.where(rare, 0.04, told_share)
    return pd.DataFrame(
        {
            "child": drawn["child"].to_numpy(),
            "day": drawn["day"].to_numpy(),
            "agency": np.array(AGENCIES, dtype=object)[agency],
            "kind": kind,
            "scatter": scatter,
            "told": rng.random(len(drawn)) < told_share,
            "is_nfa": rng.random(len(drawn)) < _between(parameters.closed_alone, scatter),
            "injury": rng.random(len(drawn)) < parameters.injury_share,
            "story": -1,
        }
    )


def _draw_kinds(agency: int, age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    kinds = _KINDS[agency]
    possible = np.array([(age >= low) & (age < high) for _, _, low, high in kinds]).T
    weights = possible * np.array([weight for _, weight, _, _ in kinds])
    weights[weights.sum(axis=1) == 0, 0] = 1.0
    bounds = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    picked = (rng.random(len(age))[:, None] > bounds).sum(axis=1)
    drawn: np.ndarray = np.array([name for name, *_ in kinds], dtype=object)[picked]
    return drawn


def _between(ends: tuple[float, float], scatter: np.ndarray) -> np.ndarray:
    share: np.ndarray = ends[0] + (ends[1] - ends[0]) * scatter
    return share


def _ages(population: Population, drawn: pd.DataFrame) -> np.ndarray:
    birth = population.children["birth"].to_numpy()[drawn["child"]]
    ages: np.ndarray = (drawn["day"].to_numpy() - birth) / 365.25
    return ages
