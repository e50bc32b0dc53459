from __future__ import annotations

import pytest

from simulator.calibration import measure_rates, open_on_last_day, rates_per_10k, referral_shares
from simulator.county import County, draw_county
from simulator.parameters import CountyParameters
from tests.unit.simulator.conftest import UNTIL


@pytest.fixture(scope="module")
def large() -> County:
    return draw_county(CountyParameters(), children=5000, years=5, seed=1, until=UNTIL)


def test_rates_are_those_of_england_within_the_stated_tolerance(large: County) -> None:
    rates = measure_rates(large)
    off = (rates["measured"] / rates["published"] - 1).abs()
    assert rates[off > rates["within_share"]].empty, rates


def test_conferences_follow_a_third_of_enquiries(large: County) -> None:
    rates = rates_per_10k(large)
    share = rates["initial_conferences"] / rates["section_47_enquiries"]
    assert share == pytest.approx(0.32, abs=0.06)  # EES 2023 and 2025: 33 % and 31 %


# EES C1 and C5: share of referrals, and how far the county may be from it.
@pytest.mark.parametrize(
    ("name", "published", "within"),
    [
        ("police", 0.287, 0.08),
        ("schools", 0.182, 0.06),
        ("health", 0.150, 0.05),
        ("authority", 0.141, 0.05),
        ("individual", 0.081, 0.04),
        ("again within 12 months", 0.22, 0.05),
        ("no further action", 0.065, 0.03),
        ("assessed, not in need", 0.308, 0.07),
        ("closed within 3 months", 0.45, 0.10),
    ],
)
def test_referrals_come_and_end_as_in_england(
    large: County, name: str, published: float, within: float
) -> None:
    assert referral_shares(large)[name] == pytest.approx(published, abs=within)


def test_as_many_children_are_in_need_on_a_day_as_in_england(large: County) -> None:
    stock = open_on_last_day(large)
    assert stock["in need"] == pytest.approx(333, rel=0.25)  # EES 2024: 332.9 per 10,000
    assert stock["on a plan"] == pytest.approx(42, rel=0.5)  # EES 2020: 42.8; about 20 children
