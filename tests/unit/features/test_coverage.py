from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from agencies.feeds import reporting_agencies
from core.vocabulary import Capability
from features.coverage import REPORTING_AGENCIES, Coverage
from tests.support.chronology import coverage, deliveries

START, END = date(2023, 6, 1), date(2024, 6, 1)


def two_deliveries(**second: object) -> Coverage:
    first = deliveries(
        agencies=("police",), received_date=date(2024, 1, 1), coverage_end=date(2023, 12, 31)
    )
    later = deliveries(agencies=("police",), received_date=date(2024, 6, 1), **second)
    return Coverage.from_deliveries(pd.concat([later, first], ignore_index=True))


def test_agencies_are_those_that_sent_something_in_the_order_of_pages():
    assert coverage(agencies=("police", "social_care")).agencies == ("social_care", "police")


def test_the_restrictions_list_is_no_agency():
    rows = deliveries(agencies=("police",)).assign(agency="restrictions")
    assert Coverage.from_deliveries(rows).agencies == ()


def test_the_agencies_are_those_with_a_contract():
    assert tuple(agency.code for agency in reporting_agencies()) == tuple(REPORTING_AGENCIES)


def test_an_optional_agency_is_missed_only_once_it_has_sent_something():
    usual = ("social_care", "police", "health", "education")
    assert coverage(agencies=("police",)).missed == usual
    assert coverage(agencies=("housing_and_adults",)).missed == (*usual, "housing_and_adults")


@pytest.mark.parametrize(
    ("first_day", "last_day", "is_covered"),
    [
        (date(2023, 6, 1), date(2024, 6, 1), True),
        (date(2023, 6, 2), date(2024, 6, 1), False),
        (date(2023, 6, 1), date(2024, 5, 1), True),
        (date(2023, 6, 1), date(2024, 4, 30), False),
    ],
)
def test_covering_means_from_the_first_day_and_up_to_a_month_ago(first_day, last_day, is_covered):
    given = coverage(coverage_start=first_day, coverage_end=last_day)
    assert given.covers("police", START, END) is is_covered


def test_an_agency_that_sent_nothing_covers_nothing():
    assert not coverage(agencies=("police",)).covers("health", START, END)
    assert not coverage(agencies=("police",)).covers("health", END, END)


def test_a_system_that_cannot_record_sharing_cannot_though_its_format_has_the_field():
    assert coverage().can("police", Capability.SHARING)
    assert not coverage(can_record_sharing=False).can("police", Capability.SHARING)


def test_agencies_that_can_must_also_cover():
    given = coverage(coverage_start={"police": date(2024, 1, 1)})
    assert given.agencies_that_can(Capability.CONCERN, start=START, end=END) == (
        "social_care", "health", "education",
    )  # fmt: skip


def test_a_live_feed_tells_nothing_of_a_date_before_it_came():
    live = coverage(is_historical_load=False, received_date=date(2024, 6, 1))
    assert live.as_known_on(date(2024, 5, 31)).agencies == ()
    assert live.as_known_on(date(2024, 6, 1)).agencies == tuple(REPORTING_AGENCIES)


def test_a_historical_load_tells_of_the_past_up_to_its_delay():
    given = coverage(recording_delay_days=40, received_date=date(2024, 7, 1))
    assert given.as_known_on(date(2024, 6, 1)).span(Capability.APPOINTMENT) == (
        date(2015, 1, 1), date(2024, 4, 22),
    )  # fmt: skip
    whole = given.as_known_on(date(2024, 7, 1)).span(Capability.APPOINTMENT)
    assert whole == (date(2015, 1, 1), date(2024, 7, 1))


def test_a_later_delivery_takes_the_place_of_an_earlier_one():
    narrower = two_deliveries(is_historical_load=False, coverage_start=date(2024, 1, 1))
    assert not narrower.as_known_on(END).covers("police", START, END)
    joined = two_deliveries(is_historical_load=False)
    assert joined.as_known_on(END).covers("police", START, END)
    assert joined.as_known_on(date(2024, 1, 15)).covers("police", START, date(2024, 1, 15))


def test_a_gap_between_deliveries_is_not_covered():
    first = deliveries(agencies=("police",), coverage_end=date(2023, 8, 1))
    other = deliveries(agencies=("police",), coverage_start=date(2023, 8, 3)).assign(format="other")
    both = Coverage.from_deliveries(pd.concat([first, other], ignore_index=True))
    assert not both.covers("police", START, END)
    touching = other.assign(coverage_start=pd.Timestamp("2023-08-02"))
    both = Coverage.from_deliveries(pd.concat([first, touching], ignore_index=True))
    assert both.covers("police", START, END)


def test_nobody_who_can_gives_no_span():
    assert coverage(agencies=("police",)).span(Capability.JOINT_DISCUSSION) is None
