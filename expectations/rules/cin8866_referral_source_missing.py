"""Who was worried is asked of every referral."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8866",
    says="Every referral since April 2013 says who made it.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "ReferralSource"},
    action="warn",
    why="Children in need census, rule 8866. The referral is kept, by somebody not known. "
    "Another code is found by `code:ReferralSource`.",
    check=each_row(
        lambda rows: (rows["CINreferralDate"] >= "2013-04-01") & rows["ReferralSource"].isna()
    ),
    accepts={
        "CINdetails": """
            LAchildID | CINreferralDate | ReferralSource
            A         | 2025-05-01      | 1A
            B         | 2012-05-01      |
        """,
    },
    refuses={
        "CINdetails": """
            LAchildID | CINreferralDate | ReferralSource
          > A         | 2025-05-01      |
        """,
    },
)
