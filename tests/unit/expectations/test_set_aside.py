"""Rows set aside are counted by the person they are about, and never attributed by guessing."""

from __future__ import annotations

from datetime import date

import pandas as pd

from agencies.contract import Tables
from agencies.feeds import find_feed
from agencies.history import LAST
from expectations.set_aside import Aside, count_set_aside
from tests.support.redelivery import FEED, said, visit

POLICE = find_feed("police", "ppn")
_COLUMNS = ["source_record_id", "nominal_id"]


def _rows(*rows: tuple[str, str | None]) -> Tables:
    return {"missing_episodes": pd.DataFrame(rows, columns=_COLUMNS, dtype="str")}


def _standing(*rows: tuple[str, str | None], last: int) -> Tables:
    (frame,) = _rows(*rows).values()
    return {"missing_episodes": frame.assign(**{LAST: pd.Timestamp(2026, 1, last)})}


def _counted(*sent: Tables, standing: Tables) -> dict[str, int]:
    aside = [
        Aside(received_date=date(2026, 1, day), quarantined=one)
        for day, one in enumerate(sent, start=1)
    ]
    found = count_set_aside(aside, POLICE, standing=standing)
    return dict(zip(found["source_person_id"], found["rows"], strict=True))


def test_rows_are_counted_by_the_person_of_the_agency() -> None:
    sent = _rows(("police/e/1", "A"), ("police/e/2", "A"), ("police/e/3", "B"))
    assert _counted(sent, standing={}) == {"police/ppn/A": 2, "police/ppn/B": 1}


def test_row_that_names_nobody_is_nobodys() -> None:
    assert _counted(_rows(("police/e/1", None)), standing={}) == {}


def test_row_that_was_put_right_later_is_not_counted() -> None:
    sent = _rows(("police/e/1", "A"), ("police/e/2", "A"))
    standing = _standing(("police/e/1", "A"), last=2)
    assert _counted(sent, {}, standing=standing) == {"police/ppn/A": 1}


def test_correction_that_was_set_aside_is_counted_though_what_it_corrects_stands() -> None:
    correction = _rows(("police/e/1", "A"))
    standing = _standing(("police/e/1", "A"), last=1)
    assert _counted({}, correction, standing=standing) == {"police/ppn/A": 1}


def test_row_that_was_put_right_and_then_wrongly_corrected_is_counted_once() -> None:
    sent = _rows(("police/e/1", "A"))
    standing = _standing(("police/e/1", "A"), last=2)
    assert _counted(sent, {}, sent, standing=standing) == {"police/ppn/A": 1}


def test_row_that_was_set_aside_twice_is_counted_once() -> None:
    sent = _rows(("police/e/1", "A"))
    assert _counted(sent, sent, standing={}) == {"police/ppn/A": 1}


def test_nothing_set_aside_gives_no_row() -> None:
    assert _counted(standing={}) == {}
    assert _counted({}, _rows(), standing={}) == {}


def test_what_a_later_delivery_takes_back_is_forgotten_and_what_comes_after_is_not() -> None:
    bad = {"visits": said(visits=[visit("v1"), visit("v2"), visit("v3", "p2")])["visits"]}
    person = {"people": said(people=[{"person_no": "p2"}])["people"]}
    record = {"visits": said(visits=[visit("v1")])["visits"]}
    first = Aside(received_date=date(2026, 1, 1), quarantined=bad)
    back = Aside(received_date=date(2026, 1, 2), quarantined={}, taken_back=person | record)
    again = Aside(received_date=date(2026, 1, 3), quarantined=bad)
    for sent, left in (
        ([first], {"p1": 2, "p2": 1}),
        ([first, back], {"p1": 1}),
        ([first, back, again], {"p1": 2, "p2": 1}),
    ):
        found = count_set_aside(sent, FEED, standing={})
        people = found["source_person_id"].str.rpartition("/")[2]
        assert dict(zip(people, found["rows"], strict=True)) == left
