"""Nobody is worried about a child before anybody can know that there will be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import DAYS_OF_PREGNANCY, Rule, is_before, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    children = tables["ChildIdentifiers"]
    births = children.assign(
        birth=children["PersonBirthDate"].fillna(children["ExpectedPersonBirthDate"])
    )
    born = look_up(rows, births, by={"LAchildID": "LAchildID"}, give="birth")
    return is_before(rows[column], born, days=DAYS_OF_PREGNANCY)


RULE = Rule(
    code="CIN8606",
    says="No referral is dated more than 40 weeks before the child’s birth or due date.",
    agency="social_care",
    format="cin_census",
    dates={"CINdetails": "CINreferralDate"},
    needs=("ChildIdentifiers",),
    action="quarantine",
    why="Children in need census, rule 8606. The referral is about another person, or one of the "
    "two dates is wrong.",
    check=_check,
)
