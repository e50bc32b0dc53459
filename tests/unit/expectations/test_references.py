"""Rows that name a row which is not there, within a delivery and across several."""

from __future__ import annotations

import pandas as pd

from agencies.contract import Tables
from expectations.references import find_orphans
from tests.unit.expectations.invented import feed, person, sent, visit

CALL = {"visit_no": "v1", "call_no": "1", "person_no": "p1"}


def _orphans(
    tables: Tables, *, refused: dict[str, list[int]] | None = None, standing: Tables | None = None
) -> dict[str, list[int]]:
    aside = {name: pd.Index(rows) for name, rows in (refused or {}).items()}
    found = find_orphans(tables, feed(), refused=aside, standing=standing or {})
    return {
        f"{one.table.name}.{one.reference.column}": one.failed.tolist()
        for one in found
        if len(one.failed)
    }


def test_a_row_that_names_nobody_who_was_sent_is_an_orphan() -> None:
    tables = sent(people=[person()], visits=[visit(), visit("v2", person_no="p2")])
    assert _orphans(tables) == {"visits.person_no": [2]}


def test_a_row_that_names_nothing_is_another_check_s_concern() -> None:
    assert _orphans(sent(people=[person()], visits=[visit(person_no="")])) == {}


def test_it_reaches_what_belongs_to_what_was_set_aside() -> None:
    tables = sent(people=[person()], visits=[visit()], calls=[CALL])
    assert _orphans(tables, refused={"people": [1]}) == {
        "visits.person_no": [1], "calls.visit_no": [1],
    }  # fmt: skip


def test_one_of_two_rows_with_a_key_is_enough() -> None:
    tables = sent(people=[person(), person(rank="2")], visits=[visit()])
    assert _orphans(tables, refused={"people": [1]}) == {}


def test_a_delivery_of_changes_may_refer_to_what_was_received_before() -> None:
    before = sent(people=[person("p7")], visits=[visit("v1", person_no="p7")])
    tables = sent(visits=[visit("v2", person_no="p7")], calls=[CALL])
    assert _orphans(tables) == {"visits.person_no": [1], "calls.visit_no": [1]}
    assert _orphans(tables, standing=before) == {}


def test_what_was_received_before_still_stands_if_its_correction_is_set_aside() -> None:
    before = sent(people=[person()])
    tables = sent(people=[person(rank="2")], visits=[visit()])
    assert _orphans(tables, refused={"people": [1]}, standing=before) == {}


def test_it_is_counted_how_many_rows_name_something() -> None:
    tables = sent(people=[person()], visits=[visit(), visit("v2", person_no="")])
    found = {one.code: one.checked for one in find_orphans(tables, feed(), refused={}, standing={})}
    assert found["found:person_no"] == 1
