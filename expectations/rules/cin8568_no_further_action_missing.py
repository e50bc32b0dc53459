"""Whether a referral went on is asked of every referral."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8568",
    says="Every referral says whether there was no further action.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReferralNFA"},
    action="warn",
    why="Children in need census, rule 8568. The referral is kept, with an outcome that is not "
    "known. What cannot be read is found by `readable:ReferralNFA`.",
    check=each_row(lambda rows: rows["ReferralNFA"].isna()),
    accepts={
        "CINdetails": """
            LAchildID | ReferralNFA
            A         | 0
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | ReferralNFA
          > A         |
        """,
    },
)
