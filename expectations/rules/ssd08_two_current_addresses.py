"""A child lives at one address at a time."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="SSD08",
    says="No child has more than one address of a kind without a last day.",
    agency="social_care",
    format="ssd",
    about={"ssd_address": "addr_address_end_date"},
    action="warn",
    why="Ours. All are kept: linkage compares with each of them.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows,
            ["addr_person_id", "addr_address_type"],
            where=rows["addr_address_end_date"].isna(),
        )
    ),
    accepts={
        "ssd_address": """
            addr_person_id | addr_address_type | addr_address_end_date
            A              | HOME              | 2025-05-01
            A              | HOME              |
            A              | PLACEMENT         |
        """,
    },
    refuses={
        "ssd_address": """
            addr_person_id | addr_address_type
          > A              | HOME
          > A              | HOME
        """,
    },
)
