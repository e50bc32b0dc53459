"""Nobody is worried about a child before anybody can know that there will be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import DAYS_OF_PREGNANCY, Rule, is_before, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PERSON = {"cine_referral_date": "cine_person_id", "cont_contact_date": "cont_person_id"}


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    persons = tables["ssd_person"]
    births = persons.assign(birth=persons["pers_dob"].fillna(persons["pers_expected_dob"]))
    born = look_up(rows, births, by={_PERSON[column]: "pers_person_id"}, give="birth")
    return is_before(rows[column], born, days=DAYS_OF_PREGNANCY)


RULE = Rule(
    code="SSD8606",
    says="No contact or referral is dated more than 40 weeks before the child’s birth or due date.",
    agency="social_care",
    format="ssd",
    dates={"ssd_cin_episodes": "cine_referral_date", "ssd_contacts": "cont_contact_date"},
    needs=("ssd_person",),
    action="quarantine",
    why="Children in need census, rule 8606, and the same for contacts. The entry is about another "
    "person, or one of the two dates is wrong.",
    check=_check,
)
