"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="SSD8935",
    says="No child has more than one child protection plan without an end.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_plans": "cppl_cp_plan_end_date"},
    action="warn",
    why="Children in need census, rule 8935. All are kept: nothing tells which is right.",
    check=several_open("cppl_person_id"),
    accepts={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            A              | 2025-05-01              | 2025-06-01
            A              | 2025-07-01              |
        """,
    },
    refuses={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date
          > A              | 2025-05-01
          > A              | 2025-07-01
        """,
    },
)
