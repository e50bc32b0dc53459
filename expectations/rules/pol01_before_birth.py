"""A notice about somebody who is not conceived yet is about somebody else."""

from __future__ import annotations

from expectations.births import POLICE
from expectations.rule import Rule

RULE = Rule(
    code="POL01",
    says="No notice, incident or missing episode is dated more than 40 weeks before the birth of"
    " the child it is about.",
    agency="police",
    format="ppn",
    about=POLICE.entries,
    needs=("nominals",),
    action="quarantine",
    why="Ours, after children in need census rule 8606; a notice about an unborn child is kept."
    " Further back, the notice was put on the wrong child. Where no entry of the "
    "child agrees with the birth, the birth is what is wrong (POL11), and all are kept.",
    check=POLICE.after_entry(),
    accepts={
        "nominals": """
            nominal_id | date_of_birth
            N1         | 2024-06-01
            N2         |
        """,
        "public_protection_notices": """
            nominal_id | created_date
            N1         | 2023-08-26
            N2         | 2001-01-01
        """,
    },
    refuses={
        "nominals": """
            nominal_id | date_of_birth
            N1         | 2024-06-01
            N2         |
        """,
        "public_protection_notices": """
            nominal_id | created_date
          > N1         | 2023-08-25
            N1         | 2023-08-26
        """,
        "domestic_abuse_incidents": """
            nominal_id | incident_date
          > N1         | 2015-06-01
        """,
        "missing_episodes": """
            nominal_id | reported_date
          > N1         | 2015-06-01
        """,
    },
)
