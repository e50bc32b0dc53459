"""A child has one episode at a time."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="CIN8815",
    says="No child has more than one open episode from a referral that went on.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINclosureDate"},
    action="warn",
    why="Children in need census, rule 8815. All are kept: nothing tells which is right.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows, ["LAchildID"], where=rows["CINclosureDate"].isna() & ~rows["ReferralNFA"]
        )
    ),
    accepts={
        "CINdetails": """
            LAchildID | CINclosureDate | ReferralNFA
            A         |                | 0
            A         |                | 1
            A         | 2025-09-01     | 0
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | ReferralNFA
          > A         | 0
          > A         | 0
        """,
    },
)
