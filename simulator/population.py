"""Families of the county: children, brothers and sisters, addresses, schools' and health's numbers."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.identifiers import upn_check_letter
from simulator.chance import Chance, Draws, Ints, occurrence
from simulator.names import GROUPS

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters

_EPOCH = date(1970, 1, 1)
ADULT_DAYS = 6575  # 18 years
OPEN_DAY = 10**6  # later than every day we deal with
MOST_SIBLINGS = 5
_BLOCK = 8192  # families looked at together while they are counted


def day_number(day: date) -> int:
    """Give a date as days since 1970, the way the simulator counts."""
    return (day - _EPOCH).days


def to_date(day: int) -> date:
    """Give the date of a day number."""
    return _EPOCH + timedelta(days=int(day))


@dataclass(frozen=True)
class Period:
    """The days that the extracts speak about, as day numbers; both ends belong to it."""

    start: int
    until: int


@dataclass(frozen=True)
class Plan:
    """How many families the county has: those before `homes`, the last of them in part."""

    homes: int
    kept_in_last: int  # children under 18 of the last family
    children: int
    period: Period

    @property
    def ids(self) -> int:
        """Give how many ids of children there can be."""
        return self.homes * MOST_SIBLINGS


@dataclass(frozen=True)
class Population:
    """Who lives in some of the county's families.

    `children` has one row per child: id (in the whole county), home, household (the place of its
    home in `homes`), birth, death and ends (the day from which it is no child here any more),
    sex, forename, surname, group, ethnicity, is_disabled, nhs_number, upn, guardian and telephone.
    A child is elsewhere named by its place in this table.
    `addresses` has one row per stay of a household: household, line, postcode, from_day, to_day.
    `adults` has one row per adult of a household; see `simulator.adults.draw_adults`. An adult is
    elsewhere named by its place in this table.
    """

    children: pd.DataFrame
    addresses: pd.DataFrame
    adults: pd.DataFrame
    homes: Ints
    plan: Plan
    chance: Chance

    @property
    def period(self) -> Period:
        """Give the days that the extracts speak about."""
        return self.plan.period

    def column(self, name: str) -> np.ndarray:
        """Give a column of the children as an array."""
        values: np.ndarray = self.children[name].to_numpy()
        return values

    def draws(self, stage: str, child: Ints | pd.Series) -> Draws:
        """Give draws for rows about children; the rows of a child have an order of their own."""
        ids = self.column("id")[np.asarray(child, dtype="int64")]
        return self.chance.draws(stage, ids, occurrence(ids))

    def draws_of_homes(self, stage: str) -> Draws:
        """Give draws with one value for each household."""
        return self.chance.draws(stage, self.homes)


def plan_homes(
    parameters: CountyParameters, *, children: int, period: Period, chance: Chance
) -> Plan:
    """Count the families it takes until exactly so many children are under 18 on the last day."""
    found, begin = 0, 0
    while True:
        drawn = _draw_children(parameters, np.arange(begin, begin + _BLOCK), period, chance)
        counts = np.bincount(drawn["home"][_are_children(drawn, period)] - begin, minlength=_BLOCK)
        total = found + np.cumsum(counts)
        if total[-1] >= children:
            last = int(np.searchsorted(total, children))
            kept = children - (int(total[last - 1]) if last else found)
            return Plan(begin + last + 1, kept, children, period)
        found, begin = int(total[-1]), begin + _BLOCK


def build_population(
    parameters: CountyParameters, plan: Plan, *, first: int, last: int, chance: Chance
) -> Population:
    """Draw the families from `first` to before `last`.

    Young people who turned 18 since the first day are there as well, and a few children who are
    not born yet.
    """
    last = min(last, plan.homes)
    drawn = _draw_children(parameters, np.arange(first, last), plan.period, chance)
    is_child = _are_children(drawn, plan.period)
    if last == plan.homes:
        in_last = (drawn["home"] == plan.homes - 1).to_numpy()
        drawn = drawn[~in_last | ((is_child & in_last).cumsum() <= plan.kept_in_last)]
    drawn = drawn.reset_index(drop=True)
    household, homes = pd.factorize(drawn["home"].to_numpy())
    drawn["household"] = household
    nothing = pd.DataFrame()  # until families are settled, and their adults drawn
    population = Population(drawn, nothing, nothing, homes.astype("int64"), plan, chance)
    _name(population, parameters)
    drawn["nhs_number"] = _nhs_numbers(population)
    drawn["upn"] = _upns(population)
    drawn["is_disabled"] = population.draws("disability", drawn.index).happens(
        parameters.disabled_share
    )
    return population


def _are_children(drawn: pd.DataFrame, period: Period) -> np.ndarray:
    flags: np.ndarray = (
        (drawn["ends"] > period.until) & (drawn["birth"] <= period.until)
    ).to_numpy()
    return flags


def _draw_children(
    parameters: CountyParameters, homes: Ints, period: Period, chance: Chance
) -> pd.DataFrame:
    of_home = chance.draws("families", homes)
    sizes = 1 + of_home.place(parameters.siblings)
    first, last = period.start - ADULT_DAYS, period.until + parameters.prebirth_days
    # First children are drawn from earlier on, so that births are as many in every year.
    eldest = of_home.integers(first - 4000, last)
    home = np.repeat(homes, sizes)
    order = np.arange(len(home)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    ids = home * MOST_SIBLINGS + order
    luck = chance.draws("births", ids)
    gaps = luck.integers(420, 1500)
    gaps[(order > 0) & luck.happens(2 * parameters.twin_share)] = 0
    gaps[order == 0] = 0
    gone = np.cumsum(gaps)
    birth = np.repeat(eldest, sizes) + gone - np.repeat(gone[np.cumsum(sizes) - sizes], sizes)
    dies = luck.happens(parameters.death_share)
    # Most children who die do so in their first year.
    age = (ADULT_DAYS * luck.uniform() ** 4).astype("int64") + 1
    death = np.where(dies, birth + age, OPEN_DAY)
    drawn = pd.DataFrame(
        {
            "id": ids,
            "home": home,
            "birth": birth,
            "death": death,
            "ends": np.minimum(birth + ADULT_DAYS, death),
            "sex": np.where(luck.happens(0.512), "M", "F").astype(object),
        }
    )
    inside = (birth >= first) & (birth <= last) & (drawn["ends"] > period.start)
    return drawn[inside].reset_index(drop=True)


def _name(population: Population, parameters: CountyParameters) -> None:
    """Give each family a group and a surname, and each child a forename no sibling has."""
    children, household = population.children, population.column("household")
    luck = population.draws_of_homes("names")
    group = luck.place([one.share for one in GROUPS])
    surname, second, ethnicity = (luck.uniform() for _ in range(3))
    woman, place, stride = (luck.uniform() for _ in range(3))
    order = population.column("id") % MOST_SIBLINGS
    of_group, girl = group[household], population.column("sex") == "F"
    named = {name: np.full(len(children), "", dtype=object)
             for name in ("forename", "surname", "ethnicity", "guardian_forename",
                          "guardian_surname")}  # fmt: skip
    other = population.draws("surname", children.index).happens(parameters.other_surname_share)
    for number, one in enumerate(GROUPS):
        for is_girl, pool in ((True, one.girls), (False, one.boys)):
            at = np.flatnonzero((of_group == number) & (girl == is_girl))
            home, names = household[at], np.array(pool, dtype=object)
            step = 1 + (stride[home] * (len(names) // MOST_SIBLINGS - 1)).astype("int64")
            start = (place[home] * len(names)).astype("int64")
            named["forename"][at] = names[(start + order[at] * step) % len(names)]
        at = np.flatnonzero(of_group == number)
        home = household[at]
        own = choose(one.surnames, surname[home])
        named["surname"][at] = np.where(other[at], choose(one.surnames, second[home]), own)
        named["guardian_surname"][at] = own
        named["ethnicity"][at] = choose(one.ethnicities, ethnicity[home])
        named["guardian_forename"][at] = choose(one.girls, woman[home])
    children["group"] = of_group
    for name, values in named.items():
        children[name] = values
    # 07700 900000 to 900999 is the range Ofcom keeps free for drama.
    telephone = luck.integers(0, 1000)[household]
    children["telephone"] = [f"07700 900{n:03d}" for n in telephone.tolist()]


def choose(values: tuple[str, ...], luck: np.ndarray) -> np.ndarray:
    """Give a value for each draw from 0 to 1."""
    chosen: np.ndarray = np.array(values, dtype=object)[(luck * len(values)).astype("int64")]
    return chosen


@functools.cache
def _valid_serials() -> tuple[Ints, Ints]:
    """Give the numbers of six digits that can follow 999 in an NHS number, with their check digits."""
    serial = np.arange(1_000_000)
    total = np.full(len(serial), 9 * (10 + 9 + 8))
    for weight, unit in ((7, 100_000), (6, 10_000), (5, 1000), (4, 100), (3, 10), (2, 1)):
        total = total + weight * (serial // unit % 10)
    check = (11 - total % 11) % 11
    return serial[check < 10], check[check < 10]


def _nhs_numbers(population: Population) -> list[str]:
    """Give distinct numbers from 999…, the range kept for tests, with right check digits."""
    serials, checks = _valid_serials()
    at = population.chance.shuffle("nhs", population.column("id"), size=len(serials))
    return [
        f"999{s:06d}{c}" for s, c in zip(serials[at].tolist(), checks[at].tolist(), strict=True)
    ]


def _upns(population: Population) -> list[str]:
    """Give distinct pupil numbers of an authority (999) that there is not."""
    serials = population.chance.shuffle("upn", population.column("id"), size=10_000_000)
    years = population.column("birth").astype("datetime64[D]").astype("datetime64[Y]")
    digits = [
        f"999{serial // 1000:04d}{(year + 1974) % 100:02d}{serial % 1000:03d}"
        for serial, year in zip(serials.tolist(), years.astype("int64").tolist(), strict=True)
    ]
    return [upn_check_letter(one) + one for one in digits]
