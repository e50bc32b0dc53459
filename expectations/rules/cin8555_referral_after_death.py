"""A referral after the child’s death is rare, but it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import Rule, is_after, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    died = look_up(
        rows, tables["ChildIdentifiers"], by={"LAchildID": "LAchildID"}, give="PersonDeathDate"
    )  # fmt: skip
    return is_after(rows[column], died)


RULE = Rule(
    code="CIN8555",
    says="No referral is dated after the child’s death.",
    agency="social_care",
    format="cin_census",
    dates={"CINdetails": "CINreferralDate"},
    needs=("ChildIdentifiers",),
    action="warn",
    why="Children in need census, rule 8555, which is a query and not an error: a child death "
    "review is recorded afterwards, and a wrong date of death must not hide a living child.",
    check=_check,
)
