"""Which entries lie before the birth of the child they are about, and which births cannot be right.

One wrong date of birth would set aside every entry of a child. So an entry is held against a date
of birth only if another entry, or the day the child joined a school, agrees with that date. Where
none does, the entries are kept and the date of birth is said to be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from expectations.comparing import DAYS_OF_PREGNANCY, is_before, look_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agencies.contract import Tables
    from expectations.rule import Check


@dataclass(frozen=True, kw_only=True)
class Births:
    """Where a feed holds births, and the entries that tell whether one can be right.

    Attributes:
        table: table of persons.
        dates: its columns with the birth; the first that is filled in counts.
        key: its columns by which entries name a person.
        entries: table → column of the day of the entry.
        named: column of the day → column that names the person, where that is not `key`.
    """

    table: str
    dates: tuple[str, ...]
    key: tuple[str, ...]
    entries: Mapping[str, str]
    named: Mapping[str, str] = field(default_factory=dict)

    def after_entry(self, *, days: int = DAYS_OF_PREGNANCY) -> Check:
        """Give the check that says which entries lie before the birth.

        Absent: missing where no entry of the child agrees with the birth.

        Args:
            days: how much earlier is right.
        """

        def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
            persons = tables[self.table]
            born = self._born(persons).mask(self._precedes_every_entry(tables).fillna(value=False))
            births = persons.assign(birth=born)
            return is_before(
                rows[column], look_up(rows, births, by=self._by(column), give="birth"), days=days
            )

        return check

    def after_every_entry(self) -> Check:
        """Give the check that says which persons were born over 40 weeks after all their entries.

        Absent: missing for a person without a birth or without an entry.
        """

        def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
            return self._precedes_every_entry({**tables, self.table: rows})

        return check

    def _by(self, column: str) -> dict[str, str]:
        if column in self.named:
            return {self.named[column]: self.key[0]}
        return {name: name for name in self.key}

    def _born(self, persons: pd.DataFrame) -> pd.Series:
        first, *others = (persons[date] for date in self.dates)
        for other in others:
            first = first.fillna(other)
        return first

    def _precedes_every_entry(self, tables: Tables) -> pd.Series:
        persons = tables[self.table]
        # Of a table that was not sent nothing is known; the others may still tell.
        parts = [self._latest(tables[t], day) for t, day in self.entries.items() if t in tables]
        if not parts:
            return pd.Series(pd.NA, index=persons.index, dtype="boolean")
        latest = pd.concat(parts).groupby(list(self.key))["day"].max().reset_index()
        by = {name: name for name in self.key}
        last = look_up(persons, latest, by=by, give="day")
        return is_before(last, self._born(persons), days=DAYS_OF_PREGNANCY)

    def _latest(self, entries: pd.DataFrame, column: str) -> pd.DataFrame:
        names = {**self._by(column), column: "day"}
        return entries[list(names)].rename(columns=names).dropna()


POLICE = Births(
    table="nominals", dates=("date_of_birth",), key=("nominal_id",),
    entries={
        "public_protection_notices": "created_date",
        "domestic_abuse_incidents": "incident_date",
        "missing_episodes": "reported_date",
    },
)  # fmt: skip

HEALTH = Births(
    table="patients", dates=("person_birth_date",), key=("local_patient_identifier",),
    entries={
        "ecds_attendances": "emergency_care_arrival_date",
        "csds_referrals": "referral_request_received_date",
        "csds_care_contacts": "care_contact_date",
        "csds_safeguarding_vulnerability": "start_date",
    },
)  # fmt: skip

CHILD_HEALTH_EVENTS = Births(
    table="children", dates=("birth_date",), key=("patient_id",),
    entries={
        "emergency_attendances": "arrival_date",
        "immunisations": "immunisation_date",
        "professional_contacts": "start_date",
        "referrals": "referral_date",
        "safeguarding_risks": "risk_date",
        "legal_information": "fact_date",
    },
)  # fmt: skip

# Pupils are numbered anew in each collection.
_COLLECTION = ("collection_year", "collection_term")

ON_ROLL = Births(
    table="pupilonroll", dates=("dob",), key=(*_COLLECTION, "pupilonrolltableid"),
    entries={"pupilonroll": "entrydate", "termlyexclusionsonroll": "startdate"},
)  # fmt: skip

OFF_ROLL = Births(
    table="pupilnolongeronroll", dates=("dob",), key=(*_COLLECTION, "pupilnolongeronrolltableid"),
    entries={"pupilnolongeronroll": "entrydate", "termlyexclusionsoffroll": "startdate"},
)  # fmt: skip

SOCIAL_CARE = Births(
    table="ssd_person", dates=("pers_dob", "pers_expected_dob"), key=("pers_person_id",),
    entries={
        "ssd_cin_episodes": "cine_referral_date",
        "ssd_contacts": "cont_contact_date",
        "ssd_cin_visits": "cinv_cin_visit_date",
        "ssd_cp_visits": "cppv_cp_visit_date",
    },
    named={
        "cine_referral_date": "cine_person_id",
        "cont_contact_date": "cont_person_id",
        "cinv_cin_visit_date": "cinv_person_id",
        "cppv_cp_visit_date": "cppv_person_id",
    },
)  # fmt: skip

ANNEX_A = Births(
    table="children", dates=("Date of Birth",), key=("Child Unique ID",),
    entries={
        "list_1": "Date of Contact",
        "list_2": "Assessment start date",
        "list_3": "Date of referral",
        "list_4": "Continuous Assessment Start Date",
        "list_5": "Strategy discussion initiating Section 47 Enquiry Start Date",
        "list_6": "CIN Start Date",
        "list_7": "Child Protection Plan Start Date",
        "list_8": "Date Started to be Looked After",
    },
)  # fmt: skip

LOOKED_AFTER = Births(
    table="header", dates=("DOB",), key=("CHILD",),
    entries={
        "episodes": "DECOM",
        "reviews": "REVIEW",
        "missing": "MIS_START",
        "social_worker": "SW_DECOM",
    },
)  # fmt: skip
