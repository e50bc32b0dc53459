from __future__ import annotations

import pandas as pd
import pytest

from core.errors import LeakageError, ModelNotFit
from models.splits import NOT_USED, TEST, WHY_NOT_USED, check_split, split_rows

WINDOW = 180


def _cohort(households: dict[str, str], *, dates: int = 14) -> pd.DataFrame:
    days = pd.date_range("2023-01-01", periods=dates, freq="2MS").as_unit("us")
    return pd.DataFrame(
        [
            {"person_id": person, "as_of_date": day, "household_id": household}
            for day in days
            for person, household in households.items()
        ]
    )


def _many() -> pd.DataFrame:
    return _cohort({f"{n}": f"home-{n // 3}" for n in range(120)})


def test_every_row_is_on_one_side_or_says_why_not() -> None:
    cohort = _many()
    rows = split_rows(cohort, label_window_days=WINDOW, seed=1)
    assert len(rows) == len(cohort)
    assert ((rows["side"] == NOT_USED) == (rows["why_not_used"] != "")).all()
    assert set(rows["why_not_used"]) == {"", *WHY_NOT_USED}


def test_label_windows_close_before_the_first_test_date() -> None:
    rows = split_rows(_many(), label_window_days=WINDOW, seed=1)
    last = rows.loc[~rows["side"].isin([TEST, NOT_USED]), "as_of_date"].max()
    assert last + pd.Timedelta(days=WINDOW) <= rows.loc[rows["side"] == TEST, "as_of_date"].min()


def test_a_child_who_moves_keeps_both_households_on_one_side() -> None:
    cohort = _many()
    moved = (cohort["person_id"] == "0") & (cohort["as_of_date"] > pd.Timestamp("2024-01-01"))
    cohort.loc[moved, "household_id"] = "home-20"
    for seed in range(10):
        rows = split_rows(cohort, label_window_days=WINDOW, seed=seed)
        check_split(rows, label_window_days=WINDOW)
        used = rows[rows["household_id"].isin(["home-0", "home-20"]) & (rows["side"] != NOT_USED)]
        assert len(set(used["side"])) <= 1


def test_the_order_of_rows_does_not_matter() -> None:
    cohort = _many()
    rows = split_rows(cohort, label_window_days=WINDOW, seed=3)
    shuffled = split_rows(cohort.sample(frac=1, random_state=0), label_window_days=WINDOW, seed=3)
    pd.testing.assert_frame_equal(rows, shuffled.sort_index())


def test_a_history_with_no_closed_window_before_the_test_is_too_short() -> None:
    with pytest.raises(ModelNotFit, match="not enough history"):
        split_rows(_cohort({"1": "a", "2": "b"}, dates=4), label_window_days=WINDOW, seed=1)


def test_no_dates_at_all_are_too_short_a_history() -> None:
    with pytest.raises(ModelNotFit, match="0 dates"):
        split_rows(_cohort({}).reindex(columns=["person_id", "as_of_date", "household_id"]),
                   label_window_days=WINDOW, seed=1)  # fmt: skip


def _sides(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["person_id", "household_id", "as_of_date", "side"])
    return table.assign(as_of_date=pd.to_datetime(table["as_of_date"]))


def test_the_check_passes_a_clean_split() -> None:
    rows = _sides(
        ("1", "a", "2023-01-01", "training"),
        ("2", "b", "2023-01-01", "calibration"),
        ("3", "c", "2023-06-30", "test"),
    )
    check_split(rows, label_window_days=WINDOW)


def test_the_check_finds_a_household_on_two_sides() -> None:
    rows = _sides(("1", "a", "2023-01-01", "training"), ("2", "a", "2024-01-01", "test"))
    with pytest.raises(LeakageError, match="1 households and 0 children"):
        check_split(rows, label_window_days=WINDOW)


def test_the_check_finds_a_child_on_two_sides() -> None:
    rows = _sides(("1", "a", "2023-01-01", "training"), ("1", "b", "2023-01-01", "calibration"))
    with pytest.raises(LeakageError, match="0 households and 1 children"):
        check_split(rows, label_window_days=WINDOW)


def test_the_check_finds_a_label_window_that_is_open_by_one_day() -> None:
    rows = _sides(("1", "a", "2023-01-01", "training"), ("2", "b", "2023-06-29", "test"))
    with pytest.raises(LeakageError, match="1 label windows open"):
        check_split(rows, label_window_days=WINDOW)


def test_the_check_does_not_look_at_rows_that_are_not_used() -> None:
    rows = _sides(
        ("1", "a", "2023-01-01", "training"),
        ("1", "a", "2024-01-01", NOT_USED),
        ("2", "b", "2024-01-01", "test"),
    )
    check_split(rows, label_window_days=WINDOW)
