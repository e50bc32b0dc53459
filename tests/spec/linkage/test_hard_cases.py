"""Children whose records are hardest to put together, or to keep apart: one example each."""

from __future__ import annotations

import pytest

from tests.support.records import link, together

TOGETHER, APART = [[1, 2]], [[1], [2]]


def in_queue(linked):
    """Why each pair is in the queue."""
    return linked.clerical_queue["why"].tolist()


def test_twins_whose_numbers_are_not_known_stay_two_children():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        health      | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        social_care | Ruben    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 4], [2, 3]]


def test_siblings_with_the_same_initial_and_a_record_that_holds_only_it():
    linked = link("""
        agency | forename | surname  | born       | postcode | address
        health | James    | Thornley | 2014-03-09 | AB12 3LN | 4 Mill Road
        health | Joseph   | Thornley | 2016-08-21 | AB12 3LN | 4 Mill Road
        police | J        | Thornley |            | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1], [2], [3]]
    assert in_queue(linked)


def test_a_father_known_to_the_police_is_not_his_son_of_the_same_name():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Reuben   | Thornley | 1986-11-17 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_an_unborn_child_becomes_the_child_as_born():
    linked = link("""
        agency      | forename | surname  | born       | due        | postcode | address
        social_care | Unborn   | Thornley |            | 2026-05-20 | AB12 3LN | 4 Mill Road
        health      | Reuben   | Thornley | 2026-05-11 |            | AB12 3LN | 4 Mill Road
        social_care | Reuben   | Thornley | 2026-05-11 |            | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 2, 3]]
    assert linked.links["needs_check"].any()


def test_an_unborn_child_is_not_the_older_sibling():
    linked = link("""
        agency      | forename | surname  | born       | due        | postcode | address
        social_care | Unborn   | Thornley |            | 2026-05-20 | AB12 3LN | 4 Mill Road
        health      | Reuben   | Thornley | 2023-02-11 |            | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_a_childs_name_changes_when_a_parent_marries():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        education | Reuben   | Ashby    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
    assert linked.links["needs_check"].any()


def test_a_child_with_a_new_nhs_number_after_adoption_is_not_tied_to_the_former_name():
    linked = link("""
        agency | forename | surname  | born       | sex | postcode | nhs
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        health | Reuben   | Ashby    | 2014-03-09 | M   | AB27 8QR | second
    """)
    assert together(linked) == APART
    assert in_queue(linked) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad | Hussain", "Mohammed | Hussein"), ("Yusuf | Ahmed", "Yousef | Ahmad"),
        ("Aisha | Begum Khan", "Ayesha | Khan"), ("Zoë | Müller", "Zoe | Muller"),
    ],
)  # fmt: skip
def test_transliterated_names_are_one_childs(one, other):
    linked = link(f"""
        agency | forename | surname | born       | sex | postcode
        health | {one}              | 2014-03-09 | F   | AB12 3LN
        police | {other}            | 2014-03-09 | F   | AB12 3LN
    """)
    assert together(linked) == TOGETHER


@pytest.mark.parametrize("other", ["Thornley", "Ashby", "Ashby-Thornley", "Thornley Ashby"])
def test_a_double_barrelled_name_is_written_in_part_or_turned_round(other):
    linked = link(f"""
        agency | forename | surname        | born       | sex | postcode
        health | Reuben   | Thornley-Ashby | 2014-03-09 | M   | AB12 3LN
        police | Reuben   | {other}        | 2014-03-09 | M   | AB12 3LN
    """)
    assert together(linked) == TOGETHER


def test_a_travelling_family_without_a_fixed_postcode():
    linked = link("""
        agency    | forename | surname  | born       | sex | postcode | address
        health    | Reuben   | Thornley | 2014-03-09 | M   | ZZ99 3VZ | No fixed abode
        education | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police    | Reuben   | Thornley | 2014-03-09 | M   |          | NFA
    """)
    assert together(linked) == [[1, 2, 3]]


def test_two_families_do_not_share_an_address_because_neither_has_one():
    linked = link("""
        agency    | forename | surname | born       | sex | postcode | address
        health    | Oliver   | Smith   |            | M   | ZZ99 3VZ | No fixed abode
        education | Oliver   | Smith   |            | M   | ZZ99 3VZ | No fixed abode
    """)
    assert together(linked) == APART


def test_a_withheld_nhs_number_is_no_number():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 9999999999
        social_care | Isaac    | Ashby    | 2011-10-26 | M   | AB27 8QR | 9999999999
    """)
    assert together(linked) == APART


@pytest.mark.parametrize("placeholder", ["1900-01-01", "2014-01-01", "0001-01-01"])
def test_a_placeholder_date_neither_links_nor_keeps_apart(placeholder):
    linked = link(f"""
        agency | forename | surname  | born          | sex | postcode | address
        health | Reuben   | Thornley | 2014-03-09    | M   | AB12 3LN | 4 Mill Road
        police | Reuben   | Thornley | {placeholder} | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER
    strangers = link(f"""
        agency | forename | surname  | born          | sex | postcode
        health | Reuben   | Thornley | {placeholder} | M   | AB12 3LN
        police | Isaac    | Ashby    | {placeholder} | M   | AB27 8QR
    """)
    assert together(strangers) == APART


def test_a_former_postcode_ties_a_police_record_without_birth_date():
    table = """
        agency      | forename | surname  | sex | postcode | {column}
        social_care | Reuben   | Thornley | M   | AB27 8QR | {value}
        police      | Reuben   | Thornley | M   | AB12 3LN |
    """
    assert together(link(table.format(column="team", value="East"))) == APART
    assert together(link(table.format(column="postcodes_before", value="AB123LN"))) == TOGETHER


def test_a_parent_of_the_same_name_ties_a_police_record_without_birth_date():
    linked = link("""
        agency      | forename | surname  | sex | postcode | parent_names
        social_care | Reuben   | Thornley | M   | AB12 3LN | Kate Ashby; Tom Thornley
        police      | Reuben   | Thornley | M   | AB27 8QR | Katherine Ashby
    """)
    assert together(linked) == TOGETHER


def test_one_nhs_number_under_two_names_and_dates_goes_to_somebody_who_can_ask():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        social_care | Isaac    | Ashby    | 2011-10-26 | M   | AB27 8QR | first
    """)
    assert together(linked) == APART
    row = linked.clerical_queue.iloc[0]
    assert row["why"] == "identifier_conflict"
    assert not row["is_linked"]
    assert "Forename: They differ (-" in row["waterfall"]
    assert "NHS number: The same NHS number (+" in row["waterfall"]


def test_a_misspelling_does_not_split_one_agencys_child_in_two():
    linked = link("""
        agency | forename  | surname  | born       | sex | postcode | address
        police | Sebastian | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police | Sebastain | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == TOGETHER


def test_the_waterfall_adds_up_to_the_weight():
    linked = link("""
        agency | forename | surname | born       | sex | postcode
        health | Oliver   | Smith   | 2014-03-09 | M   |
        police | Oliver   | Smith   | 2014-03-11 | M   |
    """)
    row = linked.clerical_queue.iloc[0]
    steps = [float(step.rsplit("(", 1)[1].rstrip(")")) for step in row["waterfall"].split("; ")]
    assert sum(steps) == pytest.approx(row["match_weight"], abs=0.3)


def test_twins_written_with_forename_and_surname_exchanged_stay_two_children():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        health      | Thornley | Arthur   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Arthur   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        education   | Thornley | Isaac    | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        social_care | Isaac    | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == [[1, 2], [3, 4]]


def test_twins_whose_rare_forenames_stand_before_a_surname_that_is_also_a_forename():
    linked = link("""
        agency | forename | surname | born       | sex | postcode | address
        health | Nevaeh   | James   | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
        police | Jaxxon   | James   | 2014-03-09 | F   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART


def test_an_adopted_child_keeps_the_stories_of_the_new_name_together_by_the_new_number():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | nhs
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | first
        health      | Reuben   | Ashby    | 2014-03-09 | M   | AB27 8QR | second
        education   | Reuben   | Ashby    | 2014-03-09 | M   | AB27 8QR |
    """)
    assert together(linked) == [[1], [2, 3]]


def test_a_number_that_was_withheld_from_one_agency_leaves_name_and_date_to_tell():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address     | nhs
        health      | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road | first
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road | 0000000000
    """)
    assert together(linked) == TOGETHER


def test_a_father_and_son_of_one_name_at_one_address_while_one_birth_date_is_a_placeholder():
    linked = link("""
        agency      | forename | surname  | born       | sex | postcode | address
        social_care | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | 4 Mill Road
        police      | Reuben   | Thornley | 1986-01-01 | M   | AB12 3LN | 4 Mill Road
    """)
    assert together(linked) == APART
