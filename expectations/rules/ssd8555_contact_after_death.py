"""A contact or referral after the child’s death is rare, but it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import is_after, look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PERSON = {"cine_referral_date": "cine_person_id", "cont_contact_date": "cont_person_id"}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    died = look_up(
        rows, tables["ssd_person"],
        by={_PERSON[column]: "pers_person_id"}, give="pers_death_date",
    )  # fmt: skip
    return is_after(rows[column], died)


RULE = Rule(
    code="SSD8555",
    says="No contact or referral is dated after the child’s death.",
    agency="social_care",
    format="ssd",
    about={"ssd_cin_episodes": "cine_referral_date", "ssd_contacts": "cont_contact_date"},
    needs=("ssd_person",),
    action="warn",
    why="Children in need census, rule 8555Q, which is a query and not an error: a child death "
    "review is recorded afterwards, and a wrong date of death must not hide a living child.",
    check=_check,
    accepts={
        "ssd_person": """
            pers_person_id | pers_death_date
            A              | 2025-06-01
            B              |
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
            A              | 2025-06-01
            B              | 2025-09-01
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_date
            A              | 2025-06-01
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_death_date
            A              | 2025-06-01
            B              |
        """,
        "ssd_contacts": """
            cont_person_id | cont_contact_date
          > A              | 2025-06-02
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_date
          > A              | 2025-06-02
        """,
    },
)
