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
from simulator.concerns import draw_days

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.identity import Roster
    from simulator.writing import Frames

FEED = "health/ecds_csds"
_SITES = ("XXE01", "XXE02", "XXE03")  # invented site codes
_ACCIDENTAL, _UNDETERMINED = "242056005", "269735005"
_DISCHARGED = "182992009"  # SNOMED CT: treatment completed
# Healthy Child Programme reviews: days after birth of the four that follow birth.
_REVIEW_DAYS = (12, 49, 310, 790)
_HEALTH_VISITING, _SCHOOL_NURSING, _PAEDIATRICS = "16", "17", "20"
_ETHNIC = {
    "WBRI": "A", "WIRI": "B", "WIRT": "C", "WOTH": "C", "WROM": "C", "MWBC": "D", "MWBA": "E",
    "MWAS": "F", "MOTH": "G", "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M",
    "BAFR": "N", "BOTH": "P", "CHNE": "R", "OOTH": "S", "REFU": "Z", "NOBT": "99",
}  # fmt: skip


def make_health(setting: Setting, concerns: pd.DataFrame) -> tuple[Frames, Roster]:
    """Give the tables that health sends, with its own record of each child."""
    own = concerns[concerns["agency"] == "health"]
    attendances = setting.recorded(_attendances(setting, own), agency="health")
    requests, contacts = _community(setting, own)
    requests = setting.recorded(requests, agency="health")
    contacts = setting.recorded(contacts, agency="health")
    contacts = contacts[contacts["request"].isin(requests["request"])].reset_index(drop=True)
    marks = setting.recorded(own[own["kind"] == "vulnerability"], agency="health")
    every = (attendances, requests, contacts, marks)
    roster = setting.roster(FEED, *(rows["child"] for rows in every))
    for rows in every:
        rows["local_patient_identifier"] = roster.own_ids(rows["child"], setting.rng)
    frames = {
        "patients": _patients(setting, roster),
        "ecds_attendances": _ecds(setting, attendances),
        "csds_referrals": _referrals(setting, requests),
        "csds_care_contacts": _contacts(setting, contacts),
        "csds_safeguarding_vulnerability": pd.DataFrame(
            {
                "row_identifier": setting.numbers(marks, "S"),
                "local_patient_identifier": marks["local_patient_identifier"],
                "safeguarding_vulnerability_factor_type": setting.rng.choice(
                    ["01", "02", "03", "04"], size=len(marks)
                ),
                "start_date": marks["day"],
                "recorded_date": marks["recorded_date"],
            }
        ),
    }
    return frames, roster


def _attendances(setting: Setting, own: pd.DataFrame) -> pd.DataFrame:
    """Give every emergency attendance: child, day, is_concern, injury."""
    p, rng = setting.parameters, setting.rng
    parts = []
    for a_year, ages in zip(p.emergency_a_year, ((0, 5), (5, 11), (11, 18)), strict=True):
        drawn = draw_days(setting.population, a_year=a_year, ages=ages, rng=rng)
        drawn["is_concern"] = rng.random(len(drawn)) < p.emergency_concern_share
        drawn["injury"] = rng.random(len(drawn)) < 0.35
        parts.append(drawn)
    concern = own.loc[own["kind"] == "emergency_concern", ["child", "day", "injury"]]
    parts.append(concern.assign(is_concern=True))
    return pd.concat(parts).sort_values(["child", "day"], kind="stable", ignore_index=True)


def _community(setting: Setting, own: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give requests (child, day, request, service) and contacts (…, request, brought)."""
    p, rng, period = setting.parameters, setting.rng, setting.population.period
    birth = setting.population.children["birth"].to_numpy()
    young = np.flatnonzero((birth > period.start - 800) & (birth <= period.until - 5))
    visiting = pd.DataFrame({"child": young, "day": np.maximum(birth[young] + 5, period.start)})
    nursing = draw_days(setting.population, a_year=p.school_nurse_a_year, ages=(5, 17), rng=rng)
    missed = own.loc[own["kind"] == "not_brought", ["child", "day"]]
    clinic = missed.assign(missed_day=missed["day"], day=missed["day"] - 20)
    clinic["day"] = np.maximum(np.maximum(clinic["day"], birth[clinic["child"]]), period.start)
    services = ((visiting, _HEALTH_VISITING), (nursing, _SCHOOL_NURSING), (clinic, _PAEDIATRICS))
    requests = pd.concat([rows.assign(service=code) for rows, code in services], ignore_index=True)
    requests["request"] = np.arange(len(requests))
    reviews = requests[requests["service"] == _HEALTH_VISITING]
    contacts = [
        reviews.assign(
            day=birth[reviews["child"]] + after + rng.integers(-3, 20, size=len(reviews)),
            brought=rng.random(len(reviews)) >= p.not_brought_share,
        )
        for after in _REVIEW_DAYS
    ]
    nurse = requests[requests["service"] == _SCHOOL_NURSING]
    seen = nurse["day"] + rng.integers(5, 40, size=len(nurse))
    brought = rng.random(len(nurse)) >= 2 * p.not_brought_share
    contacts.append(nurse.assign(day=seen, brought=brought))
    late = requests[requests["service"] == _PAEDIATRICS]
    contacts.append(late.assign(day=late["missed_day"].astype("int64"), brought=False))
    every = pd.concat(contacts, ignore_index=True)
    every = every[every["day"] >= period.start].sort_values(["request", "day"], ignore_index=True)
    return requests, every


def _patients(setting: Setting, roster: Roster) -> pd.DataFrame:
    held, noise, rng = roster.persons, setting.noise, setting.rng
    missing = rng.random(len(held)) < noise.nhs_number_missing
    wrong = rng.random(len(held)) < noise.nhs_number_wrong
    number = held["nhs_number"].where(~wrong, held["nhs_number"].map(break_check_digit))
    return pd.DataFrame(
        {
            "local_patient_identifier": held["own_id"],
            "nhs_number": number.mask(missing),
            "nhs_number_status_indicator_code": np.where(missing, "07", "01"),
            "person_given_name": held["forename"],
            "person_family_name": held["surname"],
            "person_birth_date": held["birth"],
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
    rng, count = setting.rng, len(rows)
    injuries, illnesses = list(INJURY_COMPLAINTS.codes), list(ILLNESS_COMPLAINTS.codes)
    injured = rows["injury"].astype(bool)
    concern = rows["is_concern"].astype(bool)
    intent = np.where(concern & (rng.random(count) < 0.5), _UNDETERMINED, _ACCIDENTAL)
    mark = rng.choice(list(SAFEGUARDING_CONCERNS.codes), size=count, p=[0.75, 0.2, 0.05])
    home = setting.population.children["household"].to_numpy()[rows["child"]] % len(_SITES)
    elsewhere = rng.random(count) < 0.2
    site = np.where(elsewhere, rng.integers(0, len(_SITES), size=count), home)
    return pd.DataFrame(
        {
            "emergency_care_attendance_identifier": setting.numbers(rows, "A"),
            "local_patient_identifier": rows["local_patient_identifier"],
            "organisation_site_identifier_of_treatment": np.array(_SITES)[site],
            "emergency_care_arrival_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "chief_complaint": np.where(
                injured, rng.choice(injuries, size=count), rng.choice(illnesses, size=count)
            ),
            "injury_date": rows["day"].where(injured),
            "injury_intent": pd.Series(intent).where(injured),
            "discharge_status": _DISCHARGED,
            "safeguarding_concern": pd.Series(mark).where(concern),
        }
    )


def _referrals(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "service_request_identifier": "R" + rows["request"].astype("str"),
            "local_patient_identifier": rows["local_patient_identifier"],
            "referral_request_received_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "source_of_referral_for_community": setting.rng.choice(
                ["01", "03", "06"], size=len(rows)
            ),
            "service_or_team_type": rows["service"],
        }
    )


def _contacts(setting: Setting, rows: pd.DataFrame) -> pd.DataFrame:
    rng, count = setting.rng, len(rows)
    came = rng.choice(["5", "6"], size=count, p=[0.92, 0.08])
    moved = rng.random(count) < 0.03
    status = np.where(rows["brought"].astype(bool), np.where(moved, "4", came), "3")
    return pd.DataFrame(
        {
            "care_contact_identifier": setting.numbers(rows, "K"),
            "service_request_identifier": "R" + rows["request"].astype("str"),
            "local_patient_identifier": rows["local_patient_identifier"],
            "care_contact_date": rows["day"],
            "recorded_date": rows["recorded_date"],
            "attended_or_did_not_attend_code": status,
            "care_professional_team_local_identifier": "HT" + rows["service"].astype("str"),
            "staff_local_identifier": [f"HS{n:03d}" for n in rng.integers(0, 120, size=count)],
        }
    )
