"""Families of the county: children, brothers and sisters, addresses, schools' and health's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from core.identifiers import nhs_check_digit, upn_check_letter
from simulator.names import GROUPS, STREET_NAMES, STREET_TYPES

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters

_EPOCH = date(1970, 1, 1)
ADULT_DAYS = 6575  # 18 years
Ints = np.ndarray[Any, np.dtype[np.int64]]


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

    @property
    def years(self) -> float:
        """Length in years."""
        return (self.until - self.start) / 365.25


@dataclass(frozen=True)
class Population:
    """Who lives in the county.

    `children` has one row per child, in order of its index: household, birth, sex, forename,
    surname, group, ethnicity, is_disabled, nhs_number, upn, guardian and telephone.
    `addresses` has one row per stay of a household: household, line, postcode, from_day, to_day.
    """

    children: pd.DataFrame
    addresses: pd.DataFrame
    period: Period


def build_population(
    parameters: CountyParameters, *, children: int, period: Period, rng: np.random.Generator
) -> Population:
    """Draw families until exactly so many children are under 18 on the last day.

    Young people who turned 18 since the first day are there as well, and a few children who are
    not born yet.
    """
    drawn = _draw_children(parameters, children, period, rng)
    is_child = (drawn["birth"] > period.until - ADULT_DAYS) & (drawn["birth"] <= period.until)
    drawn = drawn[is_child.cumsum() <= children].reset_index(drop=True)
    drawn["household"] = pd.factorize(drawn["household"])[0]
    _name(drawn, parameters, rng)
    drawn["nhs_number"] = _nhs_numbers(len(drawn), rng)
    drawn["upn"] = _upns(drawn["birth"].to_numpy(), rng)
    drawn["is_disabled"] = rng.random(len(drawn)) < parameters.disabled_share
    return Population(drawn, _draw_addresses(drawn, parameters, period, rng), period)


def _draw_children(
    parameters: CountyParameters, children: int, period: Period, rng: np.random.Generator
) -> pd.DataFrame:
    households = 30 + int(children * 1.5)
    sizes = rng.choice(np.arange(1, 6), size=households, p=parameters.siblings)
    household = np.repeat(np.arange(households), sizes)
    order = np.arange(len(household)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    gaps = rng.integers(420, 1500, size=len(household))
    twin = (order > 0) & (rng.random(len(household)) < 2 * parameters.twin_share)
    gaps = np.where(twin, 0, gaps)
    gaps[order == 0] = 0
    offset = np.cumsum(gaps) - np.repeat(np.cumsum(gaps)[np.cumsum(sizes) - sizes], sizes)
    first, last = period.start - ADULT_DAYS, period.until + parameters.prebirth_days
    # First children are drawn from earlier on, so that births are as many in every year.
    eldest = rng.integers(first - 4000, last, size=households)
    birth = np.repeat(eldest, sizes) + offset
    drawn = pd.DataFrame({"household": household, "birth": birth, "is_twin": twin})
    drawn["sex"] = np.where(rng.random(len(drawn)) < 0.512, "M", "F")
    return drawn[(birth >= first) & (birth <= last)].reset_index(drop=True)


def _name(children: pd.DataFrame, parameters: CountyParameters, rng: np.random.Generator) -> None:
    """Give each family a group and a surname, and each child a forename no sibling has."""
    households = int(children["household"].max()) + 1
    group = rng.choice(len(GROUPS), size=households, p=[g.share for g in GROUPS])
    surname = [rng.choice(GROUPS[g].surnames) for g in group]
    ethnicity = [rng.choice(GROUPS[g].ethnicities) for g in group]
    second = [rng.choice(GROUPS[g].surnames) for g in group]
    other = rng.random(len(children)) < parameters.other_surname_share
    taken: dict[int, set[str]] = {}
    forenames: list[str] = []
    for home, sex in zip(children["household"], children["sex"], strict=True):
        pool = GROUPS[group[home]].girls if sex == "F" else GROUPS[group[home]].boys
        name = str(rng.choice(pool))
        while name in taken.setdefault(home, set()):
            name = str(rng.choice(pool))
        taken[home].add(name)
        forenames.append(name)
    home = children["household"].to_numpy()
    children["group"] = group[home]
    children["forename"] = forenames
    children["surname"] = np.where(other, np.array(second)[home], np.array(surname)[home])
    children["ethnicity"] = np.array(ethnicity)[home]
    women = [str(rng.choice(GROUPS[g].girls)) for g in group]
    children["guardian_forename"] = np.array(women)[home]
    children["guardian_surname"] = np.array(surname)[home]
    # 07700 900000 to 900999 is the range Ofcom keeps free for drama.
    telephone = [f"07700 900{n:03d}" for n in rng.integers(0, 1000, size=households)]
    children["telephone"] = np.array(telephone)[home]


def _nhs_numbers(count: int, rng: np.random.Generator) -> list[str]:
    """Give distinct numbers from 999…, the range kept for tests, with right check digits."""
    numbers: list[str] = []
    for serial in rng.choice(1_000_000, size=count + count // 5 + 20, replace=False):
        first = f"999{serial:06d}"
        check = nhs_check_digit(first)
        if check is not None:
            numbers.append(first + check)
    return numbers[:count]


def _upns(births: Ints, rng: np.random.Generator) -> list[str]:
    """Give distinct pupil numbers of an authority (999) that there is not."""
    serials = rng.choice(10_000_000, size=len(births), replace=False)
    digits = [
        f"999{serial // 1000:04d}{(to_date(int(birth)).year + 4) % 100:02d}{serial % 1000:03d}"
        for serial, birth in zip(serials, births, strict=True)
    ]
    return [upn_check_letter(one) + one for one in digits]


def _draw_addresses(
    children: pd.DataFrame,
    parameters: CountyParameters,
    period: Period,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw where each household lived, from its eldest child's birth (or 10 years back) on."""
    households = int(children["household"].max()) + 1
    eldest = children.groupby("household")["birth"].min().to_numpy()
    began = np.minimum(np.maximum(eldest, period.start - 3650), period.until) - 200
    moves = rng.poisson(parameters.moves_a_year * (period.until - began) / 365.25)
    home = np.repeat(np.arange(households), moves)
    moved = (began[home] + rng.random(len(home)) * (period.until - began[home])).astype("int64")
    stays = pd.DataFrame(
        {
            "household": np.concatenate([np.arange(households), home]),
            "from_day": np.concatenate([began, moved]),
        }
    )
    stays = stays.drop_duplicates().sort_values(["household", "from_day"], ignore_index=True)
    return finish_addresses(stays, rng, taken=0)


def finish_addresses(stays: pd.DataFrame, rng: np.random.Generator, *, taken: int) -> pd.DataFrame:
    """Give stays a line, a postcode and the day each ends (missing for the last: a large number).

    Args:
        stays: household and from_day, sorted.
        rng: source of chance.
        taken: addresses given out before, so that none is given twice.
    """
    lots = taken + np.arange(len(stays))
    streets = max(8, len(stays) // 14)
    street = (lots * 7919 + int(rng.integers(0, 1000))) % streets
    number = 1 + lots // streets
    houses = list(zip(number.tolist(), street.tolist(), strict=True))
    stays = stays.assign(line=[_line(n, s) for n, s in houses])
    stays["postcode"] = [_postcode(s, n) for n, s in houses]
    following = stays.groupby("household")["from_day"].shift(-1)
    stays["to_day"] = following.fillna(OPEN_DAY).astype("int64")
    return stays


OPEN_DAY = 10**6  # later than every day we deal with


def _line(number: int, street: int) -> str:
    name = STREET_NAMES[street % len(STREET_NAMES)]
    kind = STREET_TYPES[(street // len(STREET_NAMES)) % len(STREET_TYPES)]
    return f"{number} {name} {kind}"


def _postcode(street: int, number: int) -> str:
    """Give a postcode of the area XE, which there is not; one for about 15 houses of a street."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    block = street * 7 + number // 15
    return (
        f"XE{1 + street % 6} {1 + street % 9}"
        f"{letters[block % 20]}{letters[(block // 20 + street) % 20]}"
    )


def address_at(addresses: pd.DataFrame, household: Ints, day: Ints) -> pd.DataFrame:
    """Give line and postcode where each household lived on a day.

    One row per pair, in order. Absent: before its first stay a household is at that first stay.
    """
    asked = pd.DataFrame({"household": household, "day": day, "place": np.arange(len(household))})
    asked = asked.sort_values(["day", "place"])
    stays = addresses.sort_values("from_day")[["household", "from_day", "line", "postcode"]]
    first = addresses.drop_duplicates("household").set_index("household")
    found = pd.merge_asof(asked, stays, left_on="day", right_on="from_day", by="household")
    for column in ("line", "postcode"):
        found[column] = found[column].fillna(found["household"].map(first[column]))
    return found.sort_values("place", ignore_index=True)[["line", "postcode"]]


def split_lines(lines: pd.Series) -> tuple[list[str], list[str]]:
    """Give house numbers and streets of address lines."""
    parts = [line.partition(" ") for line in lines]
    return [number for number, _, _ in parts], [street for _, _, street in parts]
