from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from simulator.county import County
from simulator.extracts import Setting
from simulator.health import break_check_digit
from simulator.identity import Roster, draw_roster, mistype, swap_day_and_month
from simulator.parameters import NO_NOISE, Noise


def _roster(county: County, noise: Noise, feed: str = "police/ppn") -> Roster:
    children = np.arange(len(county.population.children))
    return draw_roster(county.population, children, feed=feed, noise=noise)


def test_without_noise_an_agency_holds_the_truth(county: County) -> None:
    held = _roster(county, NO_NOISE).persons.sort_values("child", ignore_index=True)
    truth = county.population.children
    for column in ("forename", "surname", "birth", "sex", "nhs_number", "upn"):
        assert held[column].tolist() == truth[column].tolist()
    assert held["postcode"].notna().all()


@pytest.mark.parametrize(
    ("noise", "column", "low", "high"),
    [
        (replace(NO_NOISE, typo=0.2), "surname", 0.15, 0.25),
        (replace(NO_NOISE, nickname=1.0), "forename", 0.15, 0.45),
        (replace(NO_NOISE, other_spelling=1.0), "forename", 0.05, 0.35),
        (replace(NO_NOISE, swapped_birth_date=0.5), "birth", 0.12, 0.25),
    ],
)
def test_noise_changes_about_as_many_records_as_it_says(
    county: County, noise: Noise, column: str, low: float, high: float
) -> None:
    held = _roster(county, noise).persons.sort_values("child", ignore_index=True)
    changed = (held[column] != county.population.children[column]).mean()
    assert low < changed < high


def test_a_child_held_twice_has_two_ids_and_its_rows_go_to_both(county: County) -> None:
    roster = _roster(county, replace(NO_NOISE, duplicate_person=0.2))
    twice = roster.persons[roster.persons.duplicated("child", keep=False)]
    assert 0.1 < twice["child"].nunique() / roster.persons["child"].nunique() < 0.3
    assert roster.persons["own_id"].is_unique
    child = int(twice["child"].iloc[0])
    rows = pd.DataFrame({"child": np.repeat(child, 60), "day": county.population.period.until})
    given = roster.own_ids(rows, "visits", county.population)
    assert set(given) == set(twice.loc[twice["child"] == child, "own_id"])


def test_ids_of_two_agencies_do_not_give_each_other_away(county: County) -> None:
    def order(feed: str) -> list[int]:
        held = _roster(county, NO_NOISE, feed).persons
        return held.sort_values("own_id")["child"].tolist()

    assert order("police/ppn") != order("health/ecds_csds")
    assert order("police/ppn") != sorted(order("police/ppn"))


@pytest.mark.parametrize("name", ["Al", "Grace", "Wolstenholme"])
def test_a_slip_changes_a_name_a_little(name: str) -> None:
    for where, slip, key in np.random.default_rng(2).random((30, 3)):
        slipped = mistype(name, where=where, slip=slip, key=key)
        assert slipped[0] == name[0]
        assert abs(len(slipped) - len(name)) <= 1


@pytest.mark.parametrize(
    ("day", "swapped"),
    [
        (date(2019, 3, 11), date(2019, 11, 3)),
        (date(2019, 3, 13), date(2019, 3, 13)),
        (date(2020, 2, 12), date(2020, 12, 2)),
    ],
)
def test_day_and_month_are_exchanged_where_that_is_a_date(day: date, swapped: date) -> None:
    assert swap_day_and_month(day) == swapped


def test_a_broken_check_digit_is_wrong() -> None:
    assert break_check_digit("9990000018") == "9990000019"
    assert break_check_digit("9990000069") == "9990000060"


@pytest.mark.parametrize("agency", ["social_care", "police", "health", "education"])
def test_most_entries_are_held_at_once_and_a_few_much_later(county: County, agency: str) -> None:
    setting = Setting(agency, county.parameters, Noise(), county.population)
    child = np.repeat(np.arange(len(county.population.children)), 20)
    held = setting.recorded(pd.DataFrame({"child": child, "day": 0}), "rows")
    delay = held["recorded_date"]
    assert delay.min() == 0
    assert delay.median() <= 1
    assert (delay == 0).mean() >= 0.5
    assert delay.max() > 60
    assert (delay > 21).mean() < 0.06
