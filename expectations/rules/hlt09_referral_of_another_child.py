"""An appointment and the referral it belongs to are about one child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    patient = "local_patient_identifier"
    theirs = look_up(rows, tables["csds_referrals"], by={column: column}, give=patient)
    return (rows[patient] != theirs).astype("boolean").mask(theirs.isna())


RULE = Rule(
    code="HLT09",
    says="No community appointment is about another child than its referral.",
    agency="health",
    format="ecds_csds",
    about={"csds_care_contacts": "service_request_identifier"},
    needs=("csds_referrals",),
    action="warn",
    why="Ours. The row is kept under the child it names: one child registered twice looks the "
    "same, and linkage tells the two apart.",
    check=_check,
    accepts={
        "csds_referrals": """
            service_request_identifier | local_patient_identifier
            S1                         | N1
        """,
        "csds_care_contacts": """
            service_request_identifier | local_patient_identifier
            S1                         | N1
        """,
    },
    refuses={
        "csds_referrals": """
            service_request_identifier | local_patient_identifier
            S1                         | N1
        """,
        "csds_care_contacts": """
            service_request_identifier | local_patient_identifier
          > S1                         | N2
        """,
    },
)
