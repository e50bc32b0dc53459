"""The health extract: emergency attendances, health visiting, school nursing, vulnerabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.health.ecds_csds_tables import (
    ILLNESS_COMPLAINTS,
    INJURY_COMPLAINTS,
    SAFEGUARDING_CONCERNS,
)  # fmt: skip
from simulator.community import make_community
from simulator.concerns import draw_days

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.identity import Roster
    from simulator.writing import Frames

FEED = "health/ecds_csds"
_SITES = ("XXE01", "XXE02", "XXE03")  # invented site codes
_ACCIDENTAL, _UNDETERMINED = "242056005", "269735005"
_DISCHARGED = "182992009"  # SNOMED CT: treatment completed
_ETHNIC = {
    "WBRI": "A", "WIRI": "B", "WIRT": "C", "WOTH": "C", "WROM": "C", "MWBC": "D", "MWBA": "E",
    "MWAS": "F", "MOTH": "G", "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M",
    "BAFR": "N", "BOTH": "P", "CHNE": "R", "OOTH": "S", "REFU": "Z", "NOBT": "99",
}  # fmt: skip


def make_health(setting: Setting, concerns: pd.DataFrame) -> tuple[Frames, Roster]:
    """Give the tables that health sends, with its own record of each child."""
    own = concerns[concerns["agency"] == "health"]
    attendances = setting.recorded(_attendances(setting, own), "attendances")
    requests, contacts = make_community(setting, own)
    requests = setting.recorded(requests, "requests")
    contacts = setting.recorded(contacts, "contacts")
    contacts = contacts[contacts["request"].isin(requests["request"])].reset_index(drop=True)
    marks = setting.recorded(own[own["kind"] == "vulnerability"], "marks")
    every = (attendances, requests, contacts, marks)
    roster = setting.roster(FEED, *(rows["child"] for rows in every))
    for number, rows in enumerate(every):
        rows["local_patient_identifier"] = roster.own_ids(rows, str(number), setting.population)
    frames = {
        "patients": _patients(setting, roster),
        "ecds_attendances": _ecds(setting, attendances),
        "csds_referrals": _referrals(setting, requests),
        "csds_care_contacts": _contacts(setting, contacts),
        "csds_safeguarding_vulnerability": pd.DataFrame(
            {
                "row_identifier": setting.numbers(marks, "S"),
                "local_patient_identifier": marks["local_patient_identifier"],
                "safeguarding_vulnerability_factor_type": setting.draws("factor", marks).pick(
                    ["01", "02", "03", "04"]
                ),
                "start_date": marks["day"],
                "recorded_date": marks["recorded_date"],
            }
        ),
    }
    return frames, roster


def _attendances(setting: Setting, own: pd.DataFrame) -> pd.DataFrame:
    """Give every emergency attendance: child, day, is_concern, injury."""
    p, parts = setting.parameters, []
    for a_year, ages in zip(p.emergency_a_year, ((0, 5), (5, 11), (11, 18)), strict=True):
        stage = f"emergency from {ages[0]}"
        drawn = draw_days(setting.population, stage, a_year=a_year, between=ages)
        luck = setting.draws(stage, drawn)
        drawn["is_concern"] = luck.happens(p.emergency_concern_share)
        drawn["injury"] = luck.happens(0.35)
        parts.append(drawn)
    concern = own.loc[own["kind"] == "emergency_concern", ["child", "day", "injury"]]
    parts.append(concern.assign(is_concern=True))
    return pd.concat(parts).sort_values(["child", "day"], kind="stable", ignore_index=True)


def _patients(setting: Setting, roster: Roster) -> pd.DataFrame:
    held, noise = roster.persons, setting.noise
    luck = setting.draws("patients", held)
    missing, wrong = (luck.happens(noise.nhs_number_missing), luck.happens(noise.nhs_number_wrong))
    death = held["death"].astype("Int64")
    number = held["nhs_number"].where(~wrong, held["nhs_number"].map(break_check_digit))
    return pd.DataFrame(
        {
            "local_patient_identifier": held["own_id"],
            "nhs_number": number.mask(missing),
            "nhs_number_status_indicator_code": np.where(missing, "07", "01"),
            "person_given_name": held["forename"],
            "person_family_name": held["surname"],
            "person_birth_date": held["birth"],
            "person_death_date": death.where(death <= setting.population.period.until),
            "person_stated_gender_code": held["sex"].map({"M": "1", "F": "2"}),
            "ethnic_category": held["ethnicity"].map(_ETHNIC),
            "postcode_of_usual_address": held["postcode"],
            "usual_address_line": held["line"],
        }
    )


def break_check_digit(number: str) -> str:
    """Give a number with its last digit one too high, which is never a right check digit."""
    return number[:9] + str((int(number[9]) + 1) % 10)


def _ecds(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    luck = setting.draws("emergency", rows)
    injuries, illnesses = list(INJURY_COMPLAINTS.codes), list(ILLNESS_COMPLAINTS.codes)
    injured = rows["injury"].astype(bool)
    concern = rows["is_concern"].astype(bool)
    intent = np.where(concern & luck.happens(0.5), _UNDETERMINED, _ACCIDENTAL)
    mark = luck.pick(list(SAFEGUARDING_CONCERNS.codes), [0.75, 0.2, 0.05])
    home = setting.population.column("home")[rows["child"]] % len(_SITES)
    site = np.where(luck.happens(0.2), luck.integers(0, len(_SITES)), home)
    return pd.DataFrame(
        {
            "emergency_care_attendance_identifier": setting.numbers(rows, "EA"),
            "local_patient_identifier": rows["local_patient_identifier"],
            "organisation_site_identifier_of_treatment": np.array(_SITES)[site],
            "emergency_care_arrival_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "chief_complaint": np.where(injured, luck.pick(injuries), luck.pick(illnesses)),
            "injury_date": rows["day"].where(injured),
            "injury_intent": pd.Series(intent).where(injured),
            "discharge_status": _DISCHARGED,
            "safeguarding_concern": pd.Series(mark).where(concern),
        }
    )


def _referrals(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "service_request_identifier": rows["request"],
            "local_patient_identifier": rows["local_patient_identifier"],
            "referral_request_received_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "source_of_referral_for_community": setting.draws("source", rows).pick(
                ["01", "03", "06"]
            ),
            "service_or_team_type": rows["service"],
            "service_discharge_date": _known(setting, rows["discharged"]),
        }
    )


def _known(setting: Setting, days: pd.Series) -> pd.Series:
    """Give days that have come by the last day."""
    there = days.astype("Int64")
    return there.where(there <= setting.population.period.until)


def _contacts(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    luck = setting.draws("contacts", rows)
    came = np.where(luck.happens(0.03), "4", luck.pick(["5", "6"], [0.92, 0.08]))
    status = rows["status"].where(rows["status"] != "", came)
    return pd.DataFrame(
        {
            "care_contact_identifier": setting.numbers(rows, "CC"),
            "service_request_identifier": rows["request"],
            "local_patient_identifier": rows["local_patient_identifier"],
            "care_contact_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "attended_or_did_not_attend_code": status,
            "care_professional_team_local_identifier": "HT" + rows["service"].astype("str"),
            "staff_local_identifier": [f"HS{n:03d}" for n in luck.integers(0, 120).tolist()],
        }
    )
