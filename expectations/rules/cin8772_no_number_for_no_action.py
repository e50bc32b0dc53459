"""A reason that says nothing went on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    episodes = tables["CINdetails"]
    went_on = is_named_by(rows, episodes, by=CHILD, where=~episodes["ReferralNFA"])
    return ((rows[column] == "UN7") & went_on).astype("boolean")


RULE = Rule(
    code="CIN8772",
    says="A child without a unique pupil number because nothing went on (UN7) has no referral "
    "that did.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPNunknown"},
    needs=("CINdetails",),
    action="warn",
    why="Children in need census, rule 8772. The child is kept: linkage weighs the other details.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPNunknown
            A         | UN7
            B         | UN2
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 1
            B         | 0
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPNunknown
          > A         | UN7
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 1
            A         | 0
        """,
    },
)
