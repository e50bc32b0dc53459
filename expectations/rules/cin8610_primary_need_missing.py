"""Why a child is in need is asked of every referral that goes on."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8610",
    says="A referral that went on has a primary need.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "PrimaryNeedCode"},
    action="warn",
    why="Children in need census, rule 8610. The referral itself is sound.",
    check=each_row(lambda rows: rows["PrimaryNeedCode"].isna() & ~rows["ReferralNFA"]),
    accepts={
        "CINdetails": """
            LAchildID | PrimaryNeedCode | ReferralNFA
            A         | N1              | 0
            B         |                 | 1
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | PrimaryNeedCode | ReferralNFA
          > A         |                 | 0
        """,
    },
)
