"""What the rules of the children in need census have in common: the year, the child, the episode.

The rules are those that the Department for Education published for the 2025 to 2026 return and
that Data to Insight's validator applies (csc-validator-be-cin, MIT); the wording and the code are
ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.calendar import add_working_days
from expectations.comparing import is_after, is_before, look_up, starts_within_another

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agencies.contract import Tables
    from expectations.rule import Check

CHILD = {"LAchildID": "LAchildID"}
EPISODE = {"CINdetailsID": "CINdetailsID"}

# What the contract of the census promises already → the check that finds a row that breaks it.
# A rule of its own would say the same thing twice.
KEPT_BY_CONTRACT: Mapping[str, tuple[str, str]] = {
    "4011": ("CINplanDates", "not_before:CINPlanEndDate"),
    "8500": ("ChildIdentifiers", "required:LAchildID"),
    "8510": ("ChildIdentifiers", "unique:LAchildID"),
    "8608": ("Assessments", "not_before:AssessmentAuthorisationDate"),
    "8630": ("CINdetails", "not_before:CINclosureDate"),
    "8640": ("CINdetails", "code:ReasonForClosure"),
    "8650": ("CINdetails", "code:PrimaryNeedCode"),
    "8842Q": ("Reviews", "required:CPPreviewDate"),
    "8925": ("ChildProtectionPlans", "not_before:CPPendDate"),
}


def last_day(tables: Tables) -> pd.Timestamp:
    """Give the last day the return is about, as its header says; missing if it does not."""
    days = tables["Header"]["ReferenceDate"].dropna()
    return days.iloc[0] if len(days) else pd.NaT


def first_day(tables: Tables) -> pd.Timestamp:
    """Give the first day the return is about: it covers a year."""
    return last_day(tables) - pd.DateOffset(years=1) + pd.DateOffset(days=1)


def working_days_back(day: pd.Timestamp, count: int) -> pd.Timestamp:
    """Give the day some working days back, the given day being the first, as the validator counts.

    Args:
        day: counted as the first; missing gives missing.
        count: working days.
    """
    return pd.NaT if pd.isna(day) else pd.Timestamp(add_working_days(day.date(), 1 - count))


def after_period(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    """Say which dates lie after the last day the return is about."""
    return is_after(rows[column], _everywhere(last_day(tables), rows))


def outside_period(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    """Say which dates lie outside the year the return is about."""
    early = is_before(rows[column], _everywhere(first_day(tables), rows))
    return early | after_period(rows, column, tables)


def of_child(rows: pd.DataFrame, tables: Tables, give: str) -> pd.Series:
    """Give a column of the child of each row."""
    return look_up(rows, tables["ChildIdentifiers"], by=CHILD, give=give)


def of_episode(rows: pd.DataFrame, tables: Tables, give: str) -> pd.Series:
    """Give a column of the episode of each row."""
    return look_up(rows, tables["CINdetails"], by=EPISODE, give=give)


def periods(
    rows: pd.DataFrame, tables: Tables, *, group: str, start: str, end: str
) -> pd.DataFrame:
    """Give rows as periods; one without an end lasts until the last day the return is about.

    Args:
        rows: accepted rows.
        tables: all tables.
        group: column of what periods are compared within.
        start: column of the first day.
        end: column of the last day.
    """
    return pd.DataFrame(
        {
            "group": rows[group],
            "start": rows[start],
            "end": rows[end].fillna(last_day(tables)),
        }
    )


def overlaps(group: str, *, end: str) -> Check:
    """Give the check that says which periods start while another of the same group runs.

    The column looked at is the first day. See `periods`.

    Args:
        group: column of what periods are compared within.
        end: column of the last day, which belongs to the period.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        each = periods(rows, tables, group=group, start=column, end=end)
        return starts_within_another(each, shared_day=True).astype("boolean")

    return check


def assessment_is_open(assessments: pd.DataFrame) -> pd.Series:
    """Say which assessments are not completed."""
    return assessments["AssessmentAuthorisationDate"].isna()


def waits_for_conference(enquiries: pd.DataFrame) -> pd.Series:
    """Say which section 47 enquiries need a conference that was not held."""
    return enquiries["DateOfInitialCPC"].isna() & ~enquiries["ICPCnotRequired"]


def open_outside_period(is_open: Callable[[pd.DataFrame], pd.Series]) -> Check:
    """Give the check that says what is still open and began outside the year of the return."""

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        return outside_period(rows, column, tables) & is_open(rows)

    return check


def open_too_long(is_open: Callable[[pd.DataFrame], pd.Series], *, working_days: int) -> Check:
    """Give the check that says what is still open and began long before the end of the return."""

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        latest = working_days_back(last_day(tables), working_days)
        return is_before(rows[column], _everywhere(latest, rows)) & is_open(rows)

    return check


def has_factor(factors: pd.Series, code: str) -> pd.Series:
    """Say which assessments found a factor; factors stand together, comma separated."""
    return ("," + factors.fillna("") + ",").str.contains(f",{code},", regex=False)


def _everywhere(day: pd.Timestamp, rows: pd.DataFrame) -> pd.Series:
    return pd.Series(day, index=rows.index, dtype="datetime64[us]")
