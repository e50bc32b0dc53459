from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from core.calendar import add_working_days, add_working_days_to_all


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas and its substitute day
        (date(2026, 11, 21), 3, date(2026, 11, 25)),  # from a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
    ],
)
def test_working_days_skip_weekends_and_englands_bank_holidays(
    day: date, count: int, expected: date
) -> None:
    assert add_working_days(day, count) == expected
    column = pd.Series([pd.Timestamp(day)]).dt.as_unit("us")
    assert add_working_days_to_all(column, count).tolist() == [pd.Timestamp(expected)]
