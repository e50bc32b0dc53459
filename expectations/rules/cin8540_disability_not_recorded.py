"""Whether a child is disabled is asked of every child who is helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.census import CHILD
from expectations.comparing import is_named_by
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    episodes, recorded = tables["CINdetails"], tables["Disabilities"]
    helped = is_named_by(rows, episodes, by=CHILD, where=~episodes["ReferralNFA"])
    said = is_named_by(rows, recorded, by=CHILD, where=recorded["Disability"].notna())
    return (rows["PersonBirthDate"].notna() & helped & ~said).astype("boolean")


RULE = Rule(
    code="CIN8540",
    says="A child who is born and had a referral that went on has a disability recorded, or NONE.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "LAchildID"},
    needs=("CINdetails", "Disabilities"),
    action="warn",
    why="Children in need census, rule 8540. It is used to check fairness and nothing else. "
    "Another code is found by `code:Disability`.",
    check=_check,
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
            A         | 2020-01-02
            B         | 2020-01-02
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 0
            B         | 1
        """,
        "Disabilities": """
            LAchildID | Disability
            A         | NONE
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate
          > A         | 2020-01-02
            B         |
        """,
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 0
            B         | 0
        """,
        "Disabilities": """
            LAchildID | Disability
        """,
    },
)
