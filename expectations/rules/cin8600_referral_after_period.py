"""A return is about days that have passed."""

from __future__ import annotations

from expectations.census import after_period
from expectations.rule import Rule

RULE = Rule(
    code="CIN8600",
    says="No referral is dated after the last day the return is about.",
    agency="social_care",
    format="cin_census",
    about={"CINdetails": "CINreferralDate"},
    needs=("Header",),
    action="quarantine",
    why="Children in need census, rule 8600. The date is wrong: a return cannot tell of a "
    "referral to come. A missing one is found by `required:CINreferralDate`.",
    check=after_period,
    accepts={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
            A         | 2026-03-31
        """,
    },
    refuses={
        "Header": """
            ReferenceDate
            2026-03-31
        """,
        "CINdetails": """
            LAchildID | CINreferralDate
          > A         | 2026-04-01
        """,
    },
)
