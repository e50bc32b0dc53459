"""Comparing dates and looking things up, as rules do."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.feeds import find_feed
from expectations.rule import before_its, is_after, is_before, look_up, rules_of

DAYS = pd.Series(pd.to_datetime(["2026-01-01", "2026-01-05", None]))
OTHERS = pd.Series(pd.to_datetime(["2026-01-02", "2026-01-05", "2026-01-05"]))


def test_what_cannot_be_compared_is_neither_before_nor_not_before() -> None:
    assert is_before(DAYS, OTHERS).tolist() == [True, False, pd.NA]
    assert is_after(OTHERS, DAYS).tolist() == [True, False, pd.NA]


def test_a_margin_of_days_is_allowed_in_full() -> None:
    assert is_before(DAYS, OTHERS, days=1).tolist() == [False, False, pd.NA]
    assert is_after(OTHERS, DAYS, days=1).tolist() == [False, False, pd.NA]


def test_a_row_that_names_nothing_finds_nothing_even_where_another_has_no_key() -> None:
    rows = pd.DataFrame({"a": ["1", None, "9"]}, index=[7, 8, 9], dtype="str")
    other = pd.DataFrame({"b": ["1", None], "day": ["first", "lost"]}, dtype="str")
    found = look_up(rows, other, by={"a": "b"}, give="day")
    assert found.index.tolist() == [7, 8, 9]
    assert found.fillna("nothing").tolist() == ["first", "nothing", "nothing"]


def test_a_key_of_two_columns_is_looked_up_whole() -> None:
    rows = pd.DataFrame({"a": ["1", "1"], "b": ["x", "y"]}, dtype="str")
    other = pd.DataFrame({"c": ["1", "1"], "d": ["y", "x"], "day": ["2", "1"]}, dtype="str")
    assert look_up(rows, other, by={"a": "c", "b": "d"}, give="day").tolist() == ["1", "2"]


def test_one_of_several_rows_with_the_same_key_is_not_chosen() -> None:
    rows = pd.DataFrame({"a": ["1", "2"]}, dtype="str")
    other = pd.DataFrame({"b": ["1", "1", "2"], "day": ["x", "y", "z"]}, dtype="str")
    found = look_up(rows, other, by={"a": "b"}, give="day")
    assert found.fillna("nothing").tolist() == ["nothing", "z"]


@pytest.mark.parametrize("empty", ["rows", "other"])
def test_nothing_is_found_in_or_for_an_empty_table(empty: str) -> None:
    rows = pd.DataFrame({"a": ["1"]}, dtype="str")
    other = pd.DataFrame({"b": ["1"], "day": ["first"]}, dtype="str")
    if empty == "rows":
        assert look_up(rows.head(0), other, by={"a": "b"}, give="day").tolist() == []
    else:
        assert look_up(rows, other.head(0), by={"a": "b"}, give="day").isna().tolist() == [True]


def test_a_feed_gets_its_own_rules_in_the_order_of_their_codes() -> None:
    assert [rule.code for rule in rules_of(find_feed("police", "ppn"))] == ["POL01", "POL02"]
    assert [r.code for r in rules_of(find_feed("restrictions", "restrictions_list"))] == ["RST01"]
    assert rules_of(find_feed("education", "family_context")) == ()


def test_a_row_is_compared_with_the_date_of_the_row_it_names() -> None:
    rows = pd.DataFrame({"a": ["1", "1", None], "day": pd.to_datetime(["2026-01-01"] * 3)})
    other = pd.DataFrame({"b": ["1"], "began": pd.to_datetime(["2026-01-02"])})
    check = before_its("referrals", by={"a": "b"}, date="began")
    assert check(rows, "day", {"referrals": other}).tolist() == [True, True, pd.NA]
    later = {"referrals": other.assign(began=pd.to_datetime(["2026-01-01"]))}
    assert check(rows, "day", later).tolist() == [False, False, pd.NA]
