"""How each agency's system holds a child: a number of its own, and details with their faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.names import NICKNAMES, SPELLINGS
from simulator.population import Population, address_at, day_number, to_date

if TYPE_CHECKING:
    from datetime import date

    from simulator.parameters import Noise

_KEYS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Roster:
    """The children one agency holds.

    `persons` has one row per record of a child: own_id, child, forename, surname, birth (day
    number or missing), sex, line, postcode, nhs_number, upn. A child held twice has two rows.
    """

    feed: str  # agency and format
    persons: pd.DataFrame

    def own_ids(self, children: pd.Series, rng: np.random.Generator) -> pd.Series:
        """Give the agency's id for each row about a child; held twice, either of the two."""
        first = self.persons.drop_duplicates("child").set_index("child")["own_id"]
        last = self.persons.drop_duplicates("child", keep="last").set_index("child")["own_id"]
        either = pd.Series(rng.random(len(children)) < 0.5, index=children.index)
        return children.map(first).where(either, children.map(last))

    def truth(self) -> pd.DataFrame:
        """Give one row per record: source_person_id, and the child it is about."""
        return pd.DataFrame(
            {
                "source_person_id": self.feed + "/" + self.persons["own_id"],
                "child": self.persons["child"],
            }
        )


def draw_roster(
    population: Population,
    children: pd.Series,
    *,
    feed: str,
    noise: Noise,
    rng: np.random.Generator,
) -> Roster:
    """Draw an agency's records of the children it has anything about."""
    known = np.sort(children.unique()).astype("int64")
    twice = known[rng.random(len(known)) < noise.duplicate_person]
    child = np.concatenate([known, twice])
    persons = population.children.iloc[child].reset_index(drop=True)
    persons.insert(0, "child", child)
    persons = persons.assign(birth=persons["birth"].astype("Int64"))
    order = rng.permutation(len(persons))
    letter = feed[0].upper()
    persons.insert(0, "own_id", [f"{letter}{200_000 + 7 * int(n)}" for n in order])
    # The second record of a child is there because its name was taken down in another way.
    again = np.arange(len(persons)) >= len(known)
    _spoil_names(persons, noise, again, rng)
    _spoil_births(persons, noise, feed, rng)
    _place(persons, population, noise, feed, rng)
    persons = persons.sort_values("own_id", ignore_index=True)
    return Roster(feed, persons)


def _spoil_names(
    persons: pd.DataFrame, noise: Noise, again: np.ndarray, rng: np.random.Generator
) -> None:
    for column, forms, share in (
        ("forename", NICKNAMES, noise.nickname),
        ("forename", SPELLINGS, noise.other_spelling),
        ("surname", SPELLINGS, noise.other_spelling),
    ):
        has_form = persons[column].isin(list(forms)).to_numpy()
        lucky = rng.random(len(persons))
        for row in np.flatnonzero(has_form & (lucky < np.where(again, 0.5, share))):
            persons.loc[row, column] = str(rng.choice(forms[persons.loc[row, column]]))
    for column in ("forename", "surname"):
        lucky = rng.random(len(persons))
        for row in np.flatnonzero(lucky < np.where(again, 0.35, noise.typo)):
            persons.loc[row, column] = mistype(str(persons.loc[row, column]), rng)


def mistype(text: str, rng: np.random.Generator) -> str:
    """Give a text with one slip: a letter left out, doubled, replaced, or two exchanged."""
    if len(text) < 3:
        return text + text[-1]
    at = int(rng.integers(1, len(text) - 1))
    slip = int(rng.integers(4))
    if slip == 0:
        return text[:at] + text[at + 1 :]
    if slip == 1:
        return text[:at] + text[at] + text[at:]
    if slip == 2:
        return text[:at] + _KEYS[int(rng.integers(26))] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _spoil_births(persons: pd.DataFrame, noise: Noise, feed: str, rng: np.random.Generator) -> None:
    lucky = rng.random(len(persons))
    for row in np.flatnonzero(lucky < noise.swapped_birth_date):
        swapped = swap_day_and_month(to_date(int(persons.loc[row, "birth"])))
        persons.loc[row, "birth"] = day_number(swapped)
    if feed.startswith("police"):
        missing = rng.random(len(persons)) < noise.police_birth_date_missing
        persons.loc[missing, "birth"] = pd.NA


def swap_day_and_month(day: date) -> date:
    """Give the date with day and month exchanged, or the same where the day cannot be a month."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _place(
    persons: pd.DataFrame,
    population: Population,
    noise: Noise,
    feed: str,
    rng: np.random.Generator,
) -> None:
    """Give each record the address its agency has: today's, or one of before."""
    share = noise.police_old_address if feed.startswith("police") else noise.old_address
    old = rng.random(len(persons)) < share
    day = population.period.until - np.where(old, rng.integers(200, 1100, len(persons)), 0)
    at = address_at(population.addresses, persons["household"].to_numpy(), day)
    persons[["line", "postcode"]] = at[["line", "postcode"]].to_numpy()
    gone = rng.random(len(persons)) < noise.address_missing
    persons["line"] = persons["line"].mask(gone)
    lost = gone & (rng.random(len(persons)) < 0.5)
    persons["postcode"] = persons["postcode"].mask(lost)


def recorded_days(
    days: pd.Series, *, agency: str, noise: Noise, rng: np.random.Generator
) -> pd.Series:
    """Give the day on which an agency's system held each entry: seldom at once, at times late."""
    shares = np.array(dict(noise.recording)[agency])
    low, high = np.array([0, 1, 4, 22]), np.array([0, 3, 21, 90])
    band = rng.choice(4, size=len(days), p=shares / shares.sum())
    delay = low[band] + (rng.random(len(days)) * (high - low + 1)[band]).astype("int64")
    return days + delay
