"""Health visiting starts in pregnancy, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import DAYS_OF_PREGNANCY, Rule, is_before, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PATIENT = "local_patient_identifier"


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    born = look_up(rows, tables["patients"], by={_PATIENT: _PATIENT}, give="person_birth_date")
    return is_before(rows[column], born, days=DAYS_OF_PREGNANCY)


RULE = Rule(
    code="HLT02",
    says="No community referral, appointment or vulnerability is dated more than 40 weeks before "
    "the child’s birth.",
    agency="health",
    format="ecds_csds",
    dates={
        "csds_referrals": "referral_request_received_date",
        "csds_care_contacts": "care_contact_date",
        "csds_safeguarding_vulnerability": "start_date",
    },
    needs=("patients",),
    action="quarantine",
    why="Ours, after children in need census rule 8606; visits in pregnancy are kept. Further back, "
    "the row is about another person, or one of the two dates is wrong.",
    check=_check,
)
