"""Which rows of a delivery go on, which are set aside, and what is said about both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from agencies.feeds import find_feed
from core.errors import ExpectationFailed
from expectations.checkpoint import Checked, check_delivery
from tests.support.agency_tables import accepted
from tests.unit.expectations.invented import feed, person, sent, visit

if TYPE_CHECKING:
    from agencies.contract import Tables


def _reasons(checked: Checked, table: str) -> dict[int, str]:
    aside = checked.quarantined[table]
    return dict(zip(aside["_row"].tolist(), aside["_reasons"].tolist(), strict=True))


def _accepted(checked: Checked, table: str) -> list[int]:
    rows: list[int] = checked.accepted[table]["_row"].tolist()
    return rows


def _result(checked: Checked, table: str, code: str) -> tuple[str, int, int]:
    found = checked.results
    row = found[(found["table"] == table) & (found["check"] == code)].iloc[0]
    return str(row["action"]), int(row["rows_checked"]), int(row["rows_failed"])


def _visits(*rows: dict[str, str]) -> Tables:
    return sent(people=[person()], visits=list(rows))


def test_a_sound_delivery_is_accepted_whole() -> None:
    checked = check_delivery(_visits(visit(), visit("v2", end_date="2026-01-05")), feed())
    assert _accepted(checked, "visits") == [1, 2]
    assert _reasons(checked, "visits") == {}
    assert checked.counts.drop(columns="received_date").to_dict("list") == {
        "agency": ["fire", "fire"],
        "format": ["invented", "invented"],
        "table": ["visits", "people"],
        "rows_in": [2, 1],
        "accepted": [2, 1],
        "quarantined": [0, 0],
    }


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"visit_no": ""}, "required:visit_no"),
        ({"person_no": ""}, "required:person_no"),
        ({"visit_date": ""}, "required:visit_date"),
        # Said once: the value was sent, so the column is not called empty.
        ({"visit_date": "31/02/2026"}, "readable:visit_date"),
        ({"minutes": "2.5"}, "readable:minutes"),
        ({"seen": "X"}, "code:seen"),
        ({"end_date": "2026-01-04"}, "not_before:end_date"),
        ({"person_no": "p9"}, "found:person_no"),
        ({"seen": "X", "minutes": "long"}, "code:seen,readable:minutes"),
    ],
)
def test_a_row_that_breaks_a_promise_is_set_aside_with_its_reason(
    wrong: dict[str, str], reason: str
) -> None:
    checked = check_delivery(_visits(visit("v1", **wrong), visit("v2")), feed())
    assert _reasons(checked, "visits") == {1: reason}
    assert _accepted(checked, "visits") == [2]


def test_a_row_set_aside_keeps_every_column() -> None:
    tables = _visits(visit(seen="X"))
    aside = check_delivery(tables, feed()).quarantined["visits"]
    assert aside.columns.tolist() == [*tables["visits"].columns, "_reasons"]
    assert aside.loc[0, "seen"] == "X"


def test_a_fault_in_a_display_detail_is_counted_and_the_row_kept() -> None:
    checked = check_delivery(_visits(visit(remark="LOUD"), visit("v2", remark="calm")), feed())
    assert _accepted(checked, "visits") == [1, 2]
    assert _result(checked, "visits", "pattern:remark") == ("warn", 2, 1)


def test_a_pattern_is_about_the_whole_value() -> None:
    tables = sent(people=[person(postcode="AB1"), person("p2", postcode="AB12")])
    assert _result(check_delivery(tables, feed()), "people", "pattern:postcode")[2] == 1


def test_an_empty_value_is_not_looked_at_by_a_check_of_values() -> None:
    checked = check_delivery(_visits(visit(seen=""), visit("v2")), feed())
    assert _result(checked, "visits", "code:seen") == ("quarantine", 1, 0)


def test_of_the_same_row_sent_twice_the_first_is_kept() -> None:
    checked = check_delivery(_visits(visit(), visit("v2"), visit()), feed())
    assert _accepted(checked, "visits") == [1, 2]
    assert _reasons(checked, "visits") == {3: "copy"}
    assert _result(checked, "visits", "unique:visit_no")[2] == 0


def test_the_first_of_the_same_rows_is_the_one_sent_first_wherever_it_stands() -> None:
    tables = _visits(visit(), visit())
    tables["visits"] = tables["visits"].iloc[::-1].reset_index(drop=True)
    assert _reasons(check_delivery(tables, feed()), "visits") == {2: "copy"}


def test_two_different_rows_with_one_key_are_both_set_aside() -> None:
    checked = check_delivery(_visits(visit(), visit(seen="N"), visit("v2")), feed())
    assert _reasons(checked, "visits") == {1: "unique:visit_no", 2: "unique:visit_no"}


def test_a_copy_of_a_contradicted_row_is_set_aside_as_a_copy() -> None:
    checked = check_delivery(_visits(visit(), visit(seen="N"), visit()), feed())
    assert _reasons(checked, "visits") == {
        1: "unique:visit_no", 2: "unique:visit_no", 3: "copy",
    }  # fmt: skip


def test_a_key_of_two_columns_is_compared_as_a_whole() -> None:
    one = {"visit_no": "v1", "call_no": "1", "person_no": "p1"}
    tables = sent(
        people=[person()], visits=[visit()],
        calls=[one, {**one, "call_no": "2"}, {**one, "person_no": "p2"}],
    )  # fmt: skip
    checked = check_delivery(tables, feed())
    assert _reasons(checked, "calls") == dict.fromkeys((1, 3), "unique:visit_no+call_no")


def test_a_table_without_a_key_keeps_its_copies() -> None:
    tables = sent(notes=[{"note": "a"}, {"note": "b"}, {"note": "a"}])
    checked = check_delivery(tables, feed())
    assert _accepted(checked, "notes") == [1, 2, 3]
    assert _result(checked, "notes", "copy") == ("warn", 3, 1)


def test_an_entry_of_a_person_set_aside_is_set_aside_down_to_its_own_parts() -> None:
    tables = sent(
        people=[person(), person(rank="2"), person("p2")],
        visits=[visit(), visit("v2", person_no="p2")],
        calls=[
            {"visit_no": "v1", "call_no": "1", "person_no": "p1"},
            {"visit_no": "v2", "call_no": "1", "person_no": "p2"},
        ],
    )
    checked = check_delivery(tables, feed())
    assert _reasons(checked, "people") == dict.fromkeys((1, 2), "unique:person_no")
    assert _reasons(checked, "visits") == {1: "found:person_no"}
    assert _reasons(checked, "calls") == {1: "found:visit_no"}


def test_a_name_that_a_table_of_names_lacks_is_only_said() -> None:
    tables = sent(
        people=[person()], visits=[visit(district="north"), visit("v2", district="south")],
        districts=[{"district": "north"}],
    )  # fmt: skip
    checked = check_delivery(tables, feed())
    assert _accepted(checked, "visits") == [1, 2]
    assert _result(checked, "visits", "found:district") == ("warn", 2, 1)


def test_an_optional_table_that_was_not_sent_is_said_and_not_counted_as_empty() -> None:
    checked = check_delivery(_visits(visit()), feed())
    missing = checked.results[checked.results["check"] == "delivered"]
    assert missing["table"].tolist() == ["calls", "notes", "districts"]
    assert missing["says"].iloc[1] == (
        "Could not be tested, because this table was not sent: Notes, without a key."
    )
    assert set(checked.counts["table"]) == {"visits", "people"}


def test_a_column_that_no_row_fills_in_is_untested_and_not_passed() -> None:
    checked = check_delivery(_visits(visit(seen=""), visit("v2", seen="")), feed())
    assert _result(checked, "visits", "code:seen") == ("warn", 0, 0)
    says = checked.results.set_index("check")["says"]
    assert says["code:seen"] == (
        "Could not be tested, because no row holds seen: seen holds a code of the list seen."
    )
    assert says["not_before:end_date"] == (
        "Could not be tested, because no row holds end_date and visit_date: "
        "end_date is not before visit_date."
    )
    assert says["found:district"].startswith("Could not be tested, because no row holds district:")


def test_the_first_rows_that_fail_are_examples_by_their_number() -> None:
    rows = [visit(f"v{number}", remark="LOUD" if number % 2 else "calm") for number in range(14)]
    results = check_delivery(_visits(*rows), feed()).results.set_index("check")
    assert results.loc["pattern:remark", "rows_failed"] == 7
    assert results.loc["pattern:remark", "examples"] == "2, 4, 6, 8, 10"
    assert pd.isna(results.loc["unique:visit_no", "examples"])


def test_a_delivery_of_changes_is_checked_by_rules_with_what_was_received_before() -> None:
    police = find_feed("police", "ppn")
    notice = {"notice_id": "1", "nominal_id": "N1", "created_date": "2015-06-01"}
    sound = {"notice_id": "0", "nominal_id": "N1", "created_date": "2025-06-01"}
    before = accepted(
        police,
        nominals=[{"nominal_id": "N1", "date_of_birth": "2024-06-01"}],
        public_protection_notices=[sound],
    )
    tables = accepted(police, nominals=[], public_protection_notices=[notice])
    checked = check_delivery(tables, police, standing=before)
    assert _reasons(checked, "public_protection_notices") == {1: "POL01"}


def test_what_this_delivery_says_stands_above_what_was_received_before() -> None:
    police = find_feed("police", "ppn")
    notice = {"notice_id": "1", "nominal_id": "N1", "created_date": "2015-06-01"}
    before = accepted(police, nominals=[{"nominal_id": "N1", "date_of_birth": "2024-06-01"}])
    tables = accepted(
        police,
        nominals=[{"nominal_id": "N1", "date_of_birth": "2014-06-01"}],
        public_protection_notices=[notice],
    )
    checked = check_delivery(tables, police, standing=before)
    assert _reasons(checked, "public_protection_notices") == {}


def test_a_table_that_must_be_there_stops_the_night() -> None:
    tables = _visits(visit())
    del tables["people"]
    with pytest.raises(ExpectationFailed, match="not those of its contract") as error:
        check_delivery(tables, feed())
    assert error.value.found.startswith("missing: ['people']")


def test_a_table_that_no_contract_names_stops_the_night() -> None:
    tables = _visits(visit())
    tables["extra"] = tables["visits"]
    with pytest.raises(ExpectationFailed, match="not in the contract: \\['extra'\\]"):
        check_delivery(tables, feed())


def test_rows_with_the_same_number_stop_the_night_because_they_could_not_be_told_apart() -> None:
    tables = _visits(visit(), visit("v2"))
    tables["visits"]["_row"] = 1
    with pytest.raises(ExpectationFailed, match="with repeated row numbers: \\['visits'\\]"):
        check_delivery(tables, feed())


def test_a_date_after_the_delivery_is_said_and_kept() -> None:
    tables = _visits(visit(visit_date="2026-03-01"), visit("v2", visit_date="2026-02-01"))
    checked = check_delivery(tables, feed(), received_date=date(2026, 2, 1))
    assert _accepted(checked, "visits") == [1, 2]
    assert _result(checked, "visits", "not_after_delivery:visit_date") == ("warn", 2, 1)


def test_without_the_day_of_the_delivery_its_check_is_untested_and_not_passed() -> None:
    checked = check_delivery(_visits(visit()), feed())
    assert _result(checked, "visits", "not_after_delivery:visit_date") == ("warn", 0, 0)
    says = checked.results.set_index("check").loc["not_after_delivery:visit_date", "says"]
    assert says.startswith("Could not be tested, because the day of the delivery was not given: ")


def test_a_restriction_that_cannot_be_used_holds_the_night() -> None:
    tables = sent(people=[person(born="not known"), person("p2")])
    with pytest.raises(ExpectationFailed, match="depends on holds rows that cannot be") as error:
        check_delivery(tables, feed("restrictions"))
    assert error.value.found == "1 rows fail readable:born"
    assert error.value.where == "restrictions/invented, table people"


def test_a_restriction_that_names_nobody_holds_the_night() -> None:
    restrictions = find_feed("restrictions", "restrictions_list")
    tables = accepted(
        restrictions, restrictions_list=[{"upn": "H801200001001"}, {"forename": "Cy"}]
    )
    with pytest.raises(ExpectationFailed, match="depends on holds rows that cannot be") as error:
        check_delivery(tables, restrictions)
    assert error.value.found == "1 rows fail RST01"


def test_a_restriction_sent_twice_does_not_hold_the_night() -> None:
    checked = check_delivery(sent(people=[person(), person()]), feed("restrictions"))
    assert _accepted(checked, "people") == [1]


def test_an_empty_restrictions_list_is_a_list() -> None:
    checked = check_delivery(sent(), feed("restrictions"))
    assert checked.counts["rows_in"].tolist() == [0, 0]


def test_a_check_that_cannot_be_run_is_an_error_and_never_a_pass() -> None:
    tables = _visits(visit())
    tables["visits"] = tables["visits"].drop(columns="remark")
    said = feed()
    # A wrong contract, as a stage would meet it: the column is promised and the reader lost it.
    with pytest.raises(ExpectationFailed, match="could not all be run") as error:
        check_delivery(tables, said)
    assert error.value.found == "check pattern:remark ended with an exception"


def test_values_that_cannot_be_compared_are_an_error_without_the_values() -> None:
    tables = _visits(visit(), visit("v2", end_date="2026-01-06"))
    tables["visits"]["end_date"] = pd.Series(["CANARY", "CANARY"], dtype="object")
    with pytest.raises(ExpectationFailed, match="could not all be run") as error:
        check_delivery(tables, feed())
    assert "CANARY" not in repr(error.value.__dict__)
    assert error.value.__cause__ is None


def test_no_result_and_no_log_holds_a_value_from_a_record(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    marked = {"seen": "CANARY", "remark": "CANARY 1", "minutes": "CANARY", "end_date": "CANARY"}
    tables = sent(
        people=[person(rank="CANARY", born="CANARY")],
        visits=[visit(**marked), visit("CANARY", person_no="CANARY")],
    )
    checked = check_delivery(tables, feed())
    with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
        shown = checked.results.to_string() + checked.counts.to_string()
    assert "CANARY" not in shown
    assert "CANARY" not in caplog.text
    assert len(checked.quarantined["visits"]) == 2


def test_tables_given_are_not_changed() -> None:
    tables = _visits(visit(seen="X"), visit("v2"))
    before = {name: rows.copy() for name, rows in tables.items()}
    check_delivery(tables, feed())
    for name, rows in before.items():
        pd.testing.assert_frame_equal(tables[name], rows)


def test_results_come_in_the_order_of_the_contract() -> None:
    tables = sent(people=[person()], visits=[visit()], calls=[], notes=[], districts=[])
    first = check_delivery(tables, feed())
    again = check_delivery(dict(reversed(tables.items())), replace(feed(), title="the same"))
    pd.testing.assert_frame_equal(first.results, again.results)
    assert first.counts["table"].tolist() == ["calls", "visits", "notes", "districts", "people"]
