from __future__ import annotations

import re

import numpy as np
import pytest

from simulator.addresses import address_at
from simulator.county import County
from simulator.names import GROUPS, NICKNAMES, SPELLINGS
from simulator.population import OPEN_DAY


def test_brothers_and_sisters_share_a_home_and_mostly_a_surname(county: County) -> None:
    families = county.population.children.groupby("household")
    sizes = families.size()
    assert sizes.max() <= 5
    assert (sizes > 1).mean() > 0.2
    shared = families["surname"].nunique()[sizes > 1] == 1
    assert 0.75 < shared.mean() < 0.99


def test_no_two_children_of_a_family_have_one_forename(county: County) -> None:
    assert not county.population.children.duplicated(["household", "forename"]).any()


def test_some_children_are_twins(county: County) -> None:
    twins = county.population.children.duplicated(["household", "birth"], keep=False)
    assert 0.002 < twins.mean() < 0.06


def test_births_are_spread_over_the_years(county: County) -> None:
    birth, until = county.population.children["birth"], county.population.period.until
    by_age = np.histogram((until - birth) / 365.25, bins=[0, 6, 12, 18])[0]
    assert by_age.min() > 0.75 * by_age.max()


def test_a_family_is_always_at_one_address_that_no_other_family_has(county: County) -> None:
    stays = county.population.addresses.sort_values(["household", "from_day"])
    following = stays.groupby("household")["from_day"].shift(-1)
    open_end = OPEN_DAY
    assert (stays["to_day"] == following.fillna(open_end)).all()
    assert (stays["to_day"] > stays["from_day"]).all()
    assert not stays.duplicated(["line", "postcode"]).any()


def test_addresses_are_found_by_day(county: County) -> None:
    stays = county.population.addresses
    moved = stays[stays.duplicated("household", keep="last")].iloc[0]
    home = np.array([moved["household"]] * 3)
    days = np.array([-(10**5), moved["to_day"] - 1, moved["to_day"]])
    lines = address_at(county.population.addresses, home, days)["line"].tolist()
    first = stays[stays["household"] == moved["household"]].iloc[0]["line"]
    assert lines[0] == first
    assert lines[1] == moved["line"]
    assert lines[2] != moved["line"]


def test_postcodes_and_telephones_are_ones_that_nobody_has(county: County) -> None:
    postcodes = county.population.addresses["postcode"]
    assert all(re.fullmatch(r"XE\d{1,2} \d[A-Z]{2}", one) for one in postcodes)
    assert all(re.fullmatch(r"07700 900\d{3}", t) for t in county.population.children["telephone"])


def test_there_are_many_names_and_every_other_form_differs() -> None:
    forenames = {name for group in GROUPS for name in (*group.girls, *group.boys)}
    surnames = {name for group in GROUPS for name in group.surnames}
    assert len(forenames) >= 300
    assert len(surnames) >= 450
    assert sum(group.share for group in GROUPS) == pytest.approx(1.0)
    for forms in (NICKNAMES, SPELLINGS):
        assert all(name not in others for name, others in forms.items())
    assert len(set(SPELLINGS) & (forenames | surnames)) > 0.9 * len(SPELLINGS)
