"""A contact that was closed and became a referral on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.social_care.ssd_outcomes import CONTACT, is_nfa, outcomes
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    closed = is_nfa(outcomes(rows[column], CONTACT))
    by = {"cont_person_id": "cine_person_id", "cont_contact_date": "cine_referral_date"}
    return closed & is_named_by(rows, tables["ssd_cin_episodes"], by=by)


RULE = Rule(
    code="SSD01",
    says="No contact with no further action is dated on the day of a referral of the child.",
    agency="social_care",
    format="ssd",
    about={"ssd_contacts": "cont_contact_outcome_json"},
    needs=("ssd_cin_episodes",),
    action="warn",
    why="Ours. The outcome may be what is wrong: a closure by one agency acting alone would be "
    "counted that was none.",
    check=_check,
    accepts={
        "ssd_contacts": """
            cont_person_id | cont_contact_date | cont_contact_outcome_json
            A              | 2025-05-01        | {"NFA_FLAG":"Y"}
            A              | 2025-05-02        | {"NEW_REFERRAL_FLAG":"Y"}
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_date
            A              | 2025-05-02
        """,
    },
    refuses={
        "ssd_contacts": """
            cont_person_id | cont_contact_date | cont_contact_outcome_json
          > A              | 2025-05-01        | {"NFA_FLAG":"Y"}
        """,
        "ssd_cin_episodes": """
            cine_person_id | cine_referral_date
            A              | 2025-05-01
        """,
    },
)
