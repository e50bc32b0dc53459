"""One attendance, one row."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

_SAME = (
    "local_patient_identifier",
    "organisation_site_identifier_of_treatment",
    "emergency_care_arrival_date",
    "chief_complaint",
)


RULE = Rule(
    code="HLT10",
    says="No child attends one site twice on a day with the same complaint.",
    agency="health",
    format="ecds_csds",
    about={"ecds_attendances": "emergency_care_arrival_date"},
    action="warn",
    why="Ours. Both are kept: a child may be brought back the same evening.",
    check=each_row(
        lambda rows: is_one_of_several(rows, _SAME, where=rows["chief_complaint"].notna())
    ),
    accepts={
        "ecds_attendances": """
            emergency_care_attendance_identifier | local_patient_identifier | organisation_site_identifier_of_treatment | emergency_care_arrival_date | chief_complaint
            1                                    | N1                       | RX1                                       | 2025-06-01                  | 271807003
            2                                    | N1                       | RX2                                       | 2025-06-01                  | 271807003
        """,
    },
    refuses={
        "ecds_attendances": """
            emergency_care_attendance_identifier | local_patient_identifier | organisation_site_identifier_of_treatment | emergency_care_arrival_date | chief_complaint
          > 1                                    | N1                       | RX1                                       | 2025-06-01                  | 271807003
          > 2                                    | N1                       | RX1                                       | 2025-06-01                  | 271807003
        """,
    },
)
