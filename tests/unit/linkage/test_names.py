"""Names and dates that can, and cannot, be one person's."""

from __future__ import annotations

from datetime import date

import pytest

from linkage.names import (
    called,
    clean_forename,
    clean_name,
    clean_surname,
    compare_birth_dates,
    compare_forenames,
    compare_surnames,
    count_edits,
    forename_key,
    surname_parts,
)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("O'Brien", "obrien"), ("O’Brien", "obrien"), ("Smith-Jones", "smith jones"),
        ("  ZOË ", "zoe"), ("Master Leo", "leo"), ("Łucja", "lucja"), (None, ""), ("J.", "j"),
    ],
)  # fmt: skip
def test_names_are_made_alike(written, cleaned):
    assert clean_name(written) == cleaned


@pytest.mark.parametrize("written", ["Baby", "UNBORN", "Twin 2", "Not known", "Unknown", "x"])
def test_words_for_no_forename_are_no_forename(written):
    assert clean_forename(written) == ""


def test_words_for_no_surname_are_no_surname():
    assert clean_surname("Not Known") == ""
    assert clean_surname("Baby") == "baby"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("sam", "samuel", "same"), ("sam", "samantha", "same"), ("samuel", "samantha", "different"),
        ("katie", "kathryn", "same"), ("mary jane", "maryjane", "same"), ("mary jane", "mary", "same"),
        ("christpher", "christopher", "near"), ("ann", "anneliese", "near"), ("zoe", "zoey", "near"),
        ("jack thomas", "jack william", "near"), ("oliver", "olivia", "different"),
        ("ava", "eva", "different"), ("martin", "damian", "different"), ("j", "jack", "unknown"),
        ("j", "kai", "different"), ("", "kai", "unknown"), ("muhammad", "mohammed", "same"),
        ("mohammed", "mohammed ali", "near"), ("mohammed ali", "mohammed bilal", "different"),
    ],
)  # fmt: skip
def test_forenames(left, right, expected):
    assert compare_forenames(left, right) == expected
    assert compare_forenames(right, left) == expected


def test_a_forename_is_looked_for_under_one_key_with_its_short_forms():
    assert forename_key("sam") == forename_key("samuel") == forename_key("samantha")
    assert forename_key("reuben") == "reuben"
    assert forename_key("") == ""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("thornley", "thornley", "same"), ("smith jones", "jones", "near"),
        ("de souza", "souza", "near"), ("thornley", "thronley", "near"), ("khan", "khann", "near"),
        ("khan", "kaur", "different"), ("", "khan", "unknown"), ("mac donald", "macdonald", "same"),
        ("de souza", "de lima", "different"),
    ],
)  # fmt: skip
def test_surnames(left, right, expected):
    assert compare_surnames(left, right) == expected
    assert compare_surnames(right, left) == expected


def test_a_surname_of_small_words_only_keeps_them():
    assert surname_parts("van der") == ("van", "der")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (date(2014, 3, 9), date(2014, 3, 9), "same"),
        (date(2014, 3, 9), date(2014, 9, 3), "near"),
        (date(2014, 3, 9), date(2014, 3, 10), "near"),
        (date(2016, 5, 1), date(2016, 4, 30), "near"),
        (date(2014, 3, 9), date(2004, 3, 9), "near"),
        (date(2014, 3, 9), date(2014, 3, 27), "near"),
        (date(2022, 3, 9), date(2002, 3, 9), "different"),
        (date(2014, 3, 9), date(2016, 8, 21), "different"),
        (date(2014, 3, 9), date(2014, 1, 1), "unknown"),
        (date(2014, 3, 9), date(1986, 1, 1), "different"),
        (date(2014, 3, 9), None, "unknown"),
    ],
)
def test_birth_dates(left, right, expected):
    assert compare_birth_dates(left, right) == expected
    assert compare_birth_dates(right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [("", "", 0), ("abc", "", 3), ("abc", "acb", 1), ("kitten", "sitting", 3), ("abc", "abc", 0)],
)
def test_edits_are_counted(left, right, edits):
    assert count_edits(left, right) == edits


@pytest.mark.parametrize(
    ("forename", "surname", "name"),
    [
        ("thornley", "arthur", "arthur"), ("arthur", "thornley", "arthur"),
        ("arthur", "james", "arthur"), ("thornley", "ashby", "thornley"), ("thornley", "", "thornley"),
    ],
)  # fmt: skip
def test_a_child_is_called_by_the_surname_only_where_the_two_look_exchanged(
    forename, surname, name
):
    assert called(forename, surname) == name
