"""When are two records the same child's? Read these as the answer."""

from __future__ import annotations

import pytest

from tests.support.records import link, together

TOGETHER, APART = [[1, 2]], [[1], [2]]


def test_the_same_details_in_two_agencies_are_one_child():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        education | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Rd
    """)
    assert together(linked) == TOGETHER
    assert set(linked.links["matched_by"]) == {"details"}
    assert not linked.links["needs_check"].any()


def test_a_short_form_of_the_forename_is_the_same_child():
    linked = link("""
        agency | forename  | surname  | born       | sex | postcode | address
        health | Catherine | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        police | Katie     | Thornley | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER


def test_a_family_that_moved_is_still_found_by_name_and_birth_date():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley | 2014-03-09 | M   | AB27 8QR | 61 Park Road
    """)
    assert together(linked) == TOGETHER


def test_twins_are_two_children():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART
    assert linked.summary["kept_apart_by_forenames"] == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Ava", "Eva"), ("Jayden", "Kayden"), ("Hassan", "Hussain"), ("Mia", "Maya")]
)
def test_twins_with_names_alike_are_two_children(one, other):
    linked = link(f"""
        agency | forename | surname  | born       | sex | postcode | address
        health | {one}    | Thornley | 2014-03-09 |     | AB12 3LN | 4 Mill Road
        police | {other}  | Thornley | 2014-03-09 |     | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_each_twin_keeps_the_records_of_its_own():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        education | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        health    | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        education | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 2], [3, 4]]


def test_an_initial_that_fits_both_twins_goes_to_neither_and_to_somebody_who_knows():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | James    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        health | Joseph   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | J        | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1], [2], [3]]
    assert set(linked.clerical_queue["why"]) == {"nearly_another_person", "random_sample"}


def test_siblings_with_the_same_initial_are_two_children():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | James    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Joseph   | Thornley | 2016-08-21 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_a_father_and_his_son_of_the_same_name_are_two_people():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley | 1986-11-17 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_a_record_without_birth_date_does_not_tie_a_father_to_his_son():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police    | Reuben   | Thornley | 1986-11-17 | M   | AB12 3LN | 4 Mill Road
        education | Reuben   | Thornley |            | M   | AB12 3LN | 4 Mill Road
    """)
    assert not any({1, 2} <= set(group) for group in together(linked))


def test_a_link_without_a_birth_date_is_one_to_check():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley |            | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].all()


def test_day_and_month_swapped_is_the_same_child():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley | 2014-09-03 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER


def test_forename_and_surname_swapped_is_the_same_child():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Thornley | Reuben   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER


def test_half_of_a_double_barrelled_surname_is_the_same_child():
    linked = link("""
        agency | forename | surname         | born       | sex | postcode | address
        health | Reuben   | Thornley-Ashby  | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Ashby           | 2014-03-09 | M   | AB27 8QR | 61 Park Road
    """)
    assert together(linked) == TOGETHER


def test_a_new_surname_with_the_same_nhs_number_is_the_same_child():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        social_care | Reuben   | Ashby    | 2014-03-09 | M   | AB27 8QR | first
    """)
    assert together(linked) == TOGETHER
    assert set(linked.links["matched_by"]) == {"identifier"}
    assert linked.links["match_probability"].isna().all()
    assert not linked.links["needs_check"].any()


def test_a_new_forename_and_surname_with_the_same_nhs_number_is_one_to_check():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        social_care | Oscar    | Ashby    | 2014-03-09 | M   | AB27 8QR | first
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].any()


def test_a_siblings_nhs_number_on_the_wrong_record_is_a_conflict_not_a_link():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        social_care | Isaac    | Thornley | 2017-10-26 | M   | AB12 3LN | first
    """)
    assert together(linked) == APART
    assert linked.summary["identifier_conflicts"] == 1


def test_different_nhs_numbers_are_never_one_child():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address     | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road | first
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road | second
    """)
    assert together(linked) == APART


def test_a_upn_joins_records_that_hold_no_name():
    linked = link("""
        agency      | forename | surname  | born       | sex | upn
        education   | Reuben   | Thornley | 2014-03-09 | M   | first
        social_care |          |          | 2014-03-09 | M   | first
    """)
    assert together(linked) == TOGETHER
    assert set(linked.links["matched_by"]) == {"identifier"}


def test_a_upn_with_a_wrong_check_letter_joins_nothing():
    linked = link("""
        agency      | born       | sex | upn
        education   | 2014-03-09 | M   | A123456789123
        social_care | 2014-03-09 | M   | A123456789123
    """)
    assert together(linked) == APART


def test_the_first_of_january_is_no_birth_date():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 1900-01-01 | M   | AB12 3LN | 4 Mill Road
        police    | Isaac    | Ashby    | 1900-01-01 | M   | AB27 8QR | 61 Park Road
        education | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 3], [2]]
    assert linked.links.set_index("agency").loc["health", "needs_check"]


def test_the_year_beside_a_first_of_january_keeps_a_father_apart():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley | 1986-01-01 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_a_name_alone_is_not_enough():
    linked = link("""
        agency | forename | surname | born
        health | Oliver   | Smith   | 2014-03-09
        police | Oliver   | Smith   |
    """)
    assert together(linked) == APART


def test_one_agency_has_two_children_of_one_name_and_birth_date():
    linked = link("""
        agency | forename | surname | born       | sex | postcode | address
        health | Oliver   | Smith   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        health | Oliver   | Smith   | 2014-03-09 | M   | AB27 8QR | 61 Park Road
    """)
    assert together(linked) == APART
    assert linked.summary["kept_apart_by_same_feed"] == 1


def test_one_agency_entered_a_child_twice():
    linked = link("""
        agency | forename | surname | born       | sex | postcode | address
        police | Oliver   | Smith   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Oliver   | Smith   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER


def test_two_cousins_called_mohammed_are_told_apart_by_the_name_they_are_called_by():
    linked = link("""
        agency | forename       | surname | born       | sex | postcode | address
        health | Mohammed Ali   | Khan    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Muhammad Bilal | Khan    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_spellings_of_one_arabic_name_are_one_child():
    linked = link("""
        agency | forename | surname | born       | sex | postcode | address
        health | Mohammed | Khan    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Muhammad | Khan    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
