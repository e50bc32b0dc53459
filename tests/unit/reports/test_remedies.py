"""Every check that a contract gives is turned round: what is wrong, and what to do about it."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.feeds import all_feeds
from expectations.suites import build_suite
from reports.wording.remedies import not_so


@pytest.mark.parametrize(
    ("code", "says", "expected"),
    [
        ("required:a", "a is filled in on every row.", "a is not filled in. Fill it in."),
        ("readable:a", "Every value of a can be read as yes or no.", "a cannot be read as yes or no. Write it in that way."),
        ("code:a", "a holds a code of the list b.", "a is not a code of the list b. Send one of its codes."),
        ("pattern:a", "a is written in the form its contract gives.", "a is not written in the form its contract gives. Write it in that form."),
        ("not_before:a", "a is not before b.", "a is before b. Correct one of the two days."),
        ("unique:a+b", "No two different rows have the same a and b.", "Different rows have the same a and b. Send one row for each, the right one."),
        ("copy", "No row was sent twice; the first of the same rows is kept.", "The same row was sent more than once. Send it once."),
        ("found:a", "a is the b of an accepted row of c.", "a is not the b of an accepted row of c. Send that row too, put right, or correct a."),
        ("not_after_delivery:a", "a is not after the day the delivery was received; a later one is kept.", "a is after the day the delivery was received. Correct the day."),
        ("POL01", "No notice is dated before 1990.", "Not so: No notice is dated before 1990."),
    ],
)  # fmt: skip
def test_check_not_passed_is_told_with_what_to_do(code: str, says: str, expected: str) -> None:
    assert not_so(code, says) == expected


def test_no_check_that_is_derived_from_a_contract_reads_backwards() -> None:
    for feed in all_feeds():
        for table in feed.tables:
            for check in build_suite(table, received_date=date(2026, 1, 1)):
                said = not_so(check.code, check.says)
                assert not said.startswith("Not so"), check.code
                assert "{" not in said, check.code
