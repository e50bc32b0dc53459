"""How each agency's system holds a child: a number of its own, and details with their faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.addresses import address_at
from simulator.chance import Ints
from simulator.names import NICKNAMES, SPELLINGS
from simulator.population import Population, day_number, to_date

if TYPE_CHECKING:
    from datetime import date

    from simulator.chance import Draws
    from simulator.parameters import Noise

_KEYS = "abcdefghijklmnopqrstuvwxyz"
_RECORDS = 4  # of one child with one agency, at most
BEFORE_BIRTH = (
    2  # the number of a record made for an unborn child and never joined to the later one
)


@dataclass(frozen=True)
class Roster:
    """The children one agency holds.

    `persons` has one row per record of a child: own_id, child, record (0, or the number of a
    further record), forename, surname, birth (day number or missing), sex, line, postcode,
    nhs_number, upn. A child held twice has two rows. `adults` has one row per row that the agency
    sends about an adult: source_record_id, source_adult_id, adult.
    """

    feed: str  # agency and format
    persons: pd.DataFrame
    adults: pd.DataFrame = field(default_factory=pd.DataFrame)

    def own_ids(self, rows: pd.DataFrame, stage: str, population: Population) -> pd.Series:
        """Give the agency's id for each row about a `child`; held twice, either of the two.

        What was recorded before birth stays where it was, if there is a record for that.
        """
        child, held = rows["child"], self.persons
        first, again, unborn = (
            held.loc[held["record"] == number].set_index("child")["own_id"] for number in range(3)
        )
        either = population.draws(f"{self.feed} {stage} held twice", child).happens(0.5)
        ids = child.map(first)
        ids = ids.mask(either & child.isin(again.index), child.map(again))
        early = rows["day"].to_numpy() < population.column("birth")[child]
        ids = ids.mask(early & child.isin(unborn.index), child.map(unborn))
        return ids.astype(object)

    def truth(self) -> pd.DataFrame:
        """Give one row per record: source_person_id, and the child it is about."""
        return pd.DataFrame(
            {
                "source_person_id": [f"{self.feed}/{one}" for one in self.persons["own_id"]],
                "child": self.persons["child"],
            }
        )


def draw_roster(population: Population, known: Ints, *, feed: str, noise: Noise) -> Roster:
    """Draw an agency's records of the children it has anything about."""
    agency = feed.split("/", maxsplit=1)[0]
    luck = population.draws(f"{feed} records", known)
    split = population.column("split_in")[known] == agency
    twice = known[luck.happens(noise.duplicate_person) | (split & (noise.duplicate_person > 0))]
    child = np.concatenate([known, twice])
    record = np.repeat([0, 1], [len(known), len(twice)])
    order = np.lexsort((record, child))
    child, record = child[order], record[order]
    persons = population.children.iloc[child].reset_index(drop=True)
    persons.insert(0, "child", child)
    persons.insert(1, "record", record)
    persons = persons.assign(birth=persons["birth"].astype("Int64"))
    persons.insert(0, "own_id", own_numbers(population, feed, child, record))
    # The second record of a child is there because its name was taken down in another way.
    luck = population.draws(f"{feed} details", child)
    spoil_names(persons, noise, record > 0, luck)
    missing = noise.police_birth_date_missing if agency == "police" else 0.0
    spoil_births(persons, noise, missing, luck)
    _place(persons, population, noise, agency, luck)
    return Roster(feed, persons)


def own_numbers(population: Population, feed: str, child: Ints, record: Ints) -> list[str]:
    """Give the agency's own number of each record; those of two agencies tell nothing together."""
    keys = population.column("id")[child] * _RECORDS + record
    size = population.plan.ids * _RECORDS
    shuffled = population.chance.shuffle(f"own {feed}", keys, size=size)
    return [f"{feed[0].upper()}{200_000 + number}" for number in shuffled.tolist()]


def spoil_names(persons: pd.DataFrame, noise: Noise, again: np.ndarray, luck: Draws) -> None:
    """Spell some names in another way, and most of those that are there for the second time."""
    names = {column: persons[column].to_numpy(dtype=object, copy=True)
             for column in ("forename", "surname")}  # fmt: skip
    for column, forms, share in (
        ("forename", NICKNAMES, noise.nickname),
        ("forename", SPELLINGS, noise.other_spelling),
        ("surname", SPELLINGS, noise.other_spelling),
    ):
        happens, which = luck.happens(np.where(again, 0.5, share)), luck.uniform()
        for row in np.flatnonzero(happens):
            found = forms.get(names[column][row])
            if found:
                names[column][row] = found[int(which[row] * len(found))]
    for column, spelt in names.items():
        happens = luck.happens(np.where(again, 0.35, noise.typo))
        where, slip, key = luck.uniform(), luck.uniform(), luck.uniform()
        for row in np.flatnonzero(happens):
            spelt[row] = mistype(str(spelt[row]), where=where[row], slip=slip[row], key=key[row])
        persons[column] = spelt
    other_way = luck.happens(noise.names_exchanged)
    forename = persons["forename"].where(~other_way, persons["surname"])
    persons["surname"] = persons["surname"].where(~other_way, persons["forename"])
    persons["forename"] = forename


def mistype(text: str, *, where: float, slip: float, key: float) -> str:
    """Give a text with one slip: a letter left out, doubled, replaced, or two exchanged."""
    if len(text) < 3:
        return text + text[-1]
    at = 1 + int(where * (len(text) - 2))
    kind = int(slip * 4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + _KEYS[int(key * 26)] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def spoil_births(persons: pd.DataFrame, noise: Noise, missing: float, luck: Draws) -> None:
    """Exchange day and month of some births, and leave out a share of all."""
    births = persons["birth"].to_numpy(dtype=object, copy=True)
    for row in np.flatnonzero(luck.happens(noise.swapped_birth_date)):
        births[row] = day_number(swap_day_and_month(to_date(int(births[row]))))
    gone = luck.happens(missing)
    persons["birth"] = pd.array(births, dtype="Int64")
    persons["birth"] = persons["birth"].mask(gone)


def swap_day_and_month(day: date) -> date:
    """Give the date with day and month exchanged, or the same where the day cannot be a month."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _place(
    persons: pd.DataFrame, population: Population, noise: Noise, agency: str, luck: Draws
) -> None:
    """Give each record the address its agency has: today's, or one of before."""
    old = luck.happens(noise.police_old_address if agency == "police" else noise.old_address)
    if noise.old_address and agency == "health":  # where its letters go
        old |= persons["at_old_address"].to_numpy()
    day = population.period.until - np.where(old, luck.integers(200, 1100), 0)
    at = address_at(population.addresses, persons["household"].to_numpy(), day)
    gone = luck.happens(noise.address_missing)
    persons["line"] = at["line"].mask(gone)
    persons["postcode"] = at["postcode"].mask(gone & luck.happens(0.5))
