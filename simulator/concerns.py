"""What agencies come to know: concerns out of difficulty, out of the planted stories, and of none.

A concern is one agency's. Whether another is told is drawn here too, since it decides what reaches
social care. The number of concerns never depends on how scattered they are: only their places do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.chance import Draws, Ints, occurrence
from simulator.plants import EDUCATION, FAMILY, HEALTH, OTHER, POLICE
from simulator.stories import of_stories

if TYPE_CHECKING:
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters
    from simulator.population import Population

AGENCIES = ("police", "health", "education", "family", "other")
# Relative frequency of kinds for one agency, with the ages (years) at which each can happen.
_KINDS: tuple[tuple[tuple[str, float, int, int], ...], ...] = (
    (
        ("domestic_abuse", 0.52, 0, 18), ("notice", 0.40, 0, 18), ("missing", 0.22, 11, 18),
    ),
    (
        ("emergency_concern", 0.40, 0, 18), ("not_brought", 0.45, 0, 18),
        ("vulnerability", 0.30, 0, 18),
    ),
    (("absence", 0.20, 5, 16), ("suspension", 0.15, 8, 16), ("school_contact", 0.76, 5, 16)),
    (("family_contact", 1.0, 0, 18),),
    (("other_contact", 1.0, -1, 18),),
)  # fmt: skip
# Kinds about the whole family: brothers and sisters are named too.
_SHARED_KINDS = ("domestic_abuse", "family_contact", "other_contact", "notice")
DIRECT_KINDS = ("family_contact", "other_contact", "school_contact")


def draw_concerns(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    """Draw every concern of the period.

    One row per (child, concern): `told` says that social care is told, `is_lost` that nobody there
    wrote it down, `told_day` when, `is_nfa` that the agency closed it on its own, `mechanism` how
    a planted story works (-1: no planted story).
    """
    drawn = [
        _of_episodes(parameters, population, difficulty),
        of_stories(parameters, population, difficulty, finish),
        _of_nothing(parameters, population),
    ]
    concerns = pd.concat(drawn, ignore_index=True)
    birth = population.column("birth")[concerns["child"]]
    period, day = population.period, concerns["day"]
    awaited = (concerns["kind"] == "other_contact") & (day >= birth - parameters.prebirth_days)
    born = (day >= birth) | awaited
    inside = (day >= period.start) & (day <= period.until)
    concerns = concerns[born & inside & (day < population.column("ends")[concerns["child"]])]
    wanted = ["child", "day", "kind", "scatter"]
    concerns = concerns.sort_values(wanted, kind="stable", ignore_index=True)
    # Told late where knowledge is scattered; what comes to social care itself is there at once.
    late = population.draws("told", concerns["child"]).like("exponential", 1.0)
    lag = np.floor(late * (0.8 + 3.0 * concerns["scatter"])).astype("int64") + concerns.pop("lag")
    direct = concerns["kind"].isin(DIRECT_KINDS)
    concerns["told_day"] = concerns["day"] + lag.mask(direct, 0)
    return concerns


def _of_episodes(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    episodes = difficulty.episodes
    span = (episodes["to_day"] - episodes["from_day"]).to_numpy()
    mean = parameters.concerns_a_year * episodes["intensity"].to_numpy() * span / 365.25
    of_episode = population.draws("episode concerns", episodes["child"])
    count = of_episode.poisson(mean)
    shares = [share for _, share in parameters.first_agency]
    place = np.repeat(np.arange(len(episodes)), count)
    drawn = episodes.iloc[place].reset_index(drop=True)
    luck = population.draws("concerns", drawn["child"])
    drawn["day"] = drawn["from_day"] + (luck.uniform() * span[place]).astype("int64")
    home, spread = of_episode.place(shares)[place], luck.place(shares)
    stays_home = luck.happens(parameters.home_share * (1 - drawn["scatter"].to_numpy()))
    agency = np.where(stays_home, home, spread)
    age = ages(population, drawn)
    # A child too young for school is met by health instead; one not born, by others.
    agency = np.where((agency == EDUCATION) & ((age < 5) | (age >= 16)), HEALTH, agency)
    agency = np.where(age < 0, OTHER, agency)
    own = finish(parameters, drawn, agency, age, luck)
    return pd.concat([own, _of_siblings(parameters, population, own)], ignore_index=True)


def _of_siblings(
    parameters: CountyParameters, population: Population, concerns: pd.DataFrame
) -> pd.DataFrame:
    """Give the same concern as recorded about brothers and sisters."""
    homes = population.children[["household"]].rename_axis("sibling").reset_index()
    shared = concerns[concerns["kind"].isin(_SHARED_KINDS)]
    shared = shared.assign(household=population.column("household")[shared["child"]])
    pairs = shared.merge(homes, on="household")
    pairs = pairs[pairs["sibling"] != pairs["child"]]
    named = population.draws("siblings named", pairs["child"]).happens(parameters.sibling_share)
    pairs = pairs[named]
    return pairs.assign(child=pairs["sibling"])[list(concerns)]


def _of_nothing(parameters: CountyParameters, population: Population) -> pd.DataFrame:
    """Draw concerns about children with no difficulty at home."""
    drawn_of = []
    for agency, kind, a_year, from_age in (
        (POLICE, "domestic_abuse", parameters.da_background_a_year, 0),
        (POLICE, "notice", parameters.notices_background_a_year, 0),
        (POLICE, "missing", parameters.missing_background_a_year, 11),
        (FAMILY, "family_contact", parameters.individual_contacts_a_year, 0),
        (OTHER, "other_contact", parameters.individual_contacts_a_year, 0),
        (EDUCATION, "school_contact", parameters.individual_contacts_a_year, 5),
    ):
        drawn = draw_days(population, f"ordinary {kind}", a_year=a_year, between=(from_age, 18))
        luck = population.draws(f"about ordinary {kind}", drawn["child"])
        drawn["scatter"] = luck.like("beta", *parameters.scatter)
        agencies = np.full(len(drawn), agency)
        one = finish(parameters, drawn, agencies, ages(population, drawn), luck)
        told = luck.happens(_told_shares(parameters, agencies, np.full(len(one), kind),
                                         drawn["scatter"].to_numpy()))  # fmt: skip
        drawn_of.append(one.assign(kind=kind, told=told))
    return pd.concat(drawn_of, ignore_index=True)


def draw_days(
    population: Population, stage: str, *, a_year: float, between: tuple[float, float]
) -> pd.DataFrame:
    """Draw days at an even rate while a child is of certain ages. One row per (child, day)."""
    birth, ends = population.column("birth"), population.column("ends")
    first = np.maximum(birth + int(between[0] * 365.25), population.period.start)
    last = np.minimum(birth + int(between[1] * 365.25), ends) - 1
    span = np.maximum(np.minimum(last, population.period.until) - first, 0)
    luck = population.chance.draws(stage, population.column("id"))
    child = np.repeat(np.arange(len(birth)), luck.poisson(a_year * span / 365.25))
    ids = population.column("id")[child]
    when = population.chance.draws(f"{stage} days", ids, occurrence(child)).uniform()
    drawn = pd.DataFrame(
        {"child": child, "day": first[child] + (when * span[child]).astype("int64")}
    )
    return drawn.sort_values(["child", "day"], ignore_index=True)


def finish(
    parameters: CountyParameters, drawn: pd.DataFrame, agency: Ints, age: np.ndarray, luck: Draws
) -> pd.DataFrame:
    """Give each concern its kind, and what its agency did with it."""
    scatter = drawn["scatter"].to_numpy()
    kind = np.full(len(drawn), "", dtype=object)
    which = luck.uniform()
    for code in range(len(AGENCIES)):
        of_agency = np.flatnonzero(agency == code)
        kind[of_agency] = _draw_kinds(code, age[of_agency], which[of_agency])
    return pd.DataFrame(
        {
            "child": drawn["child"].to_numpy(),
            "day": drawn["day"].to_numpy(),
            "agency": np.array(AGENCIES, dtype=object)[agency],
            "kind": kind,
            "scatter": scatter,
            "told": luck.happens(_told_shares(parameters, agency, kind, scatter)),
            "is_lost": False,
            "lag": 0,
            "is_nfa": luck.happens(_between(parameters.closed_alone, scatter)),
            "injury": luck.happens(parameters.injury_share),
            "mechanism": -1,
        }
    )


def _told_shares(
    parameters: CountyParameters, agency: Ints, kind: np.ndarray, scatter: np.ndarray
) -> np.ndarray:
    share = np.ones(len(kind))  # a contact reaches social care by being one
    share = np.where(agency == POLICE, _between(parameters.police_shared, scatter), share)
    share = np.where(agency == HEALTH, _between(parameters.health_shared, scatter), share)
    rare = np.isin(kind, ("not_brought", "absence", "suspension"))
    told: np.ndarray = np.where(rare, 0.04, share)
    return told


def _draw_kinds(agency: int, age: np.ndarray, luck: np.ndarray) -> np.ndarray:
    kinds = _KINDS[agency]
    possible = np.array([(age >= low) & (age < high) for _, _, low, high in kinds]).T
    weights = possible * np.array([weight for _, weight, _, _ in kinds])
    weights[weights.sum(axis=1) == 0, 0] = 1.0
    bounds = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    picked = (luck[:, None] > bounds).sum(axis=1)
    drawn: np.ndarray = np.array([name for name, *_ in kinds], dtype=object)[picked]
    return drawn


def _between(ends: tuple[float, float], scatter: np.ndarray) -> np.ndarray:
    share: np.ndarray = ends[0] + (ends[1] - ends[0]) * scatter
    return share


def ages(population: Population, drawn: pd.DataFrame) -> np.ndarray:
    """Give how old each child was, in years."""
    birth = population.column("birth")[drawn["child"]]
    years: np.ndarray = (drawn["day"].to_numpy() - birth) / 365.25
    return years
