"""A contract becomes checks with a stable code, a sentence and an action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agencies.contract import Column
from expectations.suites import Check, build_suite
from tests.unit.expectations.invented import CALLS, NOTES, PEOPLE, VISITS


def _by_code(*checks: Check) -> dict[str, Check]:
    return {check.code: check for check in checks}


def test_every_promise_of_a_contract_is_a_check_with_a_stable_code() -> None:
    assert [check.code for check in build_suite(VISITS)] == [
        "required:visit_no",
        "required:person_no",
        "readable:visit_date",
        "required:visit_date",
        "readable:end_date",
        "not_before:end_date",
        "code:seen",
        "readable:minutes",
        "pattern:remark",
        "copy",
        "unique:visit_no",
    ]


def test_sentences_are_what_a_data_officer_reads() -> None:
    checks = _by_code(*build_suite(VISITS, received_date=date(2026, 2, 1)))
    assert checks["required:visit_no"].says == "visit_no is filled in on every row."
    assert checks["readable:visit_date"].says == (
        "Every value of visit_date can be read as a date, written like 2026-03-31 or 31/03/2026."
    )
    assert checks["readable:minutes"].says == (
        "Every value of minutes can be read as a whole number."
    )
    assert checks["code:seen"].says == "seen holds a code of the list seen."
    assert checks["not_before:end_date"].says == "end_date is not before visit_date."
    assert checks["unique:visit_no"].says == "No two different rows have the same visit_no."
    assert checks["not_after_delivery:visit_date"].says == (
        "visit_date is not after the day the delivery was received; a later one is kept."
    )


def test_an_entry_must_say_whom_it_is_about_even_where_the_column_is_not_required() -> None:
    check = _by_code(*build_suite(VISITS))["required:person_no"]
    assert not VISITS.column("person_no").required
    assert check.action == "quarantine"


def test_a_detail_of_a_person_is_never_worth_setting_the_person_aside() -> None:
    actions = {check.code: check.action for check in build_suite(PEOPLE)}
    assert actions == {
        "required:person_no": "quarantine",
        "readable:born": "warn",
        "code:rank": "warn",
        "pattern:postcode": "warn",
        "copy": "quarantine",
        "unique:person_no": "quarantine",
    }


def test_a_detail_that_features_use_sets_its_entry_aside_and_a_display_detail_does_not() -> None:
    actions = {check.code: check.action for check in build_suite(VISITS)}
    assert actions["code:seen"] == "quarantine"
    assert actions["readable:minutes"] == "quarantine"
    assert actions["not_before:end_date"] == "quarantine"
    assert actions["pattern:remark"] == "warn"


def test_a_date_after_the_delivery_is_only_said() -> None:
    checks = _by_code(*build_suite(VISITS, received_date=date(2026, 2, 1)))
    assert checks["not_after_delivery:visit_date"].action == "warn"
    assert "not_after_delivery:end_date" not in checks


def test_a_birth_after_the_delivery_is_said_and_one_that_is_expected_is_none() -> None:
    expected = replace(PEOPLE.column("born"), name="Expected_birth")
    table = replace(PEOPLE, columns=(*PEOPLE.columns, expected))
    checks = _by_code(*build_suite(table, received_date=date(2026, 2, 1)))
    assert checks["not_after_delivery:born"].action == "warn"
    assert "not_after_delivery:Expected_birth" not in checks


def test_a_row_that_may_take_itself_back_is_set_aside_even_if_it_is_a_person() -> None:
    purge = Column("gone", "taken back", type="flag")
    for table in (PEOPLE, VISITS):
        purged = replace(table, columns=(*table.columns, purge), purge_column="gone")
        assert _by_code(*build_suite(purged))["readable:gone"].action == "quarantine"


def test_restrictions_stop_the_night_by_what_they_are_found_with_and_not_by_their_reason() -> None:
    born = replace(PEOPLE.column("born"), use="linkage")
    why = replace(PEOPLE.column("rank"), use="display")
    table = replace(PEOPLE, columns=(PEOPLE.column("person_no"), born, why))
    actions = {check.code: check.action for check in build_suite(table, on_fault="stop")}
    assert actions["required:person_no"] == "stop"
    assert actions["readable:born"] == "stop"
    assert actions["unique:person_no"] == "stop"
    assert actions["code:rank"] == "warn"
    assert actions["copy"] == "quarantine"


def test_a_table_without_a_key_only_says_that_a_row_came_twice() -> None:
    assert [(check.code, check.action) for check in build_suite(NOTES)] == [("copy", "warn")]


def test_a_key_of_two_columns_is_one_check() -> None:
    check = build_suite(CALLS)[-1]
    assert check.code == "unique:visit_no+call_no"
    assert check.says == "No two different rows have the same visit_no and call_no."


def test_no_code_holds_a_comma_because_reasons_are_separated_by_one() -> None:
    for table in (CALLS, VISITS, NOTES, PEOPLE):
        assert not [c.code for c in build_suite(table) if "," in c.code]
