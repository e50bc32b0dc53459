"""A child cannot be brought to an emergency department before they are born."""

from __future__ import annotations

from expectations.rule import Rule, before_its

_PATIENT = "local_patient_identifier"


RULE = Rule(
    code="HLT01",
    says="No emergency attendance is dated before the child’s birth.",
    agency="health",
    format="ecds_csds",
    dates={"ecds_attendances": "emergency_care_arrival_date"},
    needs=("patients",),
    action="quarantine",
    why="Ours. The attendance may be the mother’s, or one of the two dates is wrong.",
    check=before_its("patients", by={_PATIENT: _PATIENT}, date="person_birth_date"),
)
