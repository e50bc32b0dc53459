"""Working days in England: the statutory clocks (3, 15 and 45 days) run on these."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

import holidays
import numpy as np

if TYPE_CHECKING:
    import pandas as pd

_FIRST_YEAR, _LAST_YEAR = 1990, 2060


@functools.cache
def _calendar() -> np.busdaycalendar:
    bank_holidays = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(_FIRST_YEAR, _LAST_YEAR)
    )
    return np.busdaycalendar(holidays=sorted(bank_holidays))


def add_working_days(day: date, count: int) -> date:
    """Give the date `count` working days after a day; a day off counts from the next day on."""
    moved = np.busday_offset(np.datetime64(day), count, roll="backward", busdaycal=_calendar())
    result: date = moved.astype(date)
    return result


def add_working_days_to_all(days: pd.Series, count: int) -> pd.Series:
    """Give, for a column of dates without gaps, the dates `count` working days later."""
    moved = np.busday_offset(
        days.to_numpy().astype("datetime64[D]"), count, roll="backward", busdaycal=_calendar()
    )
    return type(days)(moved.astype("datetime64[us]"), index=days.index)
