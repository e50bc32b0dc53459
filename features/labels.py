"""Was a child's case, once closed, followed by a section 47 enquiry or a child protection plan?

Makes LABELS, for training and testing only: what a model learns to put first on a list of
records to read. It is what services did, not what happened to the child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.catalogue import LABELS
from core.errors import LeakageError
from core.vocabulary import ESCALATION_KINDS

if TYPE_CHECKING:
    from datetime import date

LABEL_WINDOW_DAYS = 180
AFTER_CLOSURE_DAYS = 180

LABEL_SENTENCE = (
    "A section 47 enquiry or a child protection plan began in the 180 days after the date, and "
    "within 180 days after something about the child had been closed (a contact with no further "
    "action, or a social care episode). Not counted for a child on a plan on that date."
)


def build_labels(
    cohort: pd.DataFrame, chronology: pd.DataFrame, *, data_until: date
) -> pd.DataFrame:
    """Say for each child of a cohort if a closed case was escalated within the label window.

    One row per (person, as-of date) of the cohort, in that order.
    Knowable: events with known_date <= data_until.
    Absent: no escalation recorded in a window that is closed is False.

    Args:
        cohort: see `core.catalogue.COHORT`; one or many as-of dates.
        chronology: see `core.catalogue.CHRONOLOGY`.
        data_until: the last day the data speaks about.

    Raises:
        LeakageError: the window of an as-of date is still open.
    """
    _refuse_open_window(cohort, data_until)
    events = chronology[chronology["known_date"] <= pd.Timestamp(data_until)]
    rows = cohort[["person_id", "as_of_date"]].sort_values(["as_of_date", "person_id"])
    escalated = rows.merge(_escalations_after_closure(events), on="person_id")
    ahead = (escalated["event_date"] - escalated["as_of_date"]).dt.days
    keys = ["person_id", "as_of_date"]
    hits = pd.MultiIndex.from_frame(escalated.loc[ahead.between(1, LABEL_WINDOW_DAYS), keys])
    is_hit = pd.MultiIndex.from_frame(rows[keys]).isin(hits)
    return LABELS.conform(rows.assign(label=is_hit & ~_is_on_plan(rows, events)))


def _refuse_open_window(cohort: pd.DataFrame, data_until: date) -> None:
    closes = cohort["as_of_date"] + pd.Timedelta(days=LABEL_WINDOW_DAYS)
    open_dates = sorted(set(cohort.loc[closes > pd.Timestamp(data_until), "as_of_date"].dt.date))
    if open_dates:
        raise LeakageError(
            "The label window of some dates is not closed yet.",
            where="labels",
            expected=f"as-of dates at least {LABEL_WINDOW_DAYS} days before {data_until}",
            found=f"{len(open_dates)} later dates, the first {open_dates[0]}",
            next_step="train on earlier dates, or wait for more data",
        )


def _escalations_after_closure(events: pd.DataFrame) -> pd.DataFrame:
    """Give person and date of each escalation 1 to 180 days after a closure."""
    columns = ["person_id", "event_date"]
    escalations = events.loc[events["kind"].isin(ESCALATION_KINDS), columns]
    is_closure = events["is_nfa"].fillna(value=False) | (events["kind"] == "episode_closed")
    closures = events.loc[is_closure, columns].assign(is_after_closure=True)
    matched = pd.merge_asof(
        escalations.sort_values(columns[::-1]), closures.sort_values(columns[::-1]),
        on="event_date", by="person_id", allow_exact_matches=False,
        tolerance=pd.Timedelta(days=AFTER_CLOSURE_DAYS),
    )  # fmt: skip
    return matched.loc[matched["is_after_closure"].notna(), columns]


def _is_on_plan(rows: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Say for each row whether more plans had started than ended by the as-of date."""
    started, ended = "child_protection_plan_started", "child_protection_plan_ended"
    plans = events.loc[events["kind"].isin([started, ended]), ["person_id", "event_date", "kind"]]
    plans = plans.assign(step=2 * (plans["kind"] == started) - 1)
    joined = rows.reset_index().merge(plans, on="person_id")
    joined = joined[joined["event_date"] <= joined["as_of_date"]]
    open_plans = joined.groupby("index")["step"].sum()
    return open_plans.reindex(rows.index, fill_value=0) > 0
