"""Identifying details take one form, so that records of two agencies can be compared."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.identity import address_keys, make_persons, tidy_postcodes, valid_nhs_numbers
from core.errors import StoreError


def texts(*values):
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize("sent", ["zz1 1zz", "ZZ11ZZ", " zz1  1zz ", "zz1\u00a01zz"])
def test_a_postcode_is_written_in_one_way(sent):
    assert tidy_postcodes(texts(sent)).tolist() == ["ZZ1 1ZZ"]


@pytest.mark.parametrize("sent", [None, "", "nope", "not known at all"])
def test_what_cannot_be_a_postcode_is_missing(sent):
    assert tidy_postcodes(texts(sent)).isna().all()


def test_two_records_of_one_address_share_a_key_whatever_their_letters():
    keys = address_keys(texts("ZZ1 1ZZ", "ZZ1 1ZZ"), texts("1 High Street", "1 HIGH STREET"))
    assert keys.tolist() == ["ZZ1 1ZZ|1 HIGH STREET"] * 2


def test_an_address_in_part_has_a_key_and_none_has_none():
    keys = address_keys(texts("ZZ1 1ZZ", None, None), texts(None, "1 High Street", None))
    assert keys.tolist()[:2] == ["ZZ1 1ZZ|", "|1 HIGH STREET"]
    assert pd.isna(keys[2])


def test_an_nhs_number_counts_only_with_a_right_check_digit():
    found = valid_nhs_numbers(texts("943 476 5919", "943-476-5919", "9434765918", "1", None))
    assert found.tolist()[:2] == ["9434765919", "9434765919"]
    assert found[2:].isna().all()


def test_columns_that_are_not_said_are_missing():
    rows = pd.DataFrame({"id": ["7"], "name": ["Ann"]})
    person = make_persons(rows, "police/ppn", person="id", forename=rows["name"]).iloc[0]
    assert person["source_person_id"] == "police/ppn/7"
    assert (person["agency"], person["format"], person["forename"]) == ("police", "ppn", "Ann")
    assert pd.isna(person["surname"])
    assert pd.isna(person["is_disabled"])


def test_a_column_that_persons_do_not_have_is_refused():
    rows = pd.DataFrame({"id": ["7"]})
    with pytest.raises(StoreError, match=r"not declared: \['benefits'\]"):
        make_persons(rows, "police/ppn", person="id", benefits="yes")
