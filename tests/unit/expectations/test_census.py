"""The year a census return is about."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.census import (
    after_period,
    first_day,
    has_factor,
    last_day,
    outside_period,
    working_days_back,
)


def _return(*days: str | None) -> dict[str, pd.DataFrame]:
    return {"Header": pd.DataFrame({"ReferenceDate": pd.to_datetime(list(days))})}


def test_a_return_is_about_the_year_that_ends_on_its_reference_date() -> None:
    assert first_day(_return("2026-03-31")) == pd.Timestamp("2025-04-01")
    assert last_day(_return("2026-03-31")) == pd.Timestamp("2026-03-31")
    rows = pd.DataFrame({"day": pd.to_datetime(["2025-03-31", "2025-04-01", "2026-04-01", None])})
    assert outside_period(rows, "day", _return("2026-03-31")).tolist() == [True, False, True, pd.NA]
    assert after_period(rows, "day", _return("2026-03-31")).tolist() == [False, False, True, pd.NA]


@pytest.mark.parametrize("header", [(), (None,)])
def test_without_a_reference_date_nothing_can_be_told(header: tuple[str | None, ...]) -> None:
    rows = pd.DataFrame({"day": pd.to_datetime(["2025-03-31"])})
    assert outside_period(rows, "day", _return(*header)).tolist() == [pd.NA]
    assert pd.isna(working_days_back(last_day(_return(*header)), 45))


def test_working_days_are_counted_back_from_the_day_itself() -> None:
    # A Tuesday; Good Friday is 3 April and Easter Monday the 6th.
    assert working_days_back(pd.Timestamp("2026-04-07"), 1) == pd.Timestamp("2026-04-07")
    assert working_days_back(pd.Timestamp("2026-04-07"), 2) == pd.Timestamp("2026-04-02")


def test_a_factor_is_a_whole_code() -> None:
    factors = pd.Series(["21", "2A,21", "21A", None], dtype="str")
    assert has_factor(factors, "21").tolist() == [True, True, False, False]
