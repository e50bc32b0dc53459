"""A child has one child protection plan at a time."""

from __future__ import annotations

from expectations.comparing import overlaps
from expectations.rule import Rule

RULE = Rule(
    code="SSD8940",
    says="No child protection plan starts while another of the child runs.",
    agency="social_care",
    format="ssd",
    about={"ssd_cp_plans": "cppl_cp_plan_start_date"},
    action="warn",
    why="Children in need census, rule 8940. All are kept: nothing tells which is right.",
    check=overlaps("cppl_person_id", end="cppl_cp_plan_end_date", shared_day=True),
    accepts={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            A              | 2025-05-01              | 2025-06-01
            A              | 2025-06-02              |
        """,
    },
    refuses={
        "ssd_cp_plans": """
            cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
            A              | 2025-05-01              | 2025-06-01
          > A              | 2025-06-01              |
        """,
    },
)
