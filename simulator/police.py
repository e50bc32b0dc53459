"""The police extract: notices, domestic abuse incidents, missing episodes, and adults at home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.adult_records import persons_at_address
from simulator.names import TOWNS

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.identity import Roster
    from simulator.writing import Frames

FEED = "police/ppn"
_STATIONS = tuple(f"{town} station" for town in TOWNS[:4])
_CONCERNS = ("neglect", "physical_harm", "emotional_harm", "sexual_harm", "exploitation", "other")
_CONCERN_SHARES = (0.30, 0.20, 0.24, 0.06, 0.10, 0.10)
_GENDERS = {"M": "Male", "F": "Female"}
_SHARING_RECORDED = 0.85  # officers tell others more often than the form says


def make_police(setting: Setting, concerns: pd.DataFrame) -> tuple[Frames, Roster]:
    """Give the tables that the force sends, with its own record of each child."""
    rows = setting.recorded(concerns[concerns["agency"] == "police"], "rows")
    rows = pd.concat([rows, _dealt_with(setting, rows)], axis=1)
    roster = setting.roster(FEED, rows["child"])
    rows["nominal_id"] = roster.own_ids(rows, "rows", setting.population)
    frames = {
        "nominals": _nominals(roster),
        "public_protection_notices": _notices(setting, rows[rows["kind"] == "notice"]),
        "domestic_abuse_incidents": _incidents(setting, rows[rows["kind"] == "domestic_abuse"]),
        "missing_episodes": _missing(setting, rows[rows["kind"] == "missing"]),
    }
    written, adults = persons_at_address(setting, _numbered(rows, frames), FEED)
    frames["persons_at_address"] = written
    return frames, replace(roster, adults=adults)


def _numbered(rows: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """Give entries with the numbers they have in their tables."""
    notices = frames["public_protection_notices"]
    incidents, missing = (frames["domestic_abuse_incidents"], frames["missing_episodes"])
    numbers = [notices["notice_id"], incidents["incident_id"], missing["episode_id"]]
    return rows.assign(
        number=pd.concat(numbers), occurrence_id=notices["occurrence_id"].reindex(rows.index)
    )


def _nominals(roster: Roster) -> pd.DataFrame:
    held = roster.persons
    return pd.DataFrame(
        {
            "nominal_id": held["own_id"],
            "given_name": held["forename"],
            "surname": held["surname"],
            "date_of_birth": held["birth"],
            "gender": held["sex"].map(_GENDERS),
            "address_line": held["line"],
            "postcode": held["postcode"],
            "guardian_given_name": held["guardian_forename"],
            "guardian_surname": held["guardian_surname"],
            "guardian_relationship": "Mother",
            "telephone": held["telephone"],
        }
    )


def _dealt_with(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    luck = setting.draws("dealt with", rows)
    written = rows["told"] & luck.happens(_SHARING_RECORDED)
    # Operation Encompass: schools are told of domestic abuse before the next school day.
    school = ~rows["told"] & (rows["kind"] == "domestic_abuse") & luck.happens(0.12)
    closed = np.where(rows["is_nfa"], "no_further_action", "ongoing")
    told = pd.Series(np.where(written, "social_care", np.where(school, "education", "")))
    day = np.where(written, rows["told_day"], rows["day"] + 1)
    # A row that a later day fills is sent as it was on the last day.
    known = (told != "") & (day <= setting.population.period.until)
    return pd.DataFrame(
        {
            "station": luck.pick(_STATIONS),
            "risk_grade": luck.pick(["standard", "medium", "high"], [0.6, 0.3, 0.1]),
            "outcome": np.where(rows["told"], "notice_sent", closed),
            "officer_ref": [f"PC{n:04d}" for n in luck.integers(0, 400).tolist()],
            "shared_with": told.where(known),
            "shared_date": pd.Series(day).where(known),
        }
    )


def _notices(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    luck = setting.draws("notices", rows)
    concern = luck.pick(_CONCERNS, _CONCERN_SHARES)
    return pd.DataFrame(
        {
            "notice_id": setting.numbers(rows, "PN"),
            "occurrence_id": setting.numbers(rows, "OC"),
            "nominal_id": rows["nominal_id"],
            "created_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "station": rows["station"],
            "role": luck.pick(["subject", "victim", "witness", "at_locus"], [0.4, 0.2, 0.2, 0.2]),
            "concern_type": np.where(rows["injury"], "physical_harm", concern),
            "injury_reported": np.where(rows["injury"], "Y", "N"),
            "risk_grade": rows["risk_grade"],
            "raised_by": luck.pick(["officer", "family", "public", "agency"],
                                   [0.55, 0.18, 0.15, 0.12]),
            "outcome": rows["outcome"],
            "officer_ref": rows["officer_ref"],
            "shared_with": rows["shared_with"],
            "shared_date": rows["shared_date"],
        }
    )  # fmt: skip


def _incidents(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    present = np.where(setting.draws("incidents", rows).happens(0.7), "Y", "N")
    shared = ["recorded_date", "risk_grade", "outcome", "officer_ref", "station", "shared_with",
              "shared_date"]  # fmt: skip
    return rows[["nominal_id", *shared]].assign(
        incident_id=setting.numbers(rows, "D"), incident_date=rows["day"], child_present=present
    )


def _missing(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    found = rows["day"] + setting.draws("found", rows).integers(0, 4)
    shared = ["recorded_date", "outcome", "officer_ref", "station", "shared_with", "shared_date"]
    return rows[["nominal_id", *shared]].assign(
        episode_id=setting.numbers(rows, "PM"),
        reported_date=rows["day"],
        found_date=found.where(found <= setting.population.period.until),
    )
