"""Adults of the county's families: who lives with the children, from when and until when.

Mothers come with the children (`guardian_forename`); everybody else is drawn here, by household,
so that a family has the same adults however the county is cut into chunks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.names import GROUPS
from simulator.population import ADULT_DAYS, OPEN_DAY, choose

if TYPE_CHECKING:
    from simulator.chance import Draws, Flags, Ints
    from simulator.difficulty import Difficulty
    from simulator.parameters import CountyParameters
    from simulator.population import Population

MOST_ADULTS = 8  # of one household; ids leave room for kinds that are not drawn yet
MOTHER, SECOND_PARENT, PARTNER, GRANDPARENT, LODGER = range(5)
_YEAR = 365.25
_USUAL, _DIFFICULT, _LOOKALIKE, _PLANTED = range(4)  # what goes on in a household


@dataclass(frozen=True)
class _Homes:
    """What adults are drawn from: one value for each household."""

    parameters: CountyParameters
    population: Population
    goes_on: Ints  # _USUAL to _PLANTED
    story_day: Ints  # when a story begins; OPEN_DAY where there is none
    eldest: Ints  # birth of the eldest and of the youngest child that is here
    youngest: Ints
    group: Ints
    surname: np.ndarray

    def adults(self, kind: int, happens: Flags, **told: np.ndarray) -> pd.DataFrame:
        """Give the adults of one kind, where there is one: some values for each household."""
        households = np.arange(len(self.eldest))
        ids = self.population.homes * MOST_ADULTS + kind
        made = pd.DataFrame({"id": ids, "household": households, "kind": kind, **told})
        return made[happens & (made["from_day"] <= self.population.period.until)]


def draw_adults(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> pd.DataFrame:
    """Draw the adults of each household.

    One row per adult: id (in the whole county), household, kind, relationship to the children,
    forename, surname, birth, sex, from_day and to_day (a large number while they live there), and
    is_named: social care comes to name them, if it deals with a child while they are there.
    """
    homes = _look_at(parameters, population, difficulty)
    mothers = _mothers(homes)
    mother_birth = mothers["birth"].to_numpy()
    partners = _partners(homes, mother_birth)
    drawn = [
        mothers,
        _second_parents(homes, mother_birth, partners),
        partners,
        _grandparents(homes, mother_birth),
        _lodgers(homes),
    ]
    adults = pd.concat(drawn).sort_values("id", ignore_index=True)
    adults["to_day"] = adults["to_day"].where(adults["to_day"] <= population.period.until, OPEN_DAY)
    adults["is_named"] = _are_named(homes, adults)
    return adults


def _look_at(
    parameters: CountyParameters, population: Population, difficulty: Difficulty
) -> _Homes:
    households = len(population.homes)
    of_child, birth = population.column("household"), population.column("birth")
    goes_on, story_day = np.full(households, _USUAL), np.full(households, OPEN_DAY)
    goes_on[difficulty.episodes["household"].to_numpy(dtype="int64")] = _DIFFICULT
    told, stories = of_child[difficulty.stories["child"]], difficulty.stories
    goes_on[told] = np.where(stories["is_planted"], _PLANTED, _LOOKALIKE)
    story_day[told] = stories["from_day"]
    eldest, youngest = np.full(households, OPEN_DAY), np.full(households, -OPEN_DAY)
    np.minimum.at(eldest, of_child, birth)
    np.maximum.at(youngest, of_child, birth)
    first = population.children.drop_duplicates("household").sort_values("household")
    return _Homes(
        parameters, population, goes_on, story_day, eldest, youngest,
        first["group"].to_numpy(), first["guardian_surname"].to_numpy(dtype=object),
    )  # fmt: skip


def _mothers(homes: _Homes) -> pd.DataFrame:
    luck = homes.population.draws_of_homes("mothers")
    mean, sigma = homes.parameters.mother_age_years
    age = (luck.like("normal", mean, sigma) * _YEAR).astype("int64")
    # Of age with the eldest, and not past 47 with the youngest.
    most = int(47 * _YEAR) - (homes.youngest - homes.eldest)
    birth = homes.eldest - np.clip(age, ADULT_DAYS, most)
    first = homes.population.children.drop_duplicates("household").sort_values("household")
    every = np.full(len(birth), fill_value=True)
    return homes.adults(
        MOTHER, every, relationship=np.full(len(birth), "Mother", dtype=object),
        forename=first["guardian_forename"].to_numpy(dtype=object), surname=homes.surname,
        birth=birth, sex=np.full(len(birth), "F", dtype=object), from_day=homes.eldest - 280,
        to_day=np.full(len(birth), OPEN_DAY),
    )  # fmt: skip


def _partners(homes: _Homes, mother_birth: Ints) -> pd.DataFrame:
    """Draw who joins a mother later: before a story begins, if there is one."""
    parameters, period = homes.parameters, homes.population.period
    luck = homes.population.draws_of_homes("partners")
    usual, difficult, story = parameters.partner_share
    joins = luck.happens(np.array([usual, difficult, story, story])[homes.goes_on])
    first = np.maximum(homes.eldest + 300, period.start - 1500)
    came = luck.integers(first, period.until)
    with_story = homes.story_day < OPEN_DAY
    came = np.where(with_story, homes.story_day - luck.integers(-30, 240), came)
    stays = (luck.like("exponential", parameters.partner_days_mean)).astype("int64")
    stays = np.maximum(stays, np.where(with_story, 2 * parameters.planted_days, 60))
    age = (luck.like("normal", 2.0, 6.0) * _YEAR).astype("int64")
    is_woman = luck.happens(0.04)
    forename, surname = _call(homes, is_woman, luck, elsewhere=0.25)
    return homes.adults(
        PARTNER, joins & (came > homes.eldest),
        relationship=np.full(len(came), "Partner of mother", dtype=object),
        forename=forename, surname=surname, sex=_sex(is_woman), from_day=came, to_day=came + stays,
        birth=np.minimum(mother_birth - age, came - ADULT_DAYS),
    )  # fmt: skip


def _second_parents(homes: _Homes, mother_birth: Ints, partners: pd.DataFrame) -> pd.DataFrame:
    """Draw the other parent, who has moved out before a partner joins."""
    parameters = homes.parameters
    luck = homes.population.draws_of_homes("second parents")
    there = luck.happens(parameters.second_parent_share)
    together = luck.like("exponential", _YEAR / parameters.parents_part_a_year)
    came = homes.eldest - 280
    left = came + together.astype("int64")
    joined = np.full(len(left), OPEN_DAY)
    joined[partners["household"]] = partners["from_day"]
    left = np.maximum(np.minimum(left, joined - luck.integers(30, 700)), came + 30)
    mean, sigma = parameters.second_parent_older_years
    age = (luck.like("normal", mean, sigma) * _YEAR).astype("int64")
    is_woman = luck.happens(0.015)
    forename, other = _call(homes, is_woman, luck, elsewhere=0.1)
    relationship = np.where(is_woman, "Mother", "Father").astype(object)
    return homes.adults(
        SECOND_PARENT, there, relationship=relationship, forename=forename,
        surname=np.where(luck.happens(parameters.one_surname_share), homes.surname, other),
        birth=np.minimum(mother_birth - age, homes.eldest - ADULT_DAYS), sex=_sex(is_woman),
        from_day=came, to_day=left,
    )  # fmt: skip


def _grandparents(homes: _Homes, mother_birth: Ints) -> pd.DataFrame:
    luck, period = homes.population.draws_of_homes("grandparents"), homes.population.period
    there = luck.happens(homes.parameters.grandparent_share)
    came = luck.integers(np.maximum(homes.eldest - 280, period.start - 1500), period.until)
    is_woman = luck.happens(0.7)
    forename, other = _call(homes, is_woman, luck, elsewhere=0.0)
    relationship = np.where(is_woman, "Grandmother", "Grandfather").astype(object)
    return homes.adults(
        GRANDPARENT, there, relationship=relationship, forename=forename,
        surname=np.where(luck.happens(0.6), homes.surname, other), sex=_sex(is_woman),
        birth=mother_birth - luck.integers(19 * 365, 38 * 365), from_day=came,
        to_day=came + luck.integers(200, 4000),
    )  # fmt: skip


def _lodgers(homes: _Homes) -> pd.DataFrame:
    luck, period = homes.population.draws_of_homes("lodgers"), homes.population.period
    there = luck.happens(homes.parameters.lodger_share)
    came = luck.integers(np.maximum(homes.eldest, period.start - 600), period.until)
    is_woman = luck.happens(0.35)
    forename, surname = _call(homes, is_woman, luck, elsewhere=0.5)
    return homes.adults(
        LODGER, there, relationship=np.full(len(came), "Lodger", dtype=object), forename=forename,
        surname=surname, birth=came - luck.integers(ADULT_DAYS + 200, 60 * 365),
        sex=_sex(is_woman), from_day=came, to_day=came + luck.integers(90, 900),
    )  # fmt: skip


def _call(
    homes: _Homes, is_woman: Flags, luck: Draws, *, elsewhere: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give a forename and a surname, mostly of the names that the family's own are found with."""
    other = luck.place([one.share for one in GROUPS])
    group = np.where(luck.happens(elsewhere), other, homes.group)
    first, last = luck.uniform(), luck.uniform()
    forename, surname = (np.full(len(group), "", dtype=object) for _ in range(2))
    for number, one in enumerate(GROUPS):
        for woman, pool in ((True, one.girls), (False, one.boys)):
            at = np.flatnonzero((group == number) & (is_woman == woman))
            forename[at], surname[at] = choose(pool, first[at]), choose(one.surnames, last[at])
    return forename, surname


def _sex(is_woman: Flags) -> np.ndarray:
    return np.where(is_woman, "F", "M").astype(object)


def _are_named(homes: _Homes, adults: pd.DataFrame) -> Flags:
    """Draw whom social care comes to name; of those who joined later, fewer where it is hardest."""
    parameters, kind = homes.parameters, adults["kind"].to_numpy()
    named = np.array(parameters.adult_named)[kind]
    usual, difficult, planted = parameters.partner_never_named
    never = np.array([usual, difficult, usual, planted])[homes.goes_on[adults["household"]]]
    named = np.where(kind == PARTNER, 1 - never, named)
    return homes.population.chance.draws("adults named", adults["id"].to_numpy()).happens(named)
