"""Which records does the written practice rule ask people to look at?

Makes RULE_RESULTS. The rule is four clauses, each a short function below; it needs no model. A
clause that the data at hand could not decide is "cannot tell": it never counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from core.calendar import add_working_days_to_all
from core.catalogue import RULE_RESULTS
from core.vocabulary import Capability, Category
from features.coverage import REPORTING_AGENCIES, window_start
from features.discussions import is_joint_discussion, is_strategy_discussion, was_shared
from features.sharing import MATCHING_CONTACT_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from features.coverage import Coverage

RULE_DAYS = 365
MET, NOT_MET, CANNOT_TELL = "met", "not_met", "cannot_tell"

_COLUMNS = [
    "event_id", "person_id", "agency", "kind", "category", "event_date", "raised_by", "outcome",
    "is_nfa", "is_injury", "concern_agency", "told_agency", "told_date",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was known about the cohort on the date, as the clauses read it."""

    contacts: pd.DataFrame  # of the last 12 months; nothing booked ahead
    closed: pd.DataFrame  # matters closed with no further action, of any date up to today
    joint: pd.DataFrame  # joint discussions of any date, booked ones too
    strategy: pd.DataFrame  # strategy discussions among them
    joint_until: pd.Timestamp  # the day up to which a joint discussion would be known
    strategy_until: pd.Timestamp


def two_agencies_not_joined(known: Known) -> pd.DataFrame:
    """Give concerns of two agencies within 28 days, with no joint discussion after the second."""
    # An attendance concern is dated on the census day, not when the child was away: that it lies
    # near another agency's concern says nothing.
    is_dated = known.contacts["kind"] != "attendance_concern"
    concerns = known.contacts[known.contacts["concern_agency"].notna() & is_dated]
    second = without_meeting(concerns, known.joint, working_days=15, until=known.joint_until)
    pairs = concerns.merge(second, on="person_id", suffixes=("_first", "_second"))
    days_apart = (pairs["event_date_second"] - pairs["event_date_first"]).dt.days
    pairs = pairs[
        (pairs["concern_agency_first"] != pairs["concern_agency_second"])
        & days_apart.between(0, 28)
    ]
    evidence = [*pairs["event_id_first"], *pairs["event_id_second"]]
    return concerns[concerns["event_id"].isin(evidence)]


def family_concerns_closed(known: Known) -> pd.DataFrame:
    """Give two or more concerns from family, friends or neighbours closed with nothing done."""
    contacts = known.contacts
    closed = contacts[
        (contacts["category"] == Category.CONCERN.value)
        & (contacts["raised_by"] == "family")
        & contacts["is_nfa"]
    ]
    return at_least(2, closed)


def injury_without_strategy_discussion(known: Known) -> pd.DataFrame:
    """Give reports of an injury with no strategy discussion within 3 working days."""
    injuries = known.contacts[known.contacts["is_injury"]]
    return without_meeting(injuries, known.strategy, working_days=3, until=known.strategy_until)


def closed_by_one_agency_alone(known: Known) -> pd.DataFrame:
    """Give contacts closed with no joint discussion around, where one agency has three or more.

    An entry that its agency recorded as shared with another was not closed alone. That is read
    from `told_agency`: the rule is not given the sharing table, which also holds what others say.
    """
    closed = known.closed[~known.closed["is_shared"]]
    alone = closed[~has_meeting_around(closed, known.joint, working_days=15)]
    matters = alone[~is_passed_on(alone)]
    recent = matters[matters["event_id"].isin(known.contacts["event_id"])]
    return at_least(3, recent, each=["person_id", "agency"])


@dataclass(frozen=True)
class Need:
    """How many agencies must be able to record these things for a clause to be decided."""

    at_least: int
    capabilities: tuple[Capability, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause of the rule: its letter, its sentence, what it needs, and how it is found."""

    code: str
    sentence: str
    needs: tuple[Need, ...]
    find: Callable[[Known], pd.DataFrame]


_A_JOINT_FEED = Need(1, (Capability.JOINT_DISCUSSION,), "joint discussions")

CLAUSES = (
    Clause(
        code="a",
        sentence="Two or more agencies recorded a concern within 28 days of each other, and no "
        "joint discussion is recorded in the 15 working days after the second.",
        needs=(Need(2, (Capability.CONCERN,), "concerns"), _A_JOINT_FEED),
        find=two_agencies_not_joined,
    ),
    Clause(
        code="b",
        sentence="Two or more concerns from family, friends or neighbours were each closed with "
        "no further action.",
        needs=(
            Need(
                1, (Capability.FAMILY_CONCERN, Capability.CLOSURE),
                "concerns from family and how they were closed",
            ),
        ),
        find=family_concerns_closed,
    ),
    Clause(
        code="c",
        sentence="An injury was reported, and no strategy discussion is recorded within 3 working "
        "days.",
        needs=(
            Need(1, (Capability.INJURY,), "injuries"),
            Need(1, (Capability.STRATEGY_DISCUSSION,), "strategy discussions"),
        ),
        find=injury_without_strategy_discussion,
    ),
    Clause(
        code="d",
        sentence="Three or more contacts were closed with no further action by a single agency "
        "acting alone.",
        needs=(Need(1, (Capability.CLOSURE,), "closures"), _A_JOINT_FEED),
        find=closed_by_one_agency_alone,
    ),
)  # fmt: skip


def apply_practice_rule(
    chronology: pd.DataFrame, cohort: pd.DataFrame, *, coverage: Coverage, as_of_date: date
) -> pd.DataFrame:
    """Test every clause of the practice rule for every person of a cohort.

    One row per (person, clause), in that order.
    Knowable: events with known_date <= as_of_date. While the time in which a joint discussion
    could still be held or be reported runs, a clause that waits for it is not met.
    Absent: `cannot_tell` where no agency that covers the 12 months can record what decides.

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        cohort: whom to test; rows of other as-of dates are left out.
        coverage: what the deliveries can tell.
        as_of_date: the day we stand on.
    """
    as_of = pd.Timestamp(as_of_date)
    people = cohort.loc[cohort["as_of_date"] == as_of, ["person_id", "as_of_date"]]
    people = people.sort_values("person_id", kind="stable").reset_index(drop=True)
    events = chronology.loc[chronology["known_date"] <= as_of, _COLUMNS]
    events = events[events["person_id"].isin(people["person_id"])]
    latest = _latest_concerns(events, as_of).reindex(people["person_id"])
    people["latest_concern_date"] = latest.to_numpy()
    known = _known(events, coverage=coverage, as_of_date=as_of_date)
    untestable = untestable_clauses(coverage, as_of_date)
    results = [
        _cannot_tell(people, clause)
        if clause.code in untestable
        else _decide(people, clause, clause.find(known))
        for clause in CLAUSES
    ]
    rows = pd.concat(results, ignore_index=True)
    return RULE_RESULTS.conform(rows.sort_values(["person_id", "clause"], kind="stable"))


def untestable_clauses(coverage: Coverage, as_of_date: date) -> dict[str, str]:
    """Give the clauses that cannot be decided on a date, each with a sentence that says why.

    Args:
        coverage: what the deliveries can tell.
        as_of_date: the day we stand on.
    """
    reasons: dict[str, str] = {}
    for clause in CLAUSES:
        for need in clause.needs:
            able = _able(need, coverage, as_of_date)
            if len(able) < need.at_least:
                reasons.setdefault(clause.code, _why_untestable(need, able))
    return reasons


def partly_tested_clauses(coverage: Coverage, as_of_date: date) -> dict[str, str]:
    """Give the clauses tested without some agency's records, with a sentence that says whose.

    Args:
        coverage: what the deliveries can tell.
        as_of_date: the day we stand on.
    """
    untestable = untestable_clauses(coverage, as_of_date)
    said: dict[str, str] = {}
    for clause in CLAUSES:
        need = clause.needs[0]
        able = _able(need, coverage, as_of_date)
        missing = [REPORTING_AGENCIES[one] for one in coverage.missed if one not in able]
        if missing and clause.code not in untestable:
            said[clause.code] = (
                f"Tested without {_listed(missing)}: the data we hold from there does not cover "
                f"the last 12 months, or cannot record {need.words}."
            )
    return said


def without_meeting(
    entries: pd.DataFrame, meetings: pd.DataFrame, *, working_days: int, until: pd.Timestamp
) -> pd.DataFrame:
    """Give the entries after which the time for a meeting went by with none recorded.

    Args:
        entries: with person_id and event_date.
        meetings: with person_id and event_date.
        working_days: how long a meeting may take to follow; one on the same day counts.
        until: the day up to which a meeting would be known.
    """
    due = add_working_days_to_all(entries["event_date"], working_days)
    upcoming = _nearest_meeting(entries, meetings, direction="forward")
    return entries[(due <= until) & ~(upcoming <= due)]


def has_meeting_around(
    entries: pd.DataFrame, meetings: pd.DataFrame, *, working_days: int
) -> pd.Series:
    """Say for each entry if a meeting is recorded within the working days before or after it."""
    first = add_working_days_to_all(entries["event_date"], -working_days)
    last = add_working_days_to_all(entries["event_date"], working_days)
    earlier = _nearest_meeting(entries, meetings, direction="backward")
    upcoming = _nearest_meeting(entries, meetings, direction="forward")
    return (earlier >= first) | (upcoming <= last)


def is_passed_on(closed: pd.DataFrame) -> pd.Series:
    """Say which closed contacts are about a concern that is among the closed ones already.

    An agency's contact soon after a concern it closed is the same matter, not a second one.

    Args:
        closed: matters closed, with the agency whose concern each is.
    """
    contacts = closed[closed["concern_agency"].fillna(closed["agency"]) != closed["agency"]]
    concerns = closed.loc[
        closed["category"] == Category.CONCERN.value, ["person_id", "agency", "event_date"]
    ]
    pairs = contacts.merge(
        concerns, left_on=["person_id", "concern_agency"], right_on=["person_id", "agency"],
        suffixes=("", "_concern"),
    )  # fmt: skip
    after = (pairs["event_date"] - pairs["event_date_concern"]).dt.days
    same = pairs[after.between(0, MATCHING_CONTACT_DAYS)]
    return closed["event_id"].isin(same["event_id"])


def at_least(
    count: int, entries: pd.DataFrame, *, each: Sequence[str] = ("person_id",)
) -> pd.DataFrame:
    """Give the entries of those who have at least so many of them.

    Args:
        count: how many.
        entries: with `event_id` and the columns of `each`.
        each: whose entries are counted together: a person's, or a person's with one agency.
    """
    number = entries.groupby(list(each))["event_id"].transform("size")
    return entries[number >= count]


def _nearest_meeting(entries: pd.DataFrame, meetings: pd.DataFrame, *, direction: str) -> pd.Series:
    """Give for each entry the date of that person's meeting next to it, or missing."""
    wanted = entries[["person_id", "event_date"]].reset_index(names="at").sort_values("event_date")
    dates = meetings[["person_id", "event_date"]].assign(meeting_date=meetings["event_date"])
    found = pd.merge_asof(
        wanted, dates.sort_values("event_date"), on="event_date", by="person_id",
        direction=direction,
    )  # fmt: skip
    return found.set_index("at")["meeting_date"].reindex(entries.index)


def _known(events: pd.DataFrame, *, coverage: Coverage, as_of_date: date) -> Known:
    as_of, told = pd.Timestamp(as_of_date), coverage.as_known_on(as_of_date)

    def until(capability: Capability) -> pd.Timestamp:
        span = told.span(capability)
        return min(as_of, pd.Timestamp(span[1])) if span else pd.Timestamp.min

    happened = events[
        (events["category"] != Category.ADMINISTRATIVE.value) & (events["event_date"] <= as_of)
    ]
    happened = happened.assign(
        is_nfa=happened["is_nfa"].fillna(value=False).astype(bool),
        is_shared=was_shared(happened, as_of),
    )
    # Somebody brought a matter to an agency; its assessment or closing is not another one.
    is_brought = (happened["category"] == Category.CONCERN.value) | happened["kind"].isin(
        ["contact_agency", "referral"]
    )
    return Known(
        contacts=happened[happened["event_date"] > as_of - pd.Timedelta(days=RULE_DAYS)],
        closed=happened[is_brought & happened["is_nfa"]],
        joint=events[is_joint_discussion(events)],
        strategy=events[is_strategy_discussion(events)],
        joint_until=until(Capability.JOINT_DISCUSSION),
        strategy_until=until(Capability.STRATEGY_DISCUSSION),
    )


def _latest_concerns(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    concerns = events[events["concern_agency"].notna() & (events["event_date"] <= as_of)]
    return concerns.groupby("person_id")["event_date"].max()


def _decide(people: pd.DataFrame, clause: Clause, found: pd.DataFrame) -> pd.DataFrame:
    ordered = found.sort_values(["event_date", "event_id"], kind="stable")
    found_for = ordered.groupby("person_id")["event_id"].agg(",".join).astype("str")
    evidence = found_for.reindex(people["person_id"], fill_value="").to_numpy()
    state = pd.Series(MET, index=people.index).mask(evidence == "", NOT_MET)
    return people.assign(clause=clause.code, state=state, evidence=evidence)


def _cannot_tell(people: pd.DataFrame, clause: Clause) -> pd.DataFrame:
    return people.assign(clause=clause.code, state=CANNOT_TELL, evidence="")


def _able(need: Need, coverage: Coverage, as_of_date: date) -> list[str]:
    known, start = coverage.as_known_on(as_of_date), window_start(as_of_date, RULE_DAYS)
    able = [
        set(known.agencies_that_can(capability, start=start, end=as_of_date))
        for capability in need.capabilities
    ]
    return [agency for agency in REPORTING_AGENCIES if all(agency in one for one in able)]


def _why_untestable(need: Need, able: list[str]) -> str:
    if not able:
        return (
            f"Cannot tell: no agency sent data that covers the last 12 months and can record "
            f"{need.words}."
        )
    names = _listed([REPORTING_AGENCIES[agency] for agency in able])
    return (
        f"Cannot tell: {need.at_least} agencies must be able to record {need.words} over the last "
        f"12 months. Only data from {names} can."
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
