"""An attendance or appointment after the child’s death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule, is_after, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PATIENT = "local_patient_identifier"


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    died = look_up(rows, tables["patients"], by={_PATIENT: _PATIENT}, give="person_death_date")
    return is_after(rows[column], died)


RULE = Rule(
    code="HLT04",
    says="No emergency attendance or community appointment is dated after the child’s death.",
    agency="health",
    format="ecds_csds",
    dates={
        "ecds_attendances": "emergency_care_arrival_date",
        "csds_care_contacts": "care_contact_date",
    },
    needs=("patients",),
    action="warn",
    why="Ours. Appointments booked earlier stay in the system, and a wrong date of death must not "
    "hide a living child, so the row is kept.",
    check=_check,
)
