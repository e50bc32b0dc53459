"""Laws of deliveries over time: sent again, corrected, taken back, late, in any order of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.history import (
    CORRECTS,
    LAST,
    NOTHING,
    SINCE,
    Standing,
    Taken,
    apply_delivery,
    first_received,
)
from tests.support.redelivery import FEED, FIRST_DAY, TABLES, Rows, contents, said, standing_after
from tests.support.redelivery import taken as taken_from

if TYPE_CHECKING:
    from agencies.contract import Table, Tables

LAWS = settings(
    derandomize=True, max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# Few different values, so that keys meet each other again and rows are the same again.
VALUES = {
    "person_no": st.sampled_from(["p1", "p2", "p3"]),
    "visit_no": st.sampled_from(["v1", "v2", "v3"]),
    "step_no": st.sampled_from(["1", "2"]),
    "team_no": st.sampled_from(["t1", "t2", ""]),
    "visit_date": st.sampled_from(["2018-02-03", "2025-12-01"]),
    "taken_back": st.sampled_from(["", "", "", "N", "Y"]),
}
TEXTS = st.sampled_from(["", "one", "two"])


def _rows(table: Table) -> st.SearchStrategy[Rows]:
    cells = {c.name: VALUES.get(c.name, TEXTS) for c in table.columns if c.type != "whole"}
    rows = st.lists(st.fixed_dictionaries(cells), max_size=4)
    # No two rows of one key, as after the checks.
    return rows.map(lambda some: list({_key(table, row, n): row for n, row in enumerate(some)}.values()))  # fmt: skip


def _key(table: Table, row: dict[str, str], number: int) -> tuple[object, ...]:
    return tuple(row[name] for name in table.key) or (number,)


TABLES_SENT = st.fixed_dictionaries(
    {}, optional={table.name: _rows(table) for table in TABLES}
).map(lambda rows: said(**rows))


@st.composite
def _histories(draw: st.DrawFn) -> list[Taken]:
    some = draw(st.lists(TABLES_SENT, min_size=1, max_size=4))
    holds = st.sampled_from(["changes", "changes", "everything"])
    return [taken_from(one, day=day, holds=draw(holds)) for day, one in enumerate(some)]


HISTORIES = _histories()


def _days(standing: Standing) -> dict[str, pd.Timestamp]:
    first = first_received(standing)
    assert first["source_record_id"].is_unique
    return dict(zip(first["source_record_id"], first["received_date"], strict=True))


def _same(one: Standing, other: Standing) -> None:
    assert contents(one) == contents(other)
    assert _days(one) == _days(other)


@LAWS
@given(history=HISTORIES)
def test_the_last_delivery_sent_again_changes_nothing(history: list[Taken]) -> None:
    again = replace(history[-1], received_date=FIRST_DAY + timedelta(days=30))
    _same(standing_after(history), standing_after([*history, again]))


@LAWS
@given(history=HISTORIES)
def test_every_delivery_sent_twice_in_its_place_changes_nothing(history: list[Taken]) -> None:
    _same(standing_after(history), standing_after([one for one in history for _ in range(2)]))


def _shuffled(tables: Tables, seed: int) -> Tables:
    """Give rows in another order, numbered as a file in that order would number them."""
    texts: dict[str, Any] = {}
    for name, rows in reversed(tables.items()):
        cells = rows[[c.name for c in FEED.table(name).columns]].astype("str").fillna("")
        texts[name] = cells.sample(frac=1, random_state=seed).to_dict("records")
    return said(**texts)


@LAWS
@given(some=st.lists(TABLES_SENT, min_size=1, max_size=3), seed=st.integers(0, 99))
def test_the_order_of_rows_and_tables_changes_nothing(some: list[Tables], seed: int) -> None:
    histories = [
        [taken_from(one, day=day) for day, one in enumerate(each)]
        for each in (some, [_shuffled(one, seed) for one in some])
    ]
    _same(*(standing_after(history) for history in histories))


@LAWS
@given(history=HISTORIES, tables=TABLES_SENT)
def test_everything_makes_what_stood_before_it_of_no_matter(
    history: list[Taken], tables: Tables
) -> None:
    whole = taken_from(tables, day=9, holds="everything")
    alone, after = standing_after([whole]), standing_after([*history, whole])
    assert contents(alone) == contents(after)
    # But what was known before stays known from then.
    assert all(_days(after)[one] <= day for one, day in _days(alone).items())


@LAWS
@given(history=HISTORIES, tables=TABLES_SENT)
def test_a_row_that_stands_now_was_sent_and_is_not_known_before_it_was(
    history: list[Taken], tables: Tables
) -> None:
    last = taken_from(tables, day=9)
    before, after = standing_after(history), standing_after([*history, last])
    was, now = _records(before), _records(after)
    sent = _records(standing_after([replace(last, retractions={})]))
    for record, content in now.items():
        if was.get(record) == content:
            assert _days(after)[record] == _days(before)[record]
        else:
            assert sent[record] == content
            # New or corrected: known from now on, or from the day it read like this before.
            earlier = [one.received_date for one in history if _read_like(one, record, content)]
            assert _days(after)[record].date() in (last.received_date, *earlier)


def _read_like(taken: Taken, record: str, content: tuple[str, ...]) -> bool:
    return _records(standing_after([replace(taken, retractions={})])).get(record) == content


def _records(standing: Standing) -> dict[str, tuple[str, ...]]:
    return {
        row["source_record_id"]: tuple(str(row[column.name]) for column in FEED.table(name).columns)
        for name, rows in standing.tables.items()
        for row in rows.to_dict("records")
    }


@LAWS
@given(history=HISTORIES, number=st.sampled_from(["p1", "p2"]))
def test_whoever_is_taken_back_is_gone_with_all_that_is_about_them_and_nobody_else(
    history: list[Taken], number: str
) -> None:
    back = taken_from(said(people=[{"person_no": number, "taken_back": "Y"}]), day=9)
    before = standing_after(history)
    after = apply_delivery(before, back, feed=FEED)
    for name in {"people", "visits", "notes"} & set(before.tables):
        was, left = before.tables[name], after.tables[name]
        others = was.loc[was["person_no"] != number, "source_record_id"]
        assert left["source_record_id"].tolist() == others.tolist()
    gone = set(_days(before)) - set(_days(after))
    # Forgotten for every date: sent again, it is known from that day and not from before.
    again = _days(standing_after([*history, back, *(replace(o, received_date=FIRST_DAY + timedelta(days=20)) for o in history)]))  # fmt: skip
    assert all(again[one].date() > back.received_date for one in gone & set(again))


@LAWS
@given(history=HISTORIES)
def test_a_record_stands_once_and_no_reading_is_kept_twice(history: list[Taken]) -> None:
    standing = NOTHING
    for one in history:
        standing = apply_delivery(standing, one, feed=FEED)
        assert not standing.readings.duplicated(["record", "content"]).any()
        assert len(first_received(standing)) <= len(standing.readings)
        for rows in standing.tables.values():
            assert rows["source_record_id"].is_unique
            assert rows["source_record_id"].is_monotonic_increasing


@LAWS
@given(history=HISTORIES, name=st.sampled_from(["street", "note", "team_no", "step"]))
def test_a_wider_export_of_the_same_changes_no_day(history: list[Taken], name: str) -> None:
    narrow = [replace(one, accepted=_without(one.accepted, name)) for one in history]
    before = standing_after(narrow)
    wider = Taken(
        received_date=FIRST_DAY + timedelta(days=30),
        holds="everything",
        accepted=_filled(before.tables, name),
        retractions={},
        new_columns={table.name: {name} for table in TABLES},
    )
    after = apply_delivery(before, wider, feed=FEED)
    keyed = {table.name for table in TABLES if table.key}
    was = {one: day for one, day in _days(before).items() if one.split("/")[1] in keyed}
    assert was.items() <= _days(after).items()


def _without(tables: Tables, name: str) -> Tables:
    return {
        table: rows.assign(**{name: pd.NA}).astype({name: "str"}) if name in rows else rows
        for table, rows in tables.items()
    }


def _filled(tables: Tables, name: str) -> Tables:
    return {
        table: rows.drop(columns=[c for c in (SINCE, LAST, CORRECTS) if c in rows]).assign(
            **{name: "new"} if name in rows else {}
        )
        for table, rows in tables.items()
    }
