"""Which children are looked at on a date?

Children under 18 (or not born yet), alive and not restricted, with at least one contact in the
12 months before that was known by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import reporting_agencies
from core.catalogue import COHORT
from core.vocabulary import Category

if TYPE_CHECKING:
    from datetime import date

COHORT_DAYS = 365
ADULT_YEARS = 18

COHORT_SENTENCE = (
    "Children under 18, or not born yet, who are alive and not on the restrictions list, and about "
    "whom at least one contact in the last 12 months was known. Children who are already looked "
    "after or have a child protection plan are included. A child whose date of birth nobody sent "
    "is included; somebody whom only services for adults know is not, unless a date of birth says "
    "that they are a child."
)
_FOR_ADULTS = {agency.code for agency in reporting_agencies() if agency.is_about_adults}


def build_cohort(
    chronology: pd.DataFrame, persons: pd.DataFrame, *, as_of_date: date
) -> pd.DataFrame:
    """Choose whom to look at on a date.

    One row per person who belongs to the cohort, in order of person.
    Knowable: contacts with known_date <= as_of_date. An address or a change of worker is no
    contact, and something booked ahead is none yet.
    Absent: an unborn child's age is below 0. Without a date of birth `age_years` is missing, and
    the person stays in: leaving a child out because nobody sent a date would hide the child. Not
    so somebody whom only services for adults know.

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        persons: see `core.catalogue.PERSONS`.
        as_of_date: the day we stand on.
    """
    as_of = pd.Timestamp(as_of_date)
    is_contact = (
        (chronology["known_date"] <= as_of)
        & (chronology["category"] != Category.ADMINISTRATIVE.value)
        & (chronology["event_date"] <= as_of)
        & (chronology["event_date"] > as_of - pd.Timedelta(days=COHORT_DAYS))
    )
    with_contact = set(chronology.loc[is_contact, "person_id"])
    birth = persons["birth_date"].fillna(persons["expected_birth_date"])
    is_child = birth + pd.DateOffset(years=ADULT_YEARS) > as_of
    is_child |= birth.isna() & ~persons["agencies"].map(_are_for_adults).astype("bool")
    is_alive = persons["death_date"].isna() | (persons["death_date"] > as_of)
    chosen = persons[
        persons["person_id"].isin(with_contact) & is_child & is_alive & ~persons["is_restricted"]
    ].sort_values("person_id", kind="stable")
    age = (as_of - birth[chosen.index]).dt.days / 365.25
    cohort = chosen[["person_id", "household_id"]].assign(as_of_date=as_of, age_years=age)
    return COHORT.conform(cohort)


def _are_for_adults(agencies: str) -> bool:
    return set(agencies.split(",")) <= _FOR_ADULTS
