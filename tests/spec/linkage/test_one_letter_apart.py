"""Children whom one letter, one figure or one short form would make one child, and who are two."""

from __future__ import annotations

import pandas as pd
import pytest

from linkage.evidence import build_evidence, with_what_others_hold
from tests.support.people import source_persons
from tests.support.records import link, together

TOGETHER, APART = [[1, 2]], [[1], [2]]
TWINS = [
    ("Samira", "Samina"), ("Ameera", "Ameena"), ("Haleema", "Haleena"), ("Aleeza", "Aleena"),
    ("Zunaira", "Zumaira"), ("Rafael", "Rafaela"), ("Mikaeel", "Mikaeela"),
    ("Wrenleigh", "Wrenleish"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_twins_one_letter_apart_in_one_list_stay_two(one, other):
    linked = link(f"""
        agency      | forename | surname | born       | sex | postcode | address
        social_care | {one}    | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        social_care | {other}  | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        health      | {one}    | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        health      | {other}  | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 3], [2, 4]]


def test_two_pupils_with_numbers_of_their_own_stay_two_wherever_else_they_are_known():
    linked = link("""
        agency    | forename | surname | born       | sex | postcode | address     | upn
        education | Samira   | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road | first
        education | Samina   | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road | second
        police    | Samira   | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road |
        police    | Samina   | Khan    | 2014-03-09 | F   | AB12 3LN | 4 Mill Road |
    """)
    assert together(linked) == [[1, 3], [2, 4]]


def test_somebody_is_asked_about_two_of_one_list_who_may_be_twins_or_one_child():
    linked = link("""
        agency | forename  | surname  | born       | sex | postcode | address
        police | Wrenleigh | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        police | Wrenleish | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART
    assert linked.clerical_queue["why"].tolist() == ["near_the_line"]


def test_letters_exchanged_in_one_list_are_one_childs_and_leave_a_question():
    linked = link("""
        agency | forename  | surname  | born       | sex | postcode | address
        police | Sebastian | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Sebastain | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].any()


def test_a_letter_that_may_make_another_name_leaves_a_question_between_agencies():
    linked = link("""
        agency | forename  | surname  | born       | sex | postcode | address
        police | Wrenleigh | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        health | Wrenleish | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].any()


def test_brothers_of_one_forename_two_years_apart_stay_two():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        social_care | Mohammed | Zubayrov | 2012-03-09 | M   | AB12 3LN | 4 Mill Road
        social_care | Mohammed | Zubayrov | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_a_father_ten_years_older_at_one_home_leaves_a_question():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        social_care | Reuben   | Thornley | 2004-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART or linked.links["needs_check"].any()


@pytest.mark.parametrize(("day", "is_asked"), [("2014-03-09", False), ("2014-03-11", True)])
def test_two_of_one_list_leave_a_question_unless_they_hold_the_same(day, is_asked):
    linked = link(f"""
        agency      | forename | surname  | born       | sex | postcode | address     | nhs
        social_care | Reuben   | Zubayrov | 2014-03-09 | M   | AB12 3LN | 4 Mill Road |
        social_care | Reuben   | Zubayrov | {day}      | M   | AB12 3LN | 4 Mill Road |
    """)
    assert together(linked) == TOGETHER or is_asked
    assert linked.links["needs_check"].any() == (is_asked and together(linked) == TOGETHER)


@pytest.mark.parametrize(
    ("short", "boy", "girl"),
    [("Sam", "Samuel", "Samantha"), ("Alex", "Alexander", "Alexandra")],
)
def test_a_short_form_does_not_make_brother_and_sister_one(short, boy, girl):
    table = """
        agency      | forename | surname  | born       | sex   | postcode | address
        social_care | {short}  | Thornley | 2014-03-09 | {sex} | AB12 3LN | 4 Mill Road
        health      | {girl}   | Thornley | 2014-03-09 | F     | AB12 3LN | 4 Mill Road
    """
    assert together(link(table.format(short=short, girl=girl, sex="M"))) == APART
    both = (
        table.format(short=short, girl=girl, sex="")
        + f"    health | {boy} | Thornley | 2014-03-09 | M | AB12 3LN | 4 Mill Road"
    )
    assert together(link(both)) == [[1], [2], [3]]


@pytest.mark.parametrize("written", ["Jack and Ava", "Jack/Ava", "Jack & Ava"])
def test_a_record_that_names_two_children_is_neithers(written):
    linked = link(f"""
        agency | forename  | surname  | born       | sex | postcode | address
        health | Jack      | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        health | Ava       | Thornley | 2016-02-03 | F   | AB12 3LN | 4 Mill Road
        police | {written} | Thornley |            |     | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1], [2], [3]]
    assert "near_the_line" in linked.clerical_queue["why"].tolist()


def test_another_surname_and_another_address_under_one_upn_leave_a_question():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | upn
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        education   | Reuben   | Ashby    | 2014-03-09 | M   | AB27 8QR | first
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].any()


def test_a_record_without_birth_date_where_father_and_son_share_a_name_is_neithers():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Reuben   | Thornley | 1986-01-01 | M   | AB12 3LN | 4 Mill Road
        police      | Reuben   | Thornley |            | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1], [2], [3]]
    assert "nearly_another_person" in linked.clerical_queue["why"].tolist()


@pytest.mark.parametrize(
    "filled_in",
    ["1899-12-30", "1900-01-02", "1911-11-11", "2099-12-31", "9999-12-31", "3014-03-09"],
)
def test_a_date_that_a_system_fills_in_neither_links_nor_keeps_apart(filled_in):
    rows = [
        {"source_person_id": "health/ecds_csds/1", "birth_date": pd.Timestamp("2014-03-09")},
        {"source_person_id": "health/ecds_csds/2", "birth_date": pd.Timestamp(filled_in)},
    ]
    found = build_evidence(source_persons(rows))
    assert found["birth_date"].tolist() == ["2014-03-09", ""]
    assert found["birth_year"].tolist() == [2014, 0]


def test_a_birth_date_on_far_more_records_than_others_is_filled_in():
    days = [f"2014-{month:02d}-{day:02d}" for month in range(2, 12) for day in range(2, 28)]
    births = [*days, *["2013-12-31"] * 41]
    rows = [
        {"source_person_id": f"health/ecds_csds/{n:03d}", "birth_date": pd.Timestamp(born)}
        for n, born in enumerate(births)
    ]
    evidence = build_evidence(source_persons(rows))
    found, _ = with_what_others_hold(evidence)
    assert found["birth_date"].tolist() == [*days, *[""] * 41]
    assert with_what_others_hold(evidence.head(300))[0]["birth_date"].ne("").all()


def test_a_birth_date_after_the_night_is_filled_in():
    rows = [
        {"source_person_id": "health/ecds_csds/1", "birth_date": pd.Timestamp("2026-09-30")},
        {"source_person_id": "health/ecds_csds/2", "birth_date": pd.Timestamp("2026-12-31")},
    ]
    night = pd.Timestamp("2026-09-30").date()
    found, _ = with_what_others_hold(build_evidence(source_persons(rows)), night=night)
    assert found["birth_date"].tolist() == ["2026-09-30", ""]
    assert found["birth_year"].tolist() == [2026, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz | Wałęsa", "Lukasz | Walesa"), ("Søren | Møller", "Soren | Moller"),
        ("Katarzyna | Kowalska", "Kasia | Kowalska"), ("Jakub | Kowalski", "Kuba | Kowalski"),
        ("Yusuf | Hussain", "Youssef | Hussein"), ("Zofia | Nowak", "Sophia | Nowak"),
        ("Oleksandr | Shevchenko", "Alexander | Shevchenko"),
        ("Đorđe | Petrović", "Djordje | Petrovic"), ("Baby of Claire | Ashby", "Isaac | Ashby"),
    ],
)  # fmt: skip
def test_one_name_written_in_two_ways_is_one_childs(one, other):
    linked = link(f"""
        agency | forename | surname | born       | sex | postcode | address
        health | {one}              | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | {other}            | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
