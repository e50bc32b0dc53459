"""The social care extract: the casebook as the case system sends it, with its record of each child."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.social_care.ssd_tables import TABLES
from simulator.addresses import split_lines
from simulator.adult_records import make_families, named_adults
from simulator.casebook import CHILD, DAY, KNOWN_AT_END
from simulator.extracts import Setting
from simulator.identity import BEFORE_BIRTH, Roster, own_numbers

if TYPE_CHECKING:
    from simulator.casebook import Casebook
    from simulator.workers import Teams
    from simulator.writing import Frames

FEED = "social_care/ssd"
_DISABILITIES = ("AUT", "LD", "MOB", "COMM", "BEH", "HEAR", "DDA")


def make_social_care(setting: Setting, book: Casebook) -> tuple[Frames, Roster]:
    """Give the tables that the case system sends, with its own record of each child."""
    held = {
        table.name: _held(setting, book.frame(table.name), table.name)
        for table in TABLES
        if table.name in book.rows
    }
    held = {name: rows for name, rows in held.items() if not rows.empty}
    nobody = pd.DataFrame({CHILD: [], DAY: [], "recorded_date": []}, dtype="int64")
    about = [rows[[CHILD, DAY, "recorded_date"]] for rows in held.values()]
    about = pd.concat([nobody, *about]).rename(columns={CHILD: "child", DAY: "day"})
    roster = _with_unborn(setting, setting.roster(FEED, about["child"]), about)
    frames: Frames = {"ssd_address": _addresses(setting, about, roster)}
    for table in TABLES:
        rows = held.get(table.name)
        if rows is not None and table.person_column:
            named = rows.rename(columns={CHILD: "child", DAY: "day"})
            rows[table.person_column] = roster.own_ids(named, table.name, setting.population)
            frames[table.name] = rows.drop(columns=[CHILD, DAY])
    _meet_twice(frames)
    frames |= _identity(setting, roster)
    frames["ssd_family"] = make_families(setting, roster)
    frames["named_adults"], adults = named_adults(setting, about, roster)
    roster = replace(roster, adults=adults)
    return {table.name: frames.get(table.name, _no_rows(table.name)) for table in TABLES}, roster


def make_departments(teams: Teams) -> pd.DataFrame:
    """Give the names of the teams."""
    return pd.DataFrame(
        {
            "dept_team_id": [team.id for team in teams.all],
            "dept_team_name": [team.name for team in teams.all],
            "dept_team_parent_id": "D1",
            "dept_team_parent_name": "Children and families",
        }
    )


def _with_unborn(setting: Setting, roster: Roster, about: pd.DataFrame) -> Roster:
    """Give the roster with records that were made before birth and never joined to the later one."""
    population, held = setting.population, roster.persons
    early = about["day"] < population.column("birth")[about["child"]]
    first = held[held["record"] == 0]
    born = population.column("birth")[first["child"]] <= population.period.until
    luck = setting.draws("records before birth", first)
    kept = luck.happens(setting.noise.unborn_record_kept)
    expected = luck.integers(-10, 11)
    is_kept = first["child"].isin(about.loc[early, "child"]) & born & kept
    unborn = first[is_kept].reset_index(drop=True)
    child = unborn["child"].to_numpy()
    unborn["record"] = BEFORE_BIRTH
    unborn["own_id"] = own_numbers(population, FEED, child, unborn["record"].to_numpy())
    unborn["birth"] = unborn["birth"] + expected[is_kept.to_numpy()]
    unborn["surname"] = unborn["guardian_surname"]
    persons = pd.concat([held, unborn]).sort_values(["child", "record"], ignore_index=True)
    return Roster(roster.feed, persons)


def _no_rows(name: str) -> pd.DataFrame:
    table = next(table for table in TABLES if table.name == name)
    return pd.DataFrame({column.name: pd.Series(dtype="object") for column in table.columns})


def _held(setting: Setting, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give the rows held by the last day, as they looked then: what ends later is still open."""
    rows = rows.rename(columns={DAY: "day", CHILD: "child"})
    rows = setting.recorded(rows, name).rename(columns={"day": DAY, "child": CHILD})
    table = next(table for table in TABLES if table.name == name)
    until = setting.population.period.until
    for column in table.columns:
        if column.type == "date" and column.name in rows and not column.is_recorded_date:
            days = rows[column.name].astype("Int64")
            booked = column.name.endswith(("_due", "_target_date", "_icpc_date"))
            rows[column.name] = days if booked else days.mask(days > until)
    for cell, end in KNOWN_AT_END.items():
        if cell in rows:
            rows[cell] = rows[cell].where(rows[end].notna() & (rows[end] <= until))
    return rows


def _meet_twice(frames: Frames) -> None:
    """Keep a referral and what follows from it with one of two records of a child."""
    referrals = frames.get("ssd_cin_episodes")
    if referrals is None:
        return
    whose = dict(zip(referrals["cine_referral_id"], referrals["cine_person_id"], strict=True))
    for table in TABLES:
        rows = frames.get(table.name)
        link = next((c.name for c in table.columns if c.name.endswith("_referral_id")), None)
        if rows is None or link is None or table.name == "ssd_cin_episodes" or link not in rows:
            continue
        person = str(table.person_column)
        rows[person] = rows[link].map(whose).fillna(rows[person])


def _addresses(setting: Setting, about: pd.DataFrame, roster: Roster) -> pd.DataFrame:
    """Give where each child lived, as far as anyone asked while the child was known."""
    period = setting.population.period
    known = about.groupby("child")["day"].agg(["min", "max"]).reset_index()
    persons = roster.persons[["own_id", "child", "record", "household", "birth"]]
    persons = persons[persons["record"] != BEFORE_BIRTH].merge(known, on="child")
    stays = persons.merge(setting.population.addresses, on="household")
    asked_from, asked_to = stays["min"] - 400, stays["max"] + 60
    met = (stays["to_day"] > asked_from) & (stays["from_day"] <= asked_to)
    born = stays["to_day"] > stays["birth"].fillna(0)
    stays = stays[met & born & (stays["from_day"] <= period.until)].copy()
    stays["from_day"] = np.maximum(stays["from_day"], stays["birth"].fillna(0).astype("int64"))
    stays["from_day"] = np.minimum(stays["from_day"], period.until)
    stays["day"] = np.maximum(stays["from_day"], stays["min"])
    stays = setting.recorded(stays, "addresses")
    # Who has two records has the same stays in both; the last one told is taken as home.
    following = stays.sort_values(["own_id", "from_day"]).groupby("own_id")["from_day"].shift(-1)
    stays["until"] = following.reindex(stays.index).astype("Int64")
    numbers, streets = split_lines(stays["line"])
    blank = dict.fromkeys(("ROOM", "FLOOR", "FLAT", "BUILDING"), "")
    return pd.DataFrame(
        {
            "addr_table_id": setting.numbers(stays, "B"),
            "addr_address_json": [
                json.dumps({**blank, "HOUSE": number, "STREET": street, "TOWN": "", "UPRN": "",
                            "EASTING": "", "NORTHING": ""})
                for number, street in zip(numbers, streets, strict=True)
            ],
            "addr_person_id": stays["own_id"],
            "addr_address_type": "Home",
            "addr_address_start_date": stays["from_day"],
            "addr_address_end_date": stays["until"],
            "addr_address_postcode": stays["postcode"],
            "recorded_date": stays["recorded_date"],
        }
    )  # fmt: skip


def _identity(setting: Setting, roster: Roster) -> Frames:
    """Give persons, the numbers of other systems, and disabilities."""
    held, noise, until = roster.persons, setting.noise, setting.population.period.until
    luck = setting.draws("numbers", held)
    unborn = (held["birth"] > until).fillna(value=False) | (held["record"] == BEFORE_BIRTH)
    age = ((until - held["birth"].fillna(0)) / 365.25).mask(unborn, 0)
    has_nhs = ~unborn & luck.happens(noise.nhs_number_in_social_care)
    has_upn = (age >= 5) & luck.happens(noise.upn_in_social_care)
    death = held["death"].astype("Int64")
    persons = pd.DataFrame(
        {
            "pers_person_id": held["own_id"],
            "pers_forename": held["forename"].mask(unborn),
            "pers_surname": held["surname"],
            "pers_sex": held["sex"].mask(unborn, "U"),
            "pers_ethnicity": held["ethnicity"].mask(unborn, "NOBT"),
            "pers_dob": held["birth"].mask(unborn),
            "pers_common_child_id": held["nhs_number"].where(has_nhs),
            "pers_upn_unknown": pd.Series(np.where(age >= 5, "UN4", "UN1")).mask(has_upn),
            "pers_send_flag": np.where(held["is_disabled"], "Y", "N"),
            "pers_expected_dob": held["birth"].where(unborn),
            "pers_death_date": death.where((death <= until) & ~unborn),
        }
    )
    with_upn = held[has_upn].reset_index(drop=True)
    disabled = held[held["is_disabled"]].reset_index(drop=True)
    return {
        "ssd_person": persons,
        "ssd_linked_identifiers": pd.DataFrame(
            {
                "link_table_id": setting.numbers(with_upn, "U"),
                "link_person_id": with_upn["own_id"],
                "link_identifier_type": "Unique Pupil Number",
                "link_identifier_value": with_upn["upn"],
            }
        ),
        "ssd_disability": pd.DataFrame(
            {
                "disa_person_id": disabled["own_id"],
                "disa_table_id": setting.numbers(disabled, "Z"),
                "disa_disability_code": setting.draws("disabilities", disabled).pick(_DISABILITIES),
            }
        ),
    }
