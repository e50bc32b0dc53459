"""Rows become entries: one for each date that is there, known no earlier than they could be."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.events import join_events, make_events
from core.catalogue import SOURCE_EVENTS


def rows(**columns):
    days = {name: pd.to_datetime(pd.Series(values)) for name, values in columns.items()}
    number = len(next(iter(days.values())))
    own = {"id": ["7"] * number, "source_record_id": [f"police/t/{i}" for i in range(number)]}
    return pd.DataFrame({**own, **days})


def make(sent, **more):
    return make_events(
        sent, "police/ppn", **{"person": "id", "kind": "missing_episode", "date": "day", **more}
    )


def test_a_row_without_the_date_has_no_entry():
    events = make(rows(day=["2025-03-04", None]))
    assert events["source_record_id"].tolist() == ["police/t/0"]


def test_a_kind_brings_its_category_unless_one_is_given():
    assert make(rows(day=["2025-03-04"]))["category"].tolist() == ["concern"]
    assert make(rows(day=["2025-03-04"]), category="response")["category"].tolist() == ["response"]


def test_kinds_may_differ_from_row_to_row():
    kinds = pd.Series(["missing_episode", "welfare_check"])
    events = make(rows(day=["2025-03-04", "2025-03-05"]), kind=kinds)
    assert events["category"].tolist() == ["concern", "response"]


def test_what_nobody_recorded_is_missing_and_not_no():
    event = make(rows(day=["2025-03-04"])).iloc[0]
    assert pd.isna(event["is_nfa"])
    assert pd.isna(event["child_seen"])
    assert pd.isna(event["recorded_date"])
    assert not event["is_injury"]


@pytest.mark.parametrize(
    ("recorded", "is_end", "known"),
    [
        ("2025-03-01", True, "2025-03-04"),
        ("2025-03-09", True, "2025-03-09"),
        ("2025-03-01", False, "2025-03-01"),
    ],
)
def test_an_end_is_not_recorded_before_it_ended_but_a_booking_may_be(recorded, is_end, known):
    events = make(rows(day=["2025-03-04"], recorded_date=[recorded]), is_end=is_end)
    assert events["recorded_date"].tolist() == [pd.Timestamp(known)]


def test_an_end_without_a_recorded_date_stays_without():
    events = make(rows(day=["2025-03-04"], recorded_date=[None]), is_end=True)
    assert events["recorded_date"].isna().all()


def test_entries_of_several_tables_are_joined_in_order():
    one, other = make(rows(day=["2025-03-04"])), make(rows(day=["2025-01-01"]))
    assert join_events([one, other])["event_date"].dt.month.tolist() == [3, 1]
    assert join_events([]).columns.tolist() == SOURCE_EVENTS.columns
