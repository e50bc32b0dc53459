"""Family Context extracts: a service is or was involved, and no more is said."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.parse import parse_tables
from agencies.social_care.family_context import FEED
from tests.support.agency_tables import accepted
from tests.support.third_party import third_party


def person(**cells):
    named = {name.replace("_", " ").title(): text for name, text in cells.items()}
    persons = FEED.to_persons(accepted(FEED, csc=[{"Cms Id": "7", **named}]))
    return persons.iloc[0]


@pytest.mark.parametrize(
    ("sent", "address", "postcode"),
    [
        ("Flat 3\nSally Mall\nExampleton\nZZ1 1ZZ", "Flat 3 Sally Mall", "ZZ1 1ZZ"),
        ("39 Adam Glens\r\nExampleton\r\nzz11zz", "39 Adam Glens", "ZZ1 1ZZ"),
        ("39 Adam Glens, Exampleton, ZZ1 1ZZ", "39 Adam Glens", "ZZ1 1ZZ"),
        ("39 Adam Glens\nZZ1 1ZZ", "39 Adam Glens", "ZZ1 1ZZ"),
        ("39 Adam Glens\nExampleton", "39 Adam Glens", None),
        ("39 Adam Glens", "39 Adam Glens", None),
        ("", None, None),
    ],
)
def test_an_address_of_several_lines_gives_a_first_line_and_a_postcode(sent, address, postcode):
    found = person(address=sent)
    assert (None if pd.isna(found["address"]) else found["address"]) == address
    assert (None if pd.isna(found["postcode"]) else found["postcode"]) == postcode


@pytest.mark.parametrize(("sent", "sex"), [("Male", "M"), ("Female", "F"), ("Other", None)])
def test_gender_other_than_male_or_female_is_missing_for_linkage(sent, sex):
    found = person(gender=sent)["sex"]
    assert (None if pd.isna(found) else found) == sex


def test_an_extract_says_when_a_service_got_involved_and_when_it_last_had_to_do():
    row = {"Cms Id": "7", "Start Date Of Last Involvement": "2022-02-17",
           "Date Of Most Recent Interaction": "2019-08-24 00:00:00"}  # fmt: skip
    events = FEED.to_events(accepted(FEED, csc=[row]))
    assert dict(zip(events["kind"], events["event_date"].astype("str"), strict=True)) == {
        "service_involvement": "2022-02-17", "service_interaction": "2019-08-24",
    }  # fmt: skip
    assert set(events["category"]) == {"routine"}
    assert events[["raised_by", "outcome", "is_nfa", "recorded_date"]].isna().all(axis=None)


def test_a_date_that_was_not_sent_is_no_entry():
    assert len(FEED.to_events(accepted(FEED, csc=[{"Cms Id": "7"}]))) == 0


def test_it_can_record_none_of_the_deciding_things():
    assert FEED.capabilities == frozenset()


def test_staff_are_never_read():
    names = {column.name for column in FEED.table("csc").columns}
    assert not [name for name in names if "Contact" in name]


@pytest.mark.third_party
def test_the_published_sample_reads_whole():
    tables = parse_tables(FEED.read(third_party("family_context_sample")).tables, FEED)
    persons = FEED.to_persons(tables)
    assert len(persons) == 500
    assert (
        persons[["forename", "surname", "birth_date", "postcode", "address"]].notna().all(axis=None)
    )
    assert tables["csc"]["_unreadable"].isna().all()
    assert len(FEED.to_events(tables)) == 1000
