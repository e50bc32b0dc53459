"""A referral after the child’s death is rare, but it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD, of_child
from expectations.comparing import is_after, is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    episodes = tables["CINdetails"]
    after = is_after(episodes["CINreferralDate"], of_child(episodes, tables, "PersonDeathDate"))
    if column == "CINreferralDate":
        return after
    return is_named_by(rows, episodes, by=CHILD, where=after).astype("boolean")


RULE = Rule(
    code="CIN8555Q",
    says="No referral is dated after the child’s death.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate", "ChildIdentifiers": "PersonDeathDate"},
    needs=("ChildIdentifiers", "CINdetails"),
    action="warn",
    why="Children in need census, rule 8555Q, a query. A child death review is recorded "
    "afterwards, and a wrong date of death must not hide a living child.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
            A         | 2025-09-01
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
            A         | 2025-09-01
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonDeathDate
          > A         | 2025-09-01
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
            A         | 2025-01-01
          > A         | 2025-09-02
        """,
    },
)
