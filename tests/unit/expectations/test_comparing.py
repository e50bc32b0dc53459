"""Comparing dates, looking things up and finding periods that overlap, as rules do."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.comparing import (
    after_its,
    after_own,
    before_its,
    before_own,
    before_year,
    differs_at_another_agency,
    differs_elsewhere,
    each_row,
    has_wrong_check_digit,
    has_wrong_check_letter,
    is_after,
    is_before,
    is_named_by,
    is_one_of_several,
    look_up,
    overlaps,
    right_upns,
    several_open,
    starts_within,
    starts_within_another,
)

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
    assert is_named_by(rows, other, by={"a": "b"}).tolist() == [True, False, False]


def test_a_key_of_two_columns_is_looked_up_whole() -> None:
    rows = pd.DataFrame({"a": ["1", "1", "1"], "b": ["x", "y", None]}, dtype="str")
    other = pd.DataFrame({"c": ["1", "1", "1"], "d": ["y", "z", None], "day": ["2", "1", "0"]})
    by = {"a": "c", "b": "d"}
    found = look_up(rows, other.astype("str"), by=by, give="day")
    assert found.fillna("nothing").tolist() == ["nothing", "2", "nothing"]
    assert is_named_by(rows, other.astype("str"), by=by).tolist() == [False, True, False]


def test_one_of_several_rows_with_the_same_key_is_not_chosen() -> None:
    rows = pd.DataFrame({"a": ["1", "2"]}, dtype="str")
    other = pd.DataFrame({"b": ["1", "1", "2"], "day": ["x", "y", "z"]}, dtype="str")
    found = look_up(rows, other, by={"a": "b"}, give="day")
    assert found.fillna("nothing").tolist() == ["nothing", "z"]
    assert is_named_by(rows, other, by={"a": "b"}).tolist() == [True, True]


@pytest.mark.parametrize("empty", ["rows", "other"])
def test_nothing_is_found_in_or_for_an_empty_table(empty: str) -> None:
    rows = pd.DataFrame({"a": ["1"]}, dtype="str")
    other = pd.DataFrame({"b": ["1"], "day": ["first"]}, dtype="str")
    if empty == "rows":
        assert look_up(rows.head(0), other, by={"a": "b"}, give="day").tolist() == []
    else:
        assert look_up(rows, other.head(0), by={"a": "b"}, give="day").isna().tolist() == [True]


def test_only_rows_that_count_name_anything() -> None:
    rows = pd.DataFrame({"a": ["1", "2"]}, dtype="str")
    other = pd.DataFrame({"b": ["1", "2"]}, dtype="str")
    where = pd.Series([True, None], dtype="boolean")
    assert is_named_by(rows, other, by={"a": "b"}, where=where).tolist() == [True, False]


def test_several_are_told_among_the_rows_that_count_and_gaps_are_not_the_same() -> None:
    rows = pd.DataFrame({"a": ["1", "1", "1", None, None, "2"]}, dtype="str")
    where = pd.Series([True, True, None, True, True, True], dtype="boolean")
    found = is_one_of_several(rows, ["a"], where=where)
    assert found.tolist() == [True, True, False, False, False, False]


def test_a_row_is_compared_with_the_date_of_the_row_it_names() -> None:
    rows = pd.DataFrame({"a": ["1", "1", None], "day": pd.to_datetime(["2026-01-01"] * 3)})
    other = pd.DataFrame({"b": ["1"], "began": pd.to_datetime(["2026-01-02"])})
    before = before_its("referrals", by={"a": "b"}, date="began")
    after = after_its("referrals", by={"a": "b"}, date="began")
    assert before(rows, "day", {"referrals": other}).tolist() == [True, True, pd.NA]
    assert after(rows, "day", {"referrals": other}).tolist() == [False, False, pd.NA]
    earlier = {"referrals": other.assign(began=pd.to_datetime(["2025-12-31"]))}
    assert before(rows, "day", earlier).tolist() == [False, False, pd.NA]
    assert after(rows, "day", earlier).tolist() == [True, True, pd.NA]


def test_a_check_of_each_row_needs_no_other_table() -> None:
    rows = pd.DataFrame({"a": ["1", None]}, dtype="str")
    assert each_row(lambda one: one["a"].isna())(rows, "a", {}).tolist() == [False, True]


def test_two_dates_of_a_row_are_compared() -> None:
    rows = pd.DataFrame({"day": DAYS, "other": OTHERS})
    assert before_own("other")(rows, "day", {}).tolist() == [True, False, pd.NA]
    assert before_own("other", days=1)(rows, "day", {}).tolist() == [False, False, pd.NA]
    assert after_own("day")(rows, "other", {}).tolist() == [True, False, pd.NA]


def test_a_year_begins_on_its_first_day() -> None:
    rows = pd.DataFrame({"day": pd.to_datetime(["1989-12-31", "1990-01-01", None])})
    assert before_year(1990)(rows, "day", {}).tolist() == [True, False, pd.NA]


def test_what_goes_on_is_open_and_overlaps_what_comes_after() -> None:
    rows = pd.DataFrame({
        "who": ["A", "A", "B"], "start": pd.to_datetime(["2025-01-01", "2026-01-01", "2026-01-01"]),
        "end": pd.to_datetime([None, None, None]),
    })  # fmt: skip
    assert several_open("who")(rows, "end", {}).tolist() == [True, True, False]
    check = overlaps("who", end="end", shared_day=True)
    assert check(rows, "start", {}).tolist() == [False, True, False]


def test_the_detail_that_may_differ_elsewhere_is_the_column_of_the_rule() -> None:
    rows = pd.DataFrame({"agency": ["x", "y"], "number": ["1", "1"], "sex": ["F", "M"]})
    assert differs_elsewhere("number")(rows, "sex", {}).tolist() == [True, True]


def test_only_a_permanent_pupil_number_with_its_letter_is_right() -> None:
    sent = ["H801200001001", "A801200001001", "H80120000100A", "UNKNOWN", None]
    upns = pd.Series(sent, index=range(5, 10), dtype="str")
    assert right_upns(upns).tolist() == [True, False, False, False, False]
    assert has_wrong_check_letter(upns).tolist() == [False, True, pd.NA, pd.NA, pd.NA]
    assert right_upns(upns).index.tolist() == list(range(5, 10))


def test_a_check_digit_is_looked_for_in_ten_digits_alone() -> None:
    sent = pd.Series(["943 476 5919", "9434765918", "none", None], dtype="str")
    assert has_wrong_check_digit(sent).tolist() == [False, True, pd.NA, pd.NA]


# Records of several agencies

_RECORDS = st.lists(
    st.tuples(
        st.sampled_from("hps"), st.sampled_from(["1", "2", None]), st.sampled_from(["F", "M", None])
    ),
    max_size=7,
)


@settings(derandomize=True, max_examples=50)
@given(_RECORDS)
def test_a_detail_is_compared_with_every_other_agencys_record_of_the_number(
    records: list[tuple[str, str | None, str | None]],
) -> None:
    rows = pd.DataFrame(records, columns=["agency", "number", "sex"]).astype("str")
    found = differs_at_another_agency(rows, number="number", detail="sex")
    expected = []
    for agency, number, sex in records:
        theirs = {s for a, n, s in records if a != agency and n == number and s is not None}
        known = theirs and None not in (number, sex)
        expected.append(bool(theirs - {sex}) if known else None)
    assert [None if pd.isna(one) else bool(one) for one in found] == expected


# Periods

_DAY = st.integers(min_value=0, max_value=6)
_PERIODS = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", None]), st.none() | _DAY, st.none() | _DAY
    ),
    max_size=7,
)  # fmt: skip


def _frame(periods: list[tuple[str | None, int | None, int | None]]) -> pd.DataFrame:
    days = pd.date_range("2026-01-01", periods=7)
    cells = [
        (group, *(None if day is None else days[day] for day in ends)) for group, *ends in periods
    ]
    frame = pd.DataFrame(cells, columns=["group", "start", "end"])
    # Any index: the answer is for the rows as given.
    frame.index = pd.Index(range(100, 100 + len(frame)))
    types = {"group": "str", "start": "datetime64[us]", "end": "datetime64[us]"}
    return frame.astype(types)


def _is_within(one, other, *, shared_day):
    (group, start, _), (others_group, others_start, others_end) = one, other
    if None in (group, start, others_start, others_end) or group != others_group:
        return False
    return others_start <= start and (start <= others_end if shared_day else start < others_end)


@settings(derandomize=True, max_examples=50)
@given(_PERIODS, st.booleans())
def test_a_period_starts_within_another_as_comparing_each_pair_would_say(
    periods: list[tuple[str | None, int | None, int | None]], shared_day: bool
) -> None:
    found = starts_within_another(_frame(periods), shared_day=shared_day)
    assert found.tolist() == [
        any(
            _is_within(one, other, shared_day=shared_day)
            for m, other in enumerate(periods)
            if m != n
        )
        for n, one in enumerate(periods)
    ]
    assert found.index.tolist() == [100 + n for n in range(len(periods))]


@settings(derandomize=True, max_examples=50)
@given(_PERIODS, _PERIODS, st.booleans())
def test_a_row_starts_within_a_period_as_comparing_each_pair_would_say(
    rows: list[tuple[str | None, int | None, int | None]],
    periods: list[tuple[str | None, int | None, int | None]],
    shared_day: bool,
) -> None:
    found = starts_within(_frame(rows), _frame(periods), shared_day=shared_day)
    assert found.tolist() == [
        any(_is_within(one, other, shared_day=shared_day) for other in periods) for one in rows
    ]
    assert found.index.tolist() == [100 + n for n in range(len(rows))]
