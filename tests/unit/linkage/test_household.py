"""Who lives together."""

from __future__ import annotations

import pandas as pd

from linkage.homes import MOST_PERSONS_AT_HOME, find_households


def households(*rows):
    homes = [(p, f"{postcode}|{line}" if postcode and line else "") for p, postcode, line in rows]
    return find_households(pd.DataFrame(homes, columns=["person_id", "home"])).tolist()


def test_persons_at_one_address_share_a_household():
    assert households(("2", "AB123LN", "4 mill"), ("1", "AB123LN", "4 mill")) == ["1", "1"]


def test_a_postcode_alone_is_no_household():
    assert households(("2", "AB123LN", ""), ("1", "AB123LN", "")) == ["2", "1"]


def test_without_an_address_a_person_stands_alone():
    assert households(("2", "", ""), ("1", "", "")) == ["2", "1"]


def test_an_address_that_many_share_is_an_institution():
    home = [(f"{n:02d}", "AB123LN", "4 mill") for n in range(MOST_PERSONS_AT_HOME)]
    assert set(households(*home)) == {"00"}
    assert len(set(households(*home, ("99", "AB123LN", "4 mill")))) == MOST_PERSONS_AT_HOME + 1
