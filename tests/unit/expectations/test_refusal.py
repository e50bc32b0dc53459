"""When so many rows fail that not the rows are wrong, but the export."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.feeds import find_feed
from core.catalogue import CHECK_RESULTS, TABLE_COUNTS
from core.errors import ExpectationFailed
from expectations.checkpoint import Checked, check_delivery
from expectations.refusal import Limit, why_empty, why_refused
from tests.unit.expectations.invented import feed, person, sent, visit

SOUND = 30


def _visits(bad: int, *, sound: int = SOUND, **wrong: str) -> Checked:
    """Check changes with some visits that are wrong in one way, and some that are sound."""
    rows = [visit(f"w{number}", **wrong) for number in range(bad)]
    rows += [visit(f"v{number}") for number in range(sound)]
    return check_delivery(sent(people=[person()], visits=rows), feed(), standing={})


def test_a_few_bad_rows_are_set_aside_and_the_rest_is_used() -> None:
    checked = _visits(10, seen="X")
    assert checked.refused_because is None
    assert len(checked.quarantined["visits"]) == 10


def test_a_check_that_sets_aside_too_much_refuses_the_delivery_and_says_so() -> None:
    assert _visits(15, seen="X").refused_because == (
        "In visits, 15 of 45 rows (33%) do not pass the check “seen holds a code of the list seen”, "
        "and one check may set aside at most 25%."
    )


def test_a_refused_delivery_still_has_every_row_and_every_result() -> None:
    checked = _visits(15, seen="X")
    counts = checked.counts.set_index("table").loc["visits"]
    assert counts[["rows_in", "accepted", "quarantined"]].tolist() == [45, 30, 15]
    code = checked.results.set_index("check").loc["code:seen"]
    assert (code["rows_failed"], code["examples"]) == (15, "1, 2, 3, 4, 5")


def test_one_bad_row_of_a_small_table_refuses_nothing() -> None:
    assert _visits(1, sound=0, seen="X").refused_because is None
    assert _visits(9, sound=0, seen="X").refused_because is None
    assert _visits(10, sound=0, seen="X").refused_because is not None


def test_a_detail_only_warns_at_any_share() -> None:
    checked = _visits(50, sound=0, remark="LOUD")
    assert checked.refused_because is None
    assert len(checked.accepted["visits"]) == 50


def test_copies_are_no_reason_because_nothing_is_lost_with_them() -> None:
    rows = [visit(f"v{number}") for number in range(20)] * 2
    checked = check_delivery(sent(people=[person()], visits=rows), feed())
    assert len(checked.quarantined["visits"]) == 20
    assert checked.refused_because is None


def test_visits_of_people_who_were_not_sent_are_a_reason() -> None:
    said = _visits(20, person_no="p9").refused_because
    assert said is not None
    assert "20 of 50 rows (40%) do not pass the check “person_no is the person_no of" in said


def test_the_limit_is_a_value_that_a_partnership_sets() -> None:
    rows = [visit(f"v{number}", seen="X") for number in range(20)]
    tables = sent(people=[person()], visits=rows)
    checked = check_delivery(tables, feed(), standing={}, limit=Limit(share=1.0))
    assert checked.refused_because is None


REPLACES = "and this delivery would replace everything that was sent before."


def _whole(**tables: list[dict[str, str]]) -> str | None:
    return check_delivery(sent(**tables), feed()).refused_because


def test_an_export_of_everything_that_came_out_empty_does_not_wipe_what_is_known() -> None:
    assert _whole() == f"There is no row in people, {REPLACES}"
    assert check_delivery(sent(), feed(), standing={}).refused_because is None
    assert check_delivery(sent(), feed("restrictions")).refused_because is None


def test_a_table_of_entries_may_be_empty_because_nothing_may_have_happened() -> None:
    assert _whole(people=[person()]) is None


def test_a_delivery_of_everything_keeps_something_of_each_table_it_holds() -> None:
    bad = [visit(f"v{number}", seen="X") for number in range(9)]
    assert _whole(people=[person()], visits=bad) == (
        f"None of the 9 rows of visits can be used, {REPLACES}"
    )
    # One or two are told on the pages of the children they are about.
    assert _whole(people=[person()], visits=bad[:2]) is None
    assert _whole(people=[person()], visits=[*bad, visit("v99")]) is None


def test_where_each_table_of_people_may_be_left_out_one_of_them_is_enough() -> None:
    both = find_feed("housing_and_adults", "family_context")

    def why(**rows: int) -> str | None:
        counts = [
            {"agency": "a", "format": "f", "table": table, "rows_in": count, "accepted": count,
             "quarantined": 0, "received_date": None}
            for table, count in rows.items()
        ]  # fmt: skip
        return why_empty(TABLE_COUNTS.conform(pd.DataFrame(counts)), both)

    assert why(housing=0, adult_social_care=3) is None
    assert why(adult_social_care=3) is None
    assert why(housing=0) == f"There is no row in housing and adult_social_care, {REPLACES}"


def test_the_restrictions_list_keeps_its_own_rule_any_fault_stops_the_night() -> None:
    tables = sent(people=[person("p1", born="not known")] + [person(f"q{n}") for n in range(99)])
    with pytest.raises(ExpectationFailed, match="depends on holds rows that cannot be"):
        check_delivery(tables, feed("restrictions"), limit=Limit(share=1.0))


def _result(
    check: str, checked: int, failed: int, *, action: str = "quarantine"
) -> dict[str, object]:
    return {
        "agency": "fire", "format": "invented", "table": "visits", "check": check, "says": "s",
        "column": None, "action": action, "rows_checked": checked, "rows_failed": failed,
        "examples": None, "received_date": None,
    }  # fmt: skip


def _why(*results: dict[str, object], rows: int = 1000) -> str | None:
    count = {
        "agency": "fire", "format": "invented", "table": "visits", "rows_in": rows,
        "accepted": rows, "quarantined": 0, "received_date": None,
    }  # fmt: skip
    return why_refused(
        CHECK_RESULTS.conform(pd.DataFrame(results)),
        TABLE_COUNTS.conform(pd.DataFrame([count])),
        limit=Limit(),
    )


def test_the_share_is_of_the_rows_looked_at() -> None:
    assert _why(_result("code:seen", 100, 26)) is not None
    assert _why(_result("code:seen", 100, 25)) is None


def test_a_column_that_few_rows_fill_in_does_not_cost_the_rest() -> None:
    assert _why(_result("code:seen", 12, 12), rows=100_000) is None


def test_the_worst_check_is_named_and_the_others_are_counted() -> None:
    many, most = _result("b", 100, 50), _result("c", 100, 90)
    said = _why(many, most)
    assert said is not None
    assert said.startswith("In visits, 90 of 100 rows (90%) do not pass the check “s”,")
    assert said.endswith("at most 25%; 1 more check does so.")
    said = _why(many, most, _result("a", 100, 50), _result("d", 100, 99, action="warn"))
    assert said is not None
    assert said.endswith("; 2 more checks do so.")
