"""How agencies write adults down: an officer at the door, and a worker who names a family.

Each adult has a number with an agency, or two by mistake; details come with the faults that
children's have. What is never asked is in no table, and only the truth knows of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.addresses import address_at
from simulator.adults import GRANDPARENT, LODGER, MOST_ADULTS, PARTNER
from simulator.casebook import MOST_ROWS, make_ids
from simulator.chance import occurrence
from simulator.identity import spoil_births, spoil_names
from simulator.population import MOST_SIBLINGS

if TYPE_CHECKING:
    from simulator.chance import Draws, Ints
    from simulator.extracts import Setting
    from simulator.identity import Roster

_DETAILS = ["forename", "surname", "birth", "sex"]
_RECORDS = 2  # of one adult with one agency, at most
_GENDERS = {"M": "Male", "F": "Female"}
_JOINED = (PARTNER, GRANDPARENT, LODGER)  # not parents, who stay parents when they move out


def persons_at_address(
    setting: Setting, entries: pd.DataFrame, feed: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the adults whom officers wrote down at a child's address, and who each row is about.

    Args:
        setting: the police's.
        entries: one row per entry, with child, day, recorded_date, kind, nominal_id, number and
            occurrence_id.
        feed: agency and format.
    """
    seen, noise = _seen(setting, entries), setting.noise
    luck = _draws(setting, "written", seen)
    old = luck.happens(noise.police_old_address)
    day = seen["day"].to_numpy() - np.where(old, luck.integers(200, 1100), 0)
    home = address_at(setting.population.addresses, seen["household"].to_numpy(), day)
    gone = luck.happens(noise.address_missing)
    rows = pd.DataFrame(
        {
            "row_id": setting.numbers(seen, "PA"),
            "occurrence_id": seen["occurrence_id"],
            "notice_id": seen["number"],
            "nominal_id": seen["nominal_id"],
            "adult_nominal_id": seen["own_id"].mask(luck.happens(noise.adult_number_missing)),
            "given_name": seen["forename"],
            "surname": seen["surname"],
            "date_of_birth": seen["birth"],
            "gender": seen["sex"].map(_GENDERS),
            "address_line": home["line"].mask(gone),
            "postcode": home["postcode"].mask(gone & luck.happens(0.5)),
            "seen_date": seen["day"],
            "recorded_date": seen["recorded_date"],
        }
    )
    row_id = rows["row_id"].astype("str")
    number = rows["adult_nominal_id"].astype("str").fillna("persons_at_address/" + row_id)
    truth = {"police/persons_at_address": row_id, feed: number}
    return rows, _whose(truth, seen["adult"])


def _seen(setting: Setting, entries: pd.DataFrame) -> pd.DataFrame:
    """Give the adults of entries who lived there on the day, as far as somebody wrote them down."""
    shares = entries["kind"].map(dict(setting.parameters.adults_written_down)).to_numpy("float64")
    asked = entries[setting.draws("adults asked", entries).happens(shares)]
    there = _with_adults(setting, asked)
    there = there[(there["from_day"] <= there["day"]) & (there["day"] < there["to_day"])]
    there = there.sort_values(["child", "day", "number", "adult"], ignore_index=True)
    met = _draws(setting, "seen", there).happens(setting.parameters.adult_seen_share)
    return _with_details(setting, there[met].reset_index(drop=True))


def named_adults(
    setting: Setting, about: pd.DataFrame, roster: Roster
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the adults whom social care names with a child, and who each row is about.

    Somebody who came when no entry followed is named nowhere, and somebody who left is still named
    until another entry. A parent who moves out stays named.

    Args:
        setting: social care's.
        about: child, day and recorded_date of every entry.
        roster: the children it holds.
    """
    named = _named(setting, about)
    rows = pd.DataFrame(
        {
            "nada_table_id": setting.numbers(named, "NA"),
            "nada_person_id": roster.own_ids(named, "named adults", setting.population),
            "nada_adult_id": named["own_id"],
            "nada_forename": named["forename"],
            "nada_surname": named["surname"],
            "nada_dob": named["birth"],
            "nada_sex": named["sex"],
            "nada_relationship": named["relationship"],
            "nada_lives_with_child": np.where(named["to_day"] > named["day"], "Y", "N"),
            "nada_start_date": named["day"],
            "nada_end_date": named["left"],
            "recorded_date": named["recorded_date"],
        }
    )
    truth = {"social_care/named_adults": rows["nada_table_id"], roster.feed: rows["nada_adult_id"]}
    return rows, _whose(truth, named["adult"])


def _named(setting: Setting, about: pd.DataFrame) -> pd.DataFrame:
    """Give children with the adults they are named with, and the entries that said so (`day`).

    `left` is the day of the entry from which somebody who had joined is known to live elsewhere.
    """
    entries = about.astype("int64").sort_values(["child", "day", "recorded_date"])
    met = _with_adults(setting, entries[["child"]].drop_duplicates())
    met = met[met["is_named"]].sort_values(["child", "adult"], ignore_index=True)
    after = _draws(setting, "named after", met).like("exponential", 1.0)
    late = np.where(met["kind"] == PARTNER, after * setting.parameters.partner_named_after_days, 0)
    asked = _next_entry(met, entries, met["from_day"].to_numpy() + late.astype("int64"))
    left = _next_entry(met, entries, met["to_day"].to_numpy())
    met = met.assign(day=asked["day"], recorded_date=asked["recorded_date"], left=left["day"])
    met = met[met["day"].notna()].astype({"day": "int64"})
    joined = met["kind"].isin(_JOINED)
    met["left"] = met["left"].where(joined)
    gone = joined & (met["day"] >= met["to_day"])
    return _with_details(setting, met[~gone].reset_index(drop=True))


def make_families(setting: Setting, roster: Roster) -> pd.DataFrame:
    """Give the children of each family, as the case system groups them: some are left on their own."""
    held = roster.persons
    alone = setting.draws("families", held).happens(setting.noise.siblings_not_grouped)
    home = setting.population.column("home")[held["child"]] * MOST_SIBLINGS * MOST_ROWS
    itself = held["id"].to_numpy() * MOST_ROWS + 1 + occurrence(held["child"].to_numpy())
    family = np.where(alone, itself, home)
    return pd.DataFrame(
        {
            "fami_table_id": setting.numbers(held, "FA"),
            "fami_family_id": make_ids(setting.population, "F", family),
            "fami_person_id": held["own_id"],
        }
    )


def _with_adults(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row about a `child` once for every adult that its household ever had."""
    household = setting.population.column("household")[rows["child"]]
    adults = setting.population.adults.drop(columns=["id", *_DETAILS])
    adults = adults.rename_axis("adult").reset_index()
    return rows.assign(household=household).merge(adults, on="household")


def _next_entry(rows: pd.DataFrame, entries: pd.DataFrame, day: Ints) -> pd.DataFrame:
    """Give the first entry about the child of each row from a day on; missing where none followed."""
    keys = entries["child"].to_numpy() * 10**8 + entries["day"].to_numpy() + 10**7
    wanted = rows["child"].to_numpy() * 10**8 + day + 10**7
    at = np.searchsorted(keys, wanted)
    child = np.append(entries["child"].to_numpy(), -1)[at]
    found = entries.astype("Int64").reindex(columns=["day", "recorded_date"])
    found = found.iloc[np.minimum(at, len(found) - 1)].reset_index(drop=True)
    return found.where(pd.Series(child == rows["child"].to_numpy()), pd.NA)


def _with_details(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows about an `adult` the number and details that the agency holds, or one of two."""
    adult = rows["adult"].to_numpy(dtype="int64")
    held = _hold(setting, np.unique(adult))
    first = np.searchsorted(held["adult"].to_numpy(), adult)
    last = np.searchsorted(held["adult"].to_numpy(), adult, side="right") - 1
    again = _draws(setting, "held twice", rows).happens(0.5)
    at = np.where(again, last, first)
    return pd.concat([rows, held[["own_id", *_DETAILS]].iloc[at].reset_index(drop=True)], axis=1)


def _hold(setting: Setting, known: Ints) -> pd.DataFrame:
    """Give an agency's records of adults: one each, and a second where one was made by mistake."""
    population, agency, noise = setting.population, setting.agency, setting.noise
    ids = population.adults["id"].to_numpy()
    luck = population.chance.draws(f"{agency} adults held twice", ids[known])
    adult = np.repeat(known, 1 + luck.happens(noise.adult_held_twice))
    record, ids = occurrence(adult), ids[adult]
    size = _RECORDS * MOST_ADULTS * population.plan.homes
    numbers = population.chance.shuffle(f"own {agency} adults", ids * _RECORDS + record, size=size)
    held = population.adults[_DETAILS].iloc[adult].reset_index(drop=True)
    held.insert(0, "adult", adult)
    held["own_id"] = [f"{agency[0].upper()}A{200_000 + number}" for number in numbers.tolist()]
    luck = population.chance.draws(f"{agency} adult details", ids, record)
    spoil_names(held, noise, record > 0, luck)
    is_police = agency == "police"
    missing = noise.police_birth_date_missing if is_police else noise.adult_birth_date_missing
    spoil_births(held, noise, missing, luck)
    return held


def _draws(setting: Setting, stage: str, rows: pd.DataFrame) -> Draws:
    """Give draws for an agency's rows, each about an `adult`."""
    ids = setting.population.adults["id"].to_numpy()[rows["adult"].to_numpy(dtype="int64")]
    name = f"{setting.agency} adults {stage}"
    return setting.population.chance.draws(name, ids, occurrence(ids))


def _whose(ids: dict[str, pd.Series], adult: pd.Series) -> pd.DataFrame:
    """Give who each row is about: `ids` has the row's own id and the adult's, by what is before it."""
    record, number = (f"{before}/" + own.astype("str") for before, own in ids.items())
    return pd.DataFrame({"source_record_id": record, "source_adult_id": number, "adult": adult})
