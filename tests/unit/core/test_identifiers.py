from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import (
    is_nhs_number,
    is_upn,
    nhs_check_digit,
    person_reference,
    upn_check_letter,
)


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919"])
def test_an_nhs_number_with_its_check_digit_is_valid(number: str) -> None:
    assert is_nhs_number(number)


@pytest.mark.parametrize(
    "number", ["9434765918", "943476591", "", None, "0000000000", "94347659I9"]
)
def test_anything_else_is_not(number: str | None) -> None:
    assert not is_nhs_number(number)


@given(st.from_regex(r"[1-9]\d{8}", fullmatch=True))
def test_the_check_digit_makes_a_number_valid_and_any_other_does_not(first_nine: str) -> None:
    right = nhs_check_digit(first_nine)
    for digit in "0123456789":
        if len(set(first_nine + digit)) > 1:
            assert is_nhs_number(first_nine + digit) == (digit == right)


@given(st.from_regex(r"\d{12}", fullmatch=True))
def test_only_the_right_letter_makes_a_upn_valid(digits: str) -> None:
    letter = upn_check_letter(digits)
    assert is_upn(letter + digits)
    assert not is_upn(("A" if letter != "A" else "B") + digits)


def test_a_temporary_upn_is_not_used_as_an_identifier() -> None:
    assert not is_upn("A12345678901B")


@given(st.text(max_size=20), st.integers(0, 5))
def test_a_reference_is_the_same_for_ever_and_tells_nothing(key: str, attempt: int) -> None:
    reference = person_reference(key, attempt=attempt)
    assert reference == person_reference(key, attempt=attempt)
    assert len(reference) == 8
    assert reference[6] == "-"


def test_references_grow_longer_when_the_short_ones_are_taken() -> None:
    # The short form stays as it was: references are written down in case files.
    assert person_reference("a") == "156655-R"
    lengths = [len(person_reference("a", attempt=attempt)) for attempt in (7, 8, 15, 16)]
    assert lengths == [8, 9, 9, 10]
