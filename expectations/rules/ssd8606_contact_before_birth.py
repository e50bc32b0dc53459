"""Nobody is worried about a child before anybody can know that there will be one."""

from __future__ import annotations

from expectations.births import SOCIAL_CARE
from expectations.rule import Rule

RULE = Rule(
    code="SSD8606",
    says="No contact, referral or visit is dated more than 40 weeks before the child’s birth or "
    "due date.",
    agency="social_care",
    format="ssd",
    about=SOCIAL_CARE.entries,
    needs=("ssd_person",),
    action="quarantine",
    why="Children in need census, rule 8606. The same holds for contacts and visits. The entry "
    "is about another person. Where no entry of the child agrees with the birth, the birth is what "
    "is wrong (SSD13), and all are kept.",
    check=SOCIAL_CARE.after_entry(),
    accepts={
        "ssd_person": """
            pers_person_id | pers_dob   | pers_expected_dob
            A              | 2024-06-01 |
            B              |            | 2026-06-01
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
            A              | 2023-08-26
            B              | 2025-09-01
        """,
        "ssd_cp_visits": """
            cppv_person_id | cppv_cp_visit_date
            B              | 2025-12-01
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_dob
            A              | 2024-06-01
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
          > A              | 2023-08-25
            A              | 2023-08-26
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_date
          > A              | 2023-08-25
        """,
        "ssd_cin_visits": """
            cinv_person_id | cinv_cin_visit_date
          > A              | 2023-08-25
        """,
        "ssd_cp_visits": """
            cppv_person_id | cppv_cp_visit_date
          > A              | 2023-08-25
        """,
    },
)
