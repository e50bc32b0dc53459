from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from core.catalogue import CHRONOLOGY, LINKS, PERSONS, SOURCE_EVENTS
from core.errors import LeakageError
from features.chronology import build_chronology, concern_agencies
from tests.support.chronology import deliveries, empty

LOADED = pd.Timestamp("2024-06-01")


def source_events(*rows: dict[str, Any]) -> pd.DataFrame:
    usual = {
        "source_person_id": "police/ppn/P1", "source_record_id": "police/notices/1",
        "agency": "police", "format": "ppn", "kind": "public_protection_notice",
        "category": "concern", "event_date": pd.Timestamp("2024-01-10"),
        "recorded_date": pd.Timestamp("2024-01-12"), "is_injury": False,
    }  # fmt: skip
    filled = [dict.fromkeys(SOURCE_EVENTS.columns) | usual | row for row in rows]
    return SOURCE_EVENTS.conform(pd.DataFrame(filled, columns=SOURCE_EVENTS.columns))


def build(
    events: pd.DataFrame, *, restricted: bool = False, is_correction: bool = False, **said: Any
):
    people = {"police/ppn/P1": "000001-B", "police/ppn/P2": "000002-C"}
    links = empty(
        LINKS, source_person_id=list(people), agency=["police"] * 2,
        person_id=list(people.values()), matched_by=["identifier", "details"],
        needs_check=[False, True],
    )  # fmt: skip
    persons = empty(
        PERSONS, person_id=list(people.values()), agencies=["police"] * 2,
        household_id=["h1", "h2"], is_restricted=[restricted, False],
    )  # fmt: skip
    received = pd.DataFrame({"source_record_id": sorted(set(events["source_record_id"]))})
    return build_chronology(
        events,
        links=links,
        persons=persons,
        deliveries=deliveries(agencies=("police",), **{"received_date": date(2024, 6, 1), **said}),
        first_received=received.assign(received_date=LOADED, is_correction=is_correction),
    )


def known(events: pd.DataFrame, **said: Any) -> str:
    return str(build(events, **said).chronology["known_date"].iloc[0].date())


def test_past_records_loaded_in_one_go_are_known_from_the_day_they_were_recorded():
    assert known(source_events({})) == "2024-01-12"


def test_the_delay_an_agency_states_is_added():
    assert known(source_events({}), recording_delay_days=3) == "2024-01-15"


def test_a_live_delivery_is_known_from_the_day_we_received_it():
    assert known(source_events({}), is_historical_load=False) == "2024-06-01"


def test_without_a_recorded_date_it_is_known_from_the_day_we_received_it():
    assert known(source_events({"recorded_date": None})) == "2024-06-01"


def test_what_a_later_historical_load_corrects_is_known_from_the_day_we_received_it():
    assert known(source_events({}), is_correction=True) == "2024-06-01"


def test_nothing_is_known_later_than_the_day_we_received_it():
    assert known(source_events({}), recording_delay_days=365) == "2024-06-01"


def test_a_delivery_nobody_lists_any_more_counts_as_live():
    assert known(source_events({}), received_date=date(2024, 5, 1)) == "2024-06-01"


def test_a_booked_event_is_known_before_it_happens():
    booked = source_events({"event_date": pd.Timestamp("2024-09-01")})
    assert known(booked) == "2024-01-12"


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize(
    "kind",
    ["assessment_completed", "section_47_completed", "episode_closed", "school_left",
     "early_help_ended", "child_protection_plan_ended", "looked_after_ended"],
)  # fmt: skip
def test_the_end_of_something_is_never_known_before_it_ended(kind, live):
    ended = source_events({"kind": kind, "event_date": pd.Timestamp("2024-09-01")})
    assert known(ended, is_historical_load=not live) == "2024-09-01"
    past = source_events({"kind": kind})
    assert known(past, is_historical_load=not live) == ("2024-06-01" if live else "2024-01-12")


def test_every_entry_goes_on_or_is_dropped_with_a_reason():
    events = source_events(
        {},
        {},
        {"source_record_id": "police/notices/2", "source_person_id": "police/ppn/P2"},
        {"source_record_id": "police/notices/3", "source_person_id": "police/ppn/P9"},
    )
    built = build(events, restricted=True)
    assert built.dropped.to_dict("records") == [
        {"reason": "no_person", "agency": "police", "rows": 1},
        {"reason": "restricted", "agency": "police", "rows": 2},
    ]
    assert list(built.chronology["event_id"]) == ["police/notices/2#public_protection_notice"]
    assert len(built.chronology) + built.dropped["rows"].sum() == len(events)


def test_the_same_entry_twice_is_one_entry():
    built = build(source_events({}, {}))
    assert len(built.chronology) == 1
    assert built.dropped.to_dict("records") == [
        {"reason": "repeated", "agency": "police", "rows": 1}
    ]


def test_two_entries_of_one_kind_from_one_row_have_different_ids():
    built = build(source_events({}, {"event_date": pd.Timestamp("2024-01-11")}))
    assert list(built.chronology["event_id"]) == [
        "police/notices/1#public_protection_notice",
        "police/notices/1#public_protection_notice#2",
    ]


def test_addresses_are_numbered_by_postcode_whoever_spelled_them() -> None:
    built = build(
        source_events(
            {
                "kind": "address_recorded",
                "event_date": "2024-03-01",
                "address_key": "ZZ99 2ZZ|2 INVENTED LANE",
            },
            {
                "kind": "address_recorded",
                "event_date": "2024-01-01",
                "address_key": "ZZ99 1ZZ|1 INVENTED RD",
            },
            {
                "kind": "address_recorded",
                "event_date": "2024-02-01",
                "address_key": "ZZ99 1ZZ|1 INVENTED ROAD",
            },
        )
    )
    assert built.chronology["detail"].tolist() == ["address_1", "address_1", "address_2"]


def test_the_chronology_holds_neither_address_nor_the_agencys_own_person_id():
    built = build(source_events({"address_key": "ZZ99 9ZZ|1 INVENTED ROAD"}))
    assert list(built.chronology.columns) == CHRONOLOGY.columns
    assert not built.chronology.astype("str").isin(["ZZ99 9ZZ|1 INVENTED ROAD"]).any(axis=None)


def test_how_it_was_matched_goes_with_each_entry():
    built = build(source_events({"source_person_id": "police/ppn/P2"}))
    assert built.chronology[["matched_by", "needs_check"]].to_dict("records") == [
        {"matched_by": "details", "needs_check": True}
    ]


def test_nothing_at_all_gives_an_empty_chronology():
    built = build(source_events())
    assert len(built.chronology) == 0
    assert len(built.dropped) == 0


def test_a_record_that_nobody_saw_arrive_stops_the_night():
    events = source_events({})
    with pytest.raises(LeakageError, match="not known when some entries were first received"):
        build_chronology(
            events,
            links=empty(
                LINKS, source_person_id=["police/ppn/P1"], agency=["police"],
                person_id=["000001-B"], matched_by=["alone"], needs_check=[False],
            ),
            persons=empty(
                PERSONS, person_id=["000001-B"], agencies=["police"], household_id=["h"],
                is_restricted=[False],
            ),
            deliveries=deliveries(agencies=("police",)),
            first_received=pd.DataFrame({"source_record_id": ["x"], "received_date": [LOADED]}),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "category", "raised_by", "whose"),
    [
        ("contact_family", "concern", "family", "social_care"),
        ("contact_agency", "response", "police", "police"),
        ("referral", "response", "education", "education"),
        ("referral", "concern", "family", "social_care"),
        ("referral", "response", "other_agency", None),
        ("assessment_started", "response", "police", None),
        ("social_work_visit", "routine", None, None),
    ],
)
def test_whose_concern_an_entry_is(kind, category, raised_by, whose):
    events = source_events(
        {"agency": "social_care", "kind": kind, "category": category, "raised_by": raised_by}
    )
    found = concern_agencies(events).iloc[0]
    assert (None if pd.isna(found) else found) == whose
