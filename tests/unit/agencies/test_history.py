"""What a feed's deliveries add up to, and from when on a record may be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from agencies.contract import Reference
from agencies.history import (
    NOTHING,
    apply_delivery,
    find_new_columns,
    first_received,
    split_retractions,
)
from tests.support.redelivery import (
    FEED,
    FIRST_DAY,
    contents,
    person,
    said,
    standing_after,
    taken,
    visit,
)

FIRST = said(
    people=[person("p1"), person("p2")],
    visits=[visit("v1", minutes="20", team_no="t1"), visit("v2", "p2")],
    steps=[{"visit_no": "v1", "step_no": "1", "step": "call"}],
    notes=[{"person_no": "p1", "note": "tired"}],
    teams=[{"team_no": "t1", "name": "North"}],
)


def days_of(standing):
    first = first_received(standing)
    days = (first["received_date"].dt.date - FIRST_DAY).map(lambda one: one.days)
    return dict(zip(first["source_record_id"], days, strict=True))


def ids(standing, table):
    return standing.tables[table]["source_record_id"].tolist()


def test_everything_replaces_all_before_it():
    later = taken(said(people=[person("p2")], visits=[]), day=1, holds="everything")
    standing = standing_after([taken(FIRST), later])
    assert {name: len(rows) for name, rows in standing.tables.items()} == {"people": 1, "visits": 0}


def test_changes_add_records_and_leave_the_others():
    later = taken(said(people=[person("p3")], visits=[visit("v3", "p3")]), day=1)
    standing = standing_after([taken(FIRST, holds="everything"), later])
    assert ids(standing, "people") == ["fire/people/p1", "fire/people/p2", "fire/people/p3"]
    assert ids(standing, "visits") == ["fire/visits/v1", "fire/visits/v2", "fire/visits/v3"]
    assert len(standing.tables["steps"]) == len(standing.tables["notes"]) == 1


def test_a_correction_stands_once_with_its_newer_content():
    later = taken(said(visits=[visit("v1", minutes="45", team_no="t1")]), day=1)
    standing = standing_after([taken(FIRST), later])
    visits = standing.tables["visits"].set_index("visit_no")
    assert visits["minutes"].dropna().to_dict() == {"v1": 45}


def test_a_corrected_record_is_known_from_the_correction_on_and_the_others_as_before():
    later = taken(said(people=[person("p1"), person("p2", "High Street")]), day=3)
    days = days_of(standing_after([taken(FIRST), later]))
    assert days["fire/people/p1"] == 0
    assert days["fire/people/p2"] == 3


def test_a_late_row_is_known_from_the_delivery_it_came_with():
    later = taken(said(visits=[visit("v0", visit_date="2019-05-01")]), day=9)
    days = days_of(standing_after([taken(FIRST), later]))
    assert days["fire/visits/v0"] == 9


def test_what_a_record_says_again_was_known_when_it_said_so_first():
    days = days_of(
        standing_after(
            [
                taken(said(people=[person("p1", "Mill Lane")])),
                taken(said(people=[person("p1", "High Street")]), day=1),
                taken(said(people=[person("p1", "Mill Lane")]), day=2),
            ]
        )
    )
    assert days == {"fire/people/p1": 0}


def test_a_record_that_was_left_out_once_by_mistake_keeps_the_day_it_was_known():
    short = taken(said(people=[person("p1")]), day=1, holds="everything")
    again = taken(FIRST, day=2, holds="everything")
    assert set(
        days_of(standing_after([taken(FIRST, holds="everything"), short, again])).values()
    ) == {0}


def test_a_row_without_a_key_is_known_by_its_content_wherever_it_stands_in_the_file():
    notes = [{"person_no": "p2", "note": "new"}, {"person_no": "p1", "note": "tired"}]
    standing = standing_after([taken(FIRST), taken(said(notes=notes), day=1)])
    assert sorted(standing.tables["notes"]["note"]) == ["new", "tired"]
    assert sorted(days_of(standing)[one] for one in ids(standing, "notes")) == [0, 1]


def test_two_same_rows_without_a_key_are_two_and_stay_two():
    twice = said(notes=[{"person_no": "p1", "note": "tired"}] * 2)
    standing = standing_after([taken(FIRST), taken(twice, day=1), taken(twice, day=2)])
    assert standing.tables["notes"]["note"].tolist() == ["tired", "tired"]
    assert len(set(ids(standing, "notes"))) == 2


def test_a_person_that_is_taken_back_takes_all_that_refers_to_them():
    back = taken(said(people=[{"person_no": "p1", "taken_back": "Y"}]), day=1)
    standing = standing_after([taken(FIRST), back])
    assert contents(standing).keys() == {"people", "visits", "teams"}
    assert ids(standing, "people") == ["fire/people/p2"]
    assert ids(standing, "visits") == ["fire/visits/v2"]


def test_what_comes_with_or_after_the_taking_back_of_its_person_is_taken_back_only_with_it():
    both = said(
        people=[{"person_no": "p1", "taken_back": "Y"}], visits=[visit("v8", "p1")], notes=[]
    )
    standing = standing_after([taken(FIRST), taken(both, day=1)])
    assert ids(standing, "visits") == ["fire/visits/v2"]
    again = standing_after([taken(FIRST), taken(both, day=1), taken(FIRST, day=2)])
    assert ids(again, "people") == ["fire/people/p1", "fire/people/p2"]
    # It was forgotten, so it is known only from the day it came again.
    assert days_of(again)["fire/people/p1"] == days_of(again)["fire/visits/v1"] == 2
    assert days_of(again)["fire/people/p2"] == 0


def test_a_visit_that_is_taken_back_leaves_its_person():
    back = taken(said(visits=[{"visit_no": "v1", "taken_back": "Y"}]), day=1)
    standing = standing_after([taken(FIRST), back])
    assert len(standing.tables["people"]) == 2
    assert standing.tables["steps"].empty
    assert len(standing.tables["notes"]) == 1


def test_what_refers_to_one_of_several_rows_stays_while_one_of_them_stands():
    notes = replace(
        FEED.table("notes"), references=(Reference("person_no", "visits", "person_no"),)
    )
    feed = replace(FEED, tables=(notes, *(t for t in FEED.tables if t.name != "notes")))
    rows = {"visits": [visit("v1"), visit("v2")], "notes": [{"person_no": "p1", "note": "tired"}]}
    standing = apply_delivery(NOTHING, taken(said(**rows)), feed=feed)
    for number, left in (("v1", 1), ("v2", 0)):
        back = taken(said(visits=[{"visit_no": number, "taken_back": "Y"}]), day=1)
        standing = apply_delivery(standing, back, feed=feed)
        assert len(standing.tables["notes"]) == left


def test_the_name_of_a_team_that_is_taken_back_takes_no_record_with_it():
    back = taken(said(teams=[{"team_no": "t1", "taken_back": "Y"}]), day=1)
    standing = standing_after([taken(FIRST), back])
    assert standing.tables["teams"].empty
    assert len(standing.tables["visits"]) == 2


def test_what_was_never_sent_can_be_taken_back():
    back = taken(said(people=[{"person_no": "p9", "taken_back": "Y"}]))
    assert contents(standing_after([back])) == {}


def test_everything_can_hold_rows_that_take_back_too():
    rows = {
        "people": [person("p1"), {"person_no": "p2", "taken_back": "Y"}],
        "visits": [visit("v2", "p2")],
    }
    standing = standing_after([taken(said(**rows), holds="everything")])
    assert ids(standing, "people") == ["fire/people/p1"]
    assert ids(standing, "visits") == []


def test_a_row_that_takes_back_needs_no_more_than_its_key():
    rest, retractions = split_retractions(
        said(people=[{"person_no": "p1", "taken_back": "Y"}, {"taken_back": "Y"}, person("p2")]),
        FEED,
    )
    assert retractions["people"]["person_no"].tolist() == ["p1"]
    # The one without a key cannot be applied; a check sets it aside and says so.
    assert len(rest["people"]) == 2


def test_nothing_stands_before_the_first_delivery():
    assert first_received(NOTHING).empty
    assert apply_delivery(NOTHING, taken({}), feed=FEED).tables == {}


def without(tables, *columns):
    """Give tables as parsed from an export that lacks some columns: they are empty."""
    return {name: rows.assign(**dict.fromkeys(columns, pd.NA)).astype(rows.dtypes)
            for name, rows in tables.items()}  # fmt: skip


@pytest.mark.parametrize("holds", ["everything", "changes"])
def test_a_column_that_nobody_sent_before_makes_no_record_a_corrected_one(holds):
    narrow = without({"visits": FIRST["visits"]}, "minutes")
    wider = replace(
        taken({"visits": FIRST["visits"]}, day=5, holds=holds),
        new_columns={"visits": {"minutes", "not of the contract"}},
    )
    again = taken({"visits": FIRST["visits"]}, day=6, holds=holds)
    for deliveries in ([wider], [wider, again]):
        standing = standing_after([taken(narrow, holds="everything"), *deliveries])
        assert set(days_of(standing).values()) == {0}
        assert not first_received(standing)["is_correction"].any()
    # What was sent and was empty before is a correction when it is filled in.
    filled = standing_after([taken(narrow), replace(wider, new_columns={})])
    assert days_of(filled) == {"fire/visits/v1": 5, "fire/visits/v2": 0}


def test_a_column_is_new_if_no_delivery_before_held_it_and_one_held_the_table():
    before = [{"visits": ("visit_no", "team_no")}, {"visits": ("visit_no",)}]
    sent = {"visits": ("visit_no", "team_no", "minutes"), "notes": ("note",)}
    assert find_new_columns(sent, before) == {"visits": {"minutes"}}
    assert find_new_columns(sent, []) == {}


def test_only_what_read_otherwise_before_is_a_correction():
    other = taken(said(people=[person("p1"), person("p2", "High Street"), person("p3")]), day=2)
    back = taken(said(people=[person("p2")]), day=3)
    for deliveries, corrected in (([], []), ([other], ["fire/people/p2"]), ([other, back], [])):
        first = first_received(
            standing_after([taken(said(people=[person("p1"), person("p2")])), *deliveries])
        )
        assert first.loc[first["is_correction"], "source_record_id"].tolist() == corrected


@pytest.mark.parametrize("cell", [{"minutes": "0"}, {"taken_back": "N"}])
def test_nought_and_no_are_another_reading_than_nothing(cell):
    later = taken(said(visits=[visit("v1", **cell)]), day=3)
    assert days_of(standing_after([taken(said(visits=[visit("v1")])), later])) == {
        "fire/visits/v1": 3
    }


def test_values_that_change_places_are_another_reading():
    notes = {"steps": [{"visit_no": "1", "step_no": "2", "step": "3"}]}
    moved = {"steps": [{"visit_no": "1", "step_no": "2", "step": "2"}]}
    one, other = (standing_after([taken(said(**rows))]).readings for rows in (notes, moved))
    assert one["record"].tolist() == other["record"].tolist()
    assert one["content"].tolist() != other["content"].tolist()


def test_a_row_that_takes_back_what_the_same_delivery_says_is_left_for_the_checks():
    rows = [
        visit("v1"),
        {"visit_no": "v1", "taken_back": "Y"},
        {"visit_no": "v2", "taken_back": "Y"},
    ]
    rest, retractions = split_retractions(said(visits=rows), FEED)
    assert rest["visits"]["visit_no"].tolist() == ["v1", "v1"]
    assert retractions["visits"]["visit_no"].tolist() == ["v2"]


@pytest.mark.parametrize("holds", ["everything", "changes"])
def test_only_hashes_are_remembered_of_what_no_longer_stands(holds):
    standing = standing_after([taken(FIRST), taken(said(people=[person("p1", "X")]), holds=holds)])
    assert {str(dtype) for dtype in standing.readings.dtypes} == {"uint64", "datetime64[us]"}


def test_a_delivery_of_no_row_changes_nothing():
    empty = taken(said(people=[], visits=[], steps=[], notes=[], teams=[]), day=4)
    assert empty.received_date == date(2026, 1, 5)
    before, after = standing_after([taken(FIRST)]), standing_after([taken(FIRST), empty])
    assert contents(before) == contents(after)
    assert days_of(before) == days_of(after)
