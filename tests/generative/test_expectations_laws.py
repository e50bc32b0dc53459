"""Laws of the checks, for any delivery: no row is lost, order does not matter, nothing leaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.checks_in_sql import count_failures
from expectations.checkpoint import Checked, check_delivery
from expectations.suites import build_suite
from expectations.validate import Validator
from tests.unit.expectations.invented import TABLES, feed, sent

if TYPE_CHECKING:
    from agencies.contract import Column, Table, Tables

CANARY = "Zaphira"
LAWS = settings(
    derandomize=True, max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
DATES = st.sampled_from(["2026-01-05", "2026-01-06", "05/01/2026", "31/02/2026", "", CANARY])
NUMBERS = st.sampled_from(["1", "2", "3", "", CANARY])


def _values(column: Column) -> st.SearchStrategy[str]:
    if column.type == "date":
        return DATES
    if column.codes:
        return st.sampled_from([*column.codes.codes, "", CANARY])
    if column.name.endswith("_no") or column.name == "district":
        return NUMBERS
    return st.sampled_from(["calm", "12", "AB1", "", CANARY])


def _rows(table: Table) -> st.SearchStrategy[list[dict[str, str]]]:
    row = st.fixed_dictionaries({column.name: _values(column) for column in table.columns})
    return st.lists(row, max_size=6)


DELIVERIES = st.fixed_dictionaries(
    {table.name: _rows(table) for table in TABLES if not table.optional},
    optional={table.name: _rows(table) for table in TABLES if table.optional},
).map(lambda rows: sent(**rows))


def _reasons(checked: Checked) -> dict[str, dict[int, str]]:
    return {
        name: dict(zip(rows["_row"].tolist(), rows["_reasons"].tolist(), strict=True))
        for name, rows in checked.quarantined.items()
    }


@LAWS
@given(tables=DELIVERIES)
def test_every_row_is_accepted_or_set_aside_with_a_reason_and_unchanged(tables: Tables) -> None:
    checked = check_delivery(tables, feed())
    assert set(checked.accepted) == set(checked.quarantined) == set(tables)
    for name, rows in tables.items():
        aside = checked.quarantined[name]
        assert aside["_reasons"].notna().all()
        out = pd.concat([checked.accepted[name], aside.drop(columns="_reasons")])
        out = out.sort_values("_row").reset_index(drop=True)
        pd.testing.assert_frame_equal(out, rows, check_dtype=False)
    counts = checked.counts
    assert (counts["rows_in"] == counts["accepted"] + counts["quarantined"]).all()


@LAWS
@given(tables=DELIVERIES, seed=st.integers(0, 99))
def test_the_order_of_rows_and_tables_changes_no_reason(tables: Tables, seed: int) -> None:
    shuffled = {
        name: rows.sample(frac=1, random_state=seed).reset_index(drop=True)
        for name, rows in reversed(tables.items())
    }
    first, second = check_delivery(tables, feed()), check_delivery(shuffled, feed())
    assert _reasons(first) == _reasons(second)
    pd.testing.assert_frame_equal(first.results, second.results)


@LAWS
@given(tables=DELIVERIES)
def test_checking_what_was_accepted_sets_nothing_more_aside(tables: Tables) -> None:
    again = check_delivery(check_delivery(tables, feed()).accepted, feed())
    assert {name: reasons for name, reasons in _reasons(again).items() if reasons} == {}


@LAWS
@given(tables=DELIVERIES)
def test_nobody_accepted_is_without_their_person(tables: Tables) -> None:
    accepted = check_delivery(tables, feed()).accepted
    people = set(accepted["people"]["person_no"])
    assert set(accepted["visits"]["person_no"]) <= people
    if "calls" in accepted:
        assert set(accepted["calls"]["visit_no"]) <= set(accepted["visits"]["visit_no"])


@LAWS
@given(tables=DELIVERIES)
def test_results_hold_no_value_of_a_record(tables: Tables) -> None:
    checked = check_delivery(tables, feed())
    with pd.option_context("display.max_colwidth", None):
        shown = checked.results.to_string() + checked.counts.to_string()
    assert CANARY not in shown


@LAWS
@given(tables=DELIVERIES)
def test_great_expectations_finds_as_many_rows_as_the_same_checks_in_sql(tables: Tables) -> None:
    validator = Validator()
    for table in (table for table in TABLES if table.name in tables):
        rows, checks = tables[table.name], build_suite(table, received_date=date(2026, 1, 5))
        with duckdb.connect() as connection:
            counted = count_failures(connection, rows, checks, table)
        found = validator.find_failures(rows, checks, table=table)
        assert {code: len(outcome.failed) for code, outcome in found.items()} == counted


@LAWS
@given(tables=DELIVERIES, share=st.integers(0, 6))
def test_what_was_received_before_can_be_referred_to(tables: Tables, share: int) -> None:
    people = check_delivery(tables, feed()).accepted["people"]
    rest = {**tables, "people": people.iloc[share:]}
    alone = _reasons(check_delivery(rest, feed()))
    whole = _reasons(check_delivery({**tables, "people": people}, feed()))
    over = _reasons(check_delivery(rest, feed(), standing={"people": people.iloc[:share]}))
    assert over == whole
    assert all(set(over[name]) <= set(alone[name]) for name in over)
