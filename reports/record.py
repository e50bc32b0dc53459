"""One listed record with everything a page needs of it, cut from the datasets once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.errors import PublicationError
from core.vocabulary import Capability
from features.coverage import window_start
from models.review_list import display_order
from reports.supply import Supply
from reports.wording.basics import as_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.inputs import SiteInputs

WINDOW_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The counts of one record; what no data could show is None, which is not zero."""

    contacts: int
    agencies: int
    joint: int | None
    last_joint: date | None
    closed_alone: int | None
    concerns: int | None
    concerns_not_shared: int | None
    to_check: int


@dataclass(frozen=True, kw_only=True)
class Record:
    """One listed record and its rows in the datasets."""

    person_id: str
    age_years: int | None
    team: str | None
    is_new: bool
    first_listed: date
    listed_by: str
    days_listed: int
    counts: Counts
    chronology: pd.DataFrame
    sharing: pd.DataFrame
    rule: pd.DataFrame
    score: pd.Series | None
    contributions: pd.DataFrame
    feature_entries: pd.DataFrame
    set_aside: pd.DataFrame
    adults: pd.DataFrame
    household: pd.DataFrame


def window(as_of_date: date) -> tuple[date, date]:
    """Give the first and the last day a case page looks at."""
    return window_start(as_of_date, WINDOW_DAYS), as_of_date


def listed_records(inputs: SiteInputs) -> Iterator[Record]:
    """Give the listed records in the order of the list page, each with its rows.

    New ones first, then the longest wait. Within a night the order is drawn by lot, so that
    place on the page carries no meaning.

    Raises:
        PublicationError: a listed record has no facts, which would make its page guess.
    """
    rows = display_order(inputs.review_list, seed=inputs.seed)
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    cuts = {name: _by_person(frame, rows["person_id"]) for name, frame in _frames(inputs).items()}
    for row in rows.itertuples(index=False):
        cut = {name: groups[row.person_id] for name, groups in cuts.items()}
        if len(cut["facts"]) != 1:
            raise PublicationError(
                "A listed record has no facts of its own.",
                where="datasets review_list and facts",
                expected="one row of facts for each listed record",
                found=f"{len(cut['facts'])} rows for one of {len(rows)} records",
                next_step="build the facts for everyone on the list, then make the pages again",
            )
        person = cut["persons"].iloc[0] if len(cut["persons"]) else None
        yield Record(
            person_id=row.person_id,
            age_years=_age(person),
            team=None if person is None or pd.isna(person["team"]) else str(person["team"]),
            is_new=bool(row.is_new),
            first_listed=as_day(row.first_listed),
            listed_by=row.listed_by,
            days_listed=(inputs.as_of_date - as_day(row.first_listed)).days,
            counts=_counts(cut["facts"].iloc[0], supply),
            chronology=cut["chronology"],
            sharing=cut["sharing"],
            rule=cut["rule"],
            score=cut["scores"].iloc[0] if len(cut["scores"]) else None,
            contributions=cut["contributions"],
            feature_entries=cut["entries"],
            set_aside=cut["set_aside"],
            adults=cut["adults"],
            household=cut["household"],
        )


def _frames(inputs: SiteInputs) -> dict[str, pd.DataFrame | None]:
    return {
        "chronology": _known(inputs.chronology, inputs.as_of_date),
        "sharing": _known(inputs.sharing, inputs.as_of_date),
        "rule": inputs.rule_results,
        "facts": inputs.facts,
        "persons": inputs.persons,
        "scores": inputs.scores,
        "contributions": inputs.contributions,
        "entries": inputs.feature_entries,
        "set_aside": inputs.set_aside,
        "adults": inputs.adults_at_address,
        "household": inputs.household_links,
    }


def _known(frame: pd.DataFrame, as_of_date: date) -> pd.DataFrame:
    return frame[frame["known_date"] <= pd.Timestamp(as_of_date)]


def _by_person(frame: pd.DataFrame | None, wanted: pd.Series) -> dict[str, pd.DataFrame]:
    if frame is None:
        return {person: pd.DataFrame() for person in wanted}
    chosen = frame[frame["person_id"].isin(wanted)]
    groups = dict(iter(chosen.groupby("person_id", sort=True)))
    nobody = frame.iloc[0:0]
    return {person: groups.get(person, nobody) for person in wanted}


def _age(person: pd.Series | None) -> int | None:
    if person is None or pd.isna(person["age_years"]):
        return None
    age = float(person["age_years"])
    return -1 if age < 0 else int(age)


def _counts(facts: pd.Series, supply: Supply) -> Counts:
    def told(column: str, capability: Capability) -> int | None:
        """Give a count, or None when it is 0 and nothing could have shown more."""
        value: Any = facts[column]
        if pd.isna(value):
            return None
        start, end = window(supply.as_of_date)
        can = supply.coverage.agencies_that_can(capability, start=start, end=end)
        return int(value) if value or can else None

    concerns = told("concerns_365d", Capability.CONCERN)
    last = facts["last_joint_date"]
    return Counts(
        contacts=int(facts["contacts_365d"]),
        agencies=int(facts["agencies_365d"]),
        joint=told("joint_discussions_365d", Capability.JOINT_DISCUSSION),
        last_joint=None if pd.isna(last) else as_day(last),
        closed_alone=told("closed_alone_365d", Capability.CLOSURE),
        concerns=concerns,
        concerns_not_shared=told("concerns_not_shared_365d", Capability.SHARING),
        to_check=int(facts["needs_check_entries"]),
    )
