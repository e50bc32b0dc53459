"""A child of school age has a unique pupil number, or there is a reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.census import CHILD, last_day
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables

_REASONS = ("UN2", "UN3", "UN4", "UN5", "UN6", "UN7")


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    # Born on or before 31 August six years before the school year that begins after the return.
    last = last_day(tables)
    born_by = last + pd.DateOffset(months=4, days=31) - pd.DateOffset(years=6)
    born = rows["PersonBirthDate"]
    episodes = tables["CINdetails"]
    went_on = is_named_by(rows, episodes, by=CHILD, where=~episodes["ReferralNFA"])
    unexplained = rows[column].isna() & ~rows["UPNunknown"].isin(_REASONS)
    found = (born <= born_by) & went_on & unexplained
    return found.astype("boolean").mask(born.isna() | pd.isna(last))


RULE = Rule(
    code="CIN8770Q",
    says="A child of school age with a referral that went on has a unique pupil number or a "
    "reason why there is none.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    needs=("Header", "CINdetails"),
    action="warn",
    why="Children in need census, rule 8770Q, a query. The child is kept: linkage weighs the "
    "other details. Reason UN1 says that the child is too young.",
    check=_check,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | UPN           | UPNunknown
            A         | 2018-01-02      | H801200001001 |
            B         | 2018-01-02      |               | UN4
            C         | 2024-01-02      |               | UN1
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 0
            B         | 0
            C         | 0
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
          > A         | 2018-01-02
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 0
        """,
    },
)
