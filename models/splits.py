"""Which records a model learns from, which calibrate it, and which only test it.

By household: a family is on one side only, at every date, and so is a child who moves between
households. By time: every label window of the learning sides has closed before the first date
of the test. `check_split` knows nothing of how the split was made.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

import pandas as pd

from core.errors import LeakageError, ModelNotFit

if TYPE_CHECKING:
    from collections.abc import Iterable

TRAINING, CALIBRATION, TEST, NOT_USED = "training", "calibration", "test", "not_used"

# Households are drawn for a side before any date is looked at. Taking every family seen in the
# test period out of the training rows instead would leave only families whom agencies had
# stopped meeting, and a model of those.
_TRAINING_SHARE, _CALIBRATION_SHARE = 0.45, 0.15
_TEST_DATES_SHARE = 0.3

WHY_NOT_USED = {
    "gap": "the label window of this date was still open when the test begins",
    "household_kept_for_test": "the household is kept for the test, and this date is before it",
    "household_used_for_learning": "the household was learned from, and this date is in the test",
}


def split_rows(cohort: pd.DataFrame, *, label_window_days: int, seed: int) -> pd.DataFrame:
    """Put each record of each date on one side, or say why it is on none.

    One row per (person_id, as_of_date) of the cohort, in its order and with its index.

    Args:
        cohort: see `core.catalogue.COHORT`; only dates whose label window has closed.
        label_window_days: days after an as-of date in which the label is decided.
        seed: fixes which households are drawn for which side.

    Raises:
        ModelNotFit: the dates do not leave two for learning and one for the test.
    """
    window = pd.Timedelta(days=label_window_days)
    dates = sorted(cohort["as_of_date"].unique())
    test_dates = dates[-max(1, math.ceil(len(dates) * _TEST_DATES_SHARE)) :] if dates else []
    learning_dates = [day for day in dates if day + window <= test_dates[0]]
    if len(learning_dates) < 2:
        raise ModelNotFit(
            "There is not enough history to train and test a model.",
            where="dataset labels, as-of dates",
            expected=f"two dates or more at least {label_window_days} days before the test dates",
            found=f"{len(dates)} dates, {len(learning_dates)} of them early enough",
            next_step="give more history, or list records by the practice rule",
        )
    rows = cohort[["person_id", "as_of_date", "household_id"]].copy()
    families = _families(rows["person_id"], rows["household_id"])
    drawn = families.map({family: _draw(family, seed=seed) for family in families.unique()})
    is_learning, is_test = (
        rows["as_of_date"].isin(learning_dates),
        rows["as_of_date"].isin(test_dates),
    )
    rows["side"] = drawn.where(is_learning & (drawn != TEST) | is_test & (drawn == TEST), NOT_USED)
    rows["why_not_used"] = ""
    rows.loc[is_learning & (drawn == TEST), "why_not_used"] = "household_kept_for_test"
    rows.loc[is_test & (drawn != TEST), "why_not_used"] = "household_used_for_learning"
    rows.loc[~is_learning & ~is_test, "why_not_used"] = "gap"
    return rows


def check_split(rows: pd.DataFrame, *, label_window_days: int) -> None:
    """Stop if a household, a child or a label window is on both sides of the split.

    Args:
        rows: person_id, as_of_date, household_id and side.
        label_window_days: days after an as-of date in which the label is decided.

    Raises:
        LeakageError: something crosses.
    """
    used = rows[rows["side"] != NOT_USED]
    crossing = {c: _on_several_sides(used, c) for c in ("household_id", "person_id")}
    learning = used.loc[used["side"] != TEST, "as_of_date"]
    closed = learning + pd.Timedelta(days=label_window_days)
    first_test = used.loc[used["side"] == TEST, "as_of_date"].min()
    open_windows = int((closed > first_test).sum())
    if any(crossing.values()) or open_windows:
        raise LeakageError(
            "The records a model learns from and those that test it are not apart.",
            where="the split of the cohort",
            expected="each household and child on one side, and every label window closed "
            "before the first date of the test",
            found=f"{crossing['household_id']:,} households and {crossing['person_id']:,} children "
            f"on several sides; {open_windows:,} label windows open",
            next_step="correct models/splits.py; no figure of this training can be trusted",
        )


def _on_several_sides(rows: pd.DataFrame, column: str) -> int:
    one_each = rows.drop_duplicates([column, "side"])[column]
    return int(one_each[one_each.duplicated()].nunique())


def _families(persons: Iterable[str], households: pd.Series) -> pd.Series:
    """Give each row its family: households joined by a child who lived in several of them."""
    parent: dict[str, str] = {}

    def find(household: str) -> str:
        while parent.setdefault(household, household) != household:
            parent[household] = parent[parent[household]]
            household = parent[household]
        return household

    first_home: dict[str, str] = {}
    for person, household in zip(persons, households, strict=True):
        one, other = find(first_home.setdefault(person, household)), find(household)
        # The smallest name stands for the family, so that the order of rows changes nothing.
        parent[max(one, other)] = min(one, other)
    return households.map({household: find(household) for household in households.unique()})


def _draw(family: str, *, seed: int) -> str:
    digest = hashlib.sha256(f"{seed}:{family}".encode()).hexdigest()
    place = int(digest[:12], 16) / 16**12
    if place < _TRAINING_SHARE:
        return TRAINING
    return CALIBRATION if place < _TRAINING_SHARE + _CALIBRATION_SHARE else TEST
