"""The conference follows the enquiry."""

from __future__ import annotations

from expectations.comparing import before_its
from expectations.rule import Rule

RULE = Rule(
    code="SSD8615",
    says="No initial child protection conference is held before the section 47 enquiry it "
    "followed.",
    agency="social_care",
    format="ssd",
    about={"ssd_initial_cp_conference": "icpc_icpc_date"},
    needs=("ssd_s47_enquiry",),
    action="warn",
    why="Children in need census, rule 8615. The row is kept: that people met about the child "
    "must not be lost over a date.",
    check=before_its(
        "ssd_s47_enquiry",
        by={"icpc_s47_enquiry_id": "s47e_s47_enquiry_id"},
        date="s47e_s47_start_date",
    ),
    accepts={
        "ssd_s47_enquiry": """
            s47e_s47_enquiry_id | s47e_s47_start_date
            E1                  | 2025-05-12
        """,
        "ssd_initial_cp_conference": """
            icpc_s47_enquiry_id | icpc_icpc_date
            E1                  | 2025-06-02
        """,
    },
    refuses={
        "ssd_s47_enquiry": """
            s47e_s47_enquiry_id | s47e_s47_start_date
            E1                  | 2025-05-12
        """,
        "ssd_initial_cp_conference": """
            icpc_s47_enquiry_id | icpc_icpc_date
          > E1                  | 2025-05-11
        """,
    },
)
