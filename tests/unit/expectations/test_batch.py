"""What Great Expectations is shown: the same questions, in types it is quick with."""

from __future__ import annotations

from datetime import date

import pandas as pd

from agencies.contract import Column, Table
from agencies.parse import parse_table
from expectations.batch import build_batch, looked_at
from expectations.suites import build_suite
from tests.unit.expectations.invented import CALLS, NOTES, PEOPLE, VISITS, person, sent, visit

SUITE = build_suite(VISITS, received_date=date(2026, 2, 1))


def _batch(*rows: dict[str, str]) -> pd.DataFrame:
    return build_batch(sent(visits=list(rows))["visits"], SUITE, table=VISITS)


def test_keys_are_shown_as_numbers_that_stand_for_them_and_gaps_as_gaps() -> None:
    shown = _batch(visit("v7"), visit("v8"), visit("v7"), visit(""))["visit_no"]
    assert shown[1] == shown[3] != shown[2]
    assert shown.isna().tolist() == [False, False, False, True]


def test_nobody_s_number_and_nothing_a_check_does_not_ask_for_is_shown() -> None:
    shown = _batch(visit("CANARY", person_no="CANARY", district="CANARY", minutes="7"))
    assert "CANARY" not in shown.to_string()
    assert not {"district", "minutes", "source_record_id"} & set(shown.columns)


def test_dates_are_shown_as_days_also_those_of_a_year_that_never_comes() -> None:
    shown = _batch(visit(visit_date="1970-01-11", end_date="9999-12-31"))
    assert shown.loc[1, "visit_date"] == 10.0
    assert shown.loc[1, "end_date"] == (date(9999, 12, 31) - date(1970, 1, 1)).days


def test_what_could_not_be_read_is_told_apart_from_what_was_not_sent() -> None:
    shown = _batch(visit(minutes="5"), visit("v2", minutes="long"), visit("v3", minutes=""))
    assert shown["_was_read:minutes"].tolist()[:2] == [1.0, 0.0]
    assert pd.isna(shown.loc[3, "_was_read:minutes"])


def test_a_name_that_is_part_of_another_is_not_taken_for_it() -> None:
    days = tuple(Column(name, "a day", type="date") for name in ("day", "birthday"))
    table = Table("days", "days", days)
    sent_days = pd.DataFrame({"day": ["2026-01-01"], "birthday": ["not known"]}, dtype="str")
    rows = parse_table(sent_days, table, prefix="x")
    shown = build_batch(rows, build_suite(table), table=table)
    assert shown["_was_read:birthday"].tolist() == [0.0]
    assert shown["_was_read:day"].tolist() == [1.0]


def test_rows_come_in_the_order_of_their_numbers() -> None:
    rows = sent(visits=[visit("v1"), visit("v2"), visit("v1")])["visits"]
    shuffled = build_batch(rows.iloc[[2, 0, 1]], SUITE, table=VISITS)
    assert shuffled["_copy"].to_dict() == {1: False, 2: False, 3: True}


def test_a_check_looks_at_the_rows_that_hold_what_it_is_about() -> None:
    shown = _batch(
        visit(),
        visit("v2", seen="", end_date="2026-03-01"),
        visit("v2", seen=""),
        visit("v2", seen=""),
    )
    counted = {check.code: looked_at(check, shown) for check in SUITE}
    assert counted["required:visit_no"] == 4
    assert counted["code:seen"] == 1
    assert counted["not_before:end_date"] == 1
    assert counted["readable:minutes"] == 0
    assert counted["copy"] == 4
    assert counted["unique:visit_no"] == 3  # the copy is not looked at


def test_a_key_of_two_columns_is_looked_at_where_it_is_whole() -> None:
    rows = sent(calls=[{"visit_no": "v1", "call_no": ""}, {"visit_no": "v1", "call_no": "1"}])
    suite = build_suite(CALLS)
    shown = build_batch(rows["calls"], suite, table=CALLS)
    assert looked_at(suite[-1], shown) == 1


def test_tables_without_a_key_or_without_rows_can_be_shown() -> None:
    notes = sent(notes=[{"note": "a"}, {"note": "a"}])["notes"]
    assert build_batch(notes, build_suite(NOTES), table=NOTES)["_copy"].tolist() == [False, True]
    people = sent(people=[])["people"]
    assert build_batch(people, build_suite(PEOPLE), table=PEOPLE).empty
    assert (
        len(build_batch(sent(people=[person()])["people"], build_suite(PEOPLE), table=PEOPLE)) == 1
    )
