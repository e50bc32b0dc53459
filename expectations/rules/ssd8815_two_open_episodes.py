"""A child has one episode at a time."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="SSD8815",
    says="No child has more than one open episode from a referral that went on.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_close_date"},
    action="warn",
    why="Children in need census, rule 8815. All are kept: nothing tells which is right.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows,
            ["cine_person_id"],
            where=rows["cine_close_date"].isna() & ~rows["cine_referral_nfa"],
        )
    ),
    accepts={
        "ssd_cin_episodes": """
            cine_person_id | cine_close_date | cine_referral_nfa
            A              |                 | N
            A              |                 | Y
        """,
    },
    refuses={
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_nfa
          > A              | N
          > A              | N
        """,
    },
)
