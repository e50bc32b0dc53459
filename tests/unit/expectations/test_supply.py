"""What is said about a delivery as a whole: its columns, its size, its age, its novelty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from agencies.contract import Sent
from agencies.delivery import Delivery
from core.catalogue import CHECK_HISTORY, COUNT_HISTORY
from core.errors import ContractError
from expectations import supply
from tests.unit.expectations.invented import VISITS, feed

TODAY = date(2026, 3, 31)
ALL_OF_VISITS = tuple(column.name for column in VISITS.columns)


def _drift(
    columns: tuple[str, ...], *, before: tuple[str, ...] | None = None, files: tuple[str, ...] = ()
) -> list[dict[str, object]]:
    sent = Sent({}, {"visits": columns}, files)
    earlier = None if before is None else {"visits": before}
    found = supply.find_schema_drift(feed(), sent, received_date=TODAY, before=earlier)
    assert set(found["kind"]) <= {"schema_drift"}
    rows: list[dict[str, object]] = found.to_dict("records")
    return rows


def test_a_delivery_with_the_columns_of_its_contract_has_no_drift() -> None:
    assert _drift(ALL_OF_VISITS) == []


def test_columns_that_no_contract_names_are_named() -> None:
    (one,) = _drift((*ALL_OF_VISITS, "ward_code", "Ward Name"))
    assert one["table"] == "visits"
    assert one["what"] == "visits holds 2 columns that its contract does not name."
    assert one["found"] == "ward_code, Ward Name"


@pytest.mark.parametrize("name", ["9434765919", "A820432109001", "2015-04-01", "x" * 61, "; --"])
def test_what_cannot_be_the_name_of_a_column_is_only_counted(name: str) -> None:
    (one,) = _drift((*ALL_OF_VISITS, name))
    assert one["what"] == "visits holds 1 column that its contract does not name."
    assert one["found"] == "1 column without a plain name"


def test_a_line_without_one_known_name_is_somebody_s_details_and_told_nobody() -> None:
    surplus, absent = _drift(("v1", "Zaphira", "Beeblebrox"))
    assert surplus["found"] == "3 columns without a plain name"
    assert "Zaphira" not in str(surplus) + str(absent)


def test_columns_of_the_contract_that_were_not_sent_are_named() -> None:
    (one,) = _drift(tuple(name for name in ALL_OF_VISITS if name != "seen"))
    assert one["what"] == "visits lacks 1 column that its contract names."
    assert one["found"] == "not sent: seen"


def test_a_column_that_seems_to_be_renamed_is_said() -> None:
    renamed = tuple("Visit_Dates" if name == "visit_date" else name for name in ALL_OF_VISITS)
    surplus, _ = _drift(renamed)
    assert surplus["next_step"] == (
        "ask the agency whether columns were renamed: Visit_Dates may be the contract's visit_date"
    )


def test_what_was_so_in_the_delivery_before_is_no_change() -> None:
    columns = (*ALL_OF_VISITS[:-1], "ward_code")
    assert _drift(columns, before=columns) == []
    (one,) = _drift(columns, before=ALL_OF_VISITS[:-1])
    assert one["found"] == "ward_code"


def test_a_table_that_the_delivery_before_did_not_hold_is_compared_with_its_contract() -> None:
    sent = Sent({}, {"visits": ALL_OF_VISITS[:-1]})
    found = supply.find_schema_drift(feed(), sent, received_date=TODAY, before={"people": ()})
    assert found["found"].tolist() == ["not sent: remark"]


def test_files_of_no_table_are_counted_by_kind_because_a_name_may_be_a_person_s() -> None:
    (one,) = _drift(ALL_OF_VISITS, files=("Zaphira.csv", "old.csv", "note"))
    assert one["what"] == "3 files belong to no table of the contract and were not read."
    assert one["found"] == "2 .csv, 1 other"
    (one,) = _drift(ALL_OF_VISITS, files=("Zaphira.pdf",))
    assert one["what"] == "1 file belongs to no table of the contract and was not read."


def _history(**tables: Sequence[int | None]) -> pd.DataFrame:
    """Give rows of a table, one delivery a week; None for one without the table."""
    rows = [
        {
            "agency": "fire", "format": "invented", "table": table, "rows_in": count,
            "accepted": count, "quarantined": 0,
            "received_date": pd.Timestamp(TODAY) + pd.Timedelta(weeks=week),
        }
        for table, counts in tables.items()
        for week, count in enumerate(counts)
        if count is not None
    ]  # fmt: skip
    return COUNT_HISTORY.conform(pd.DataFrame(rows, columns=COUNT_HISTORY.columns))


def _volumes(**tables: Sequence[int | None]) -> list[tuple[str, str, str]]:
    found = supply.find_unusual_volume(_history(**tables))
    return list(zip(found["what"], found["expected"], found["found"], strict=True))


def test_a_table_of_usual_size_is_not_told() -> None:
    assert _volumes(visits=[1000, 1010, 990, 1005]) == []


@pytest.mark.parametrize(
    ("now", "much", "found"),
    [(400, "fewer", "400 rows"), (2000, "more", "2,000 rows"), (1, "fewer", "1 row")],
)
def test_a_table_that_is_cut_short_or_doubled_is_told(now: int, much: str, found: str) -> None:
    assert _volumes(visits=[1000, 1010, 990, now]) == [
        (f"visits holds far {much} rows than usual.",
         "800 to 1,200 rows, as in the last 3 deliveries", found)
    ]  # fmt: skip


def test_a_feed_that_always_goes_up_and_down_may_do_so() -> None:
    assert _volumes(visits=[10, 500, 60, 900, 20, 700, 1200]) == []
    assert len(_volumes(visits=[10, 500, 60, 900, 20, 700, 9000])) == 1


def test_ten_rows_more_of_a_small_table_are_not_told() -> None:
    assert _volumes(visits=[5, 5, 5, 15]) == []
    assert len(_volumes(visits=[5, 5, 5, 16])) == 1


def test_only_the_last_eight_deliveries_say_what_is_usual() -> None:
    assert _volumes(visits=[10_000] * 9 + [100] * 8 + [100]) == []


def test_below_three_deliveries_it_cannot_be_told_and_is_not_called_usual() -> None:
    for counts, found in (
        ([1000], "no earlier deliveries"),
        ([1000, 1], "1 earlier delivery"),
        ([1000, 1000, 1], "2 earlier deliveries"),
    ):
        one = supply.find_unusual_volume(_history(visits=counts)).iloc[0]
        assert (one["kind"], one["found"]) == ("cannot_tell", found)


def test_a_table_that_is_gone_since_the_last_delivery_is_told() -> None:
    found = _volumes(people=[9, 9, 9, 9], visits=[100, 100, 100, None])
    assert found == [
        ("visits was in the last delivery and is not in this one.",
         "80 to 120 rows, as in the last 3 deliveries", "no such table")
    ]  # fmt: skip


def test_a_table_that_was_never_usual_is_not_judged() -> None:
    assert _volumes(people=[9, 9, 9, 9], visits=[100, None, None, None]) == []
    assert _volumes(people=[9, 9, 9, 9], visits=[None, None, None, 5000]) == []


def test_nothing_received_has_no_volume() -> None:
    assert supply.find_unusual_volume(COUNT_HISTORY.empty()).empty
    assert supply.find_code_list_change(CHECK_HISTORY.empty()).empty


def _checks(*failed: tuple[int, int]) -> pd.DataFrame:
    """Give what the check of one column's codes found, delivery by delivery: looked at, failed."""
    rows = [
        {
            "agency": "fire", "format": "invented", "table": "visits", "check": "code:seen",
            "says": "s", "column": "seen", "action": "quarantine", "rows_checked": checked,
            "rows_failed": bad, "examples": None,
            "received_date": pd.Timestamp(TODAY) + pd.Timedelta(weeks=week),
        }
        for week, (checked, bad) in enumerate(failed)
    ]  # fmt: skip
    return CHECK_HISTORY.conform(pd.DataFrame(rows))


def test_codes_of_no_list_where_there_never_were_any_are_a_change() -> None:
    one = supply.find_code_list_change(_checks((50, 0), (60, 0), (50, 4))).iloc[0]
    assert one["kind"] == "schema_drift"
    assert (
        one["what"] == "seen of visits holds codes that its list does not have, for the first time."
    )
    assert one["found"] == "4 rows of 50 with another code"


@pytest.mark.parametrize(
    "history",
    [
        [(50, 4)],  # nothing to compare with
        [(50, 1), (50, 4)],  # not the first time
        [(0, 0), (50, 4)],  # nothing was looked at, so it was not without
        [(50, 0), (50, 0)],
    ],
)
def test_codes_that_are_not_new_or_not_wrong_are_no_change(history: list[tuple[int, int]]) -> None:
    assert supply.find_code_list_change(_checks(*history)).empty


def _delivery(received: date, *, hashes: str = "ab", current: date | None = None) -> Delivery:
    files = {f"{number}.csv": sha for number, sha in enumerate(hashes)}
    return Delivery(
        folder=Path("fire"), agency="fire", format="invented", received_date=received,
        current_as_of=current or received, coverage_start=date(2020, 1, 1), coverage_end=received,
        area="Exampleshire", can_record_sharing=True, is_historical_load=False,
        recording_delay_days=0, files=files, holds="everything",
        rows=dict.fromkeys(files, 1),
    )  # fmt: skip


def _of_feed(agency: str, format_: str, *, age: int) -> Delivery:
    return replace(_delivery(TODAY - timedelta(age)), agency=agency, format=format_)


def test_the_newest_delivery_of_a_feed_is_late_after_the_days_agreed() -> None:
    old, new = _of_feed("police", "ppn", age=40), _of_feed("police", "ppn", age=5)
    found = supply.find_late([new, old], as_of_date=TODAY, days_late=3)
    assert found["found"].tolist() == ["data as of 2026-03-26, 5 days before the night"]
    assert found["expected"].tolist() == ["data not more than 4 days old"]
    assert supply.find_late([new, old], as_of_date=TODAY, days_late=4).empty


@pytest.mark.parametrize(
    ("agency", "format_", "age"),
    [("education", "school_census", 143), ("social_care", "cin_census", 369)],
)
def test_what_comes_once_a_term_or_a_year_is_not_late_on_every_other_night(
    agency: str, format_: str, age: int
) -> None:
    due, late = (_of_feed(agency, format_, age=days) for days in (age, age + 1))
    assert supply.find_late([due], as_of_date=TODAY, days_late=3).empty
    assert len(supply.find_late([late], as_of_date=TODAY, days_late=3)) == 1


def test_what_counts_is_how_old_the_data_is_and_not_when_it_came() -> None:
    stale = replace(_of_feed("police", "ppn", age=0), current_as_of=TODAY - timedelta(30))
    assert len(supply.find_late([stale], as_of_date=TODAY, days_late=3)) == 1


def test_the_same_files_again_are_told_with_the_day_they_first_came() -> None:
    first, second = _delivery(date(2026, 1, 1)), _delivery(date(2026, 1, 8))
    found = supply.find_same_again([second, first])
    assert found["what"].tolist() == [
        "The newest delivery of fire/invented holds the same files as that of 2026-01-01."
    ]
    assert found["found"].tolist() == ["2 files, each the same byte for byte"]


def test_only_the_newest_delivery_can_be_the_same_again() -> None:
    days = [_delivery(date(2026, 1, 1)), _delivery(date(2026, 1, 8))]
    assert supply.find_same_again([*days, _delivery(date(2026, 1, 15), hashes="ac")]).empty
    assert supply.find_same_again(days[:1]).empty


def test_a_refusal_keeps_the_five_parts_of_an_error() -> None:
    error = ContractError(
        "A file cannot be read.", where="x.csv", expected="CSV", found="2 files", next_step="ask"
    )
    one = supply.describe_refusal(feed(), received_date=TODAY, because=error).iloc[0]
    assert (one["kind"], one["what"]) == ("refused", "A file cannot be read.")
    assert (one["expected"], one["found"], one["next_step"]) == ("CSV", "2 files, in x.csv", "ask")


def test_a_refusal_by_the_checks_says_why() -> None:
    one = supply.describe_refusal(feed(), received_date=TODAY, because="Half fails.").iloc[0]
    assert (one["what"], one["found"]) == ("Too few rows can be used.", "Half fails")
