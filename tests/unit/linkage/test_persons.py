"""What a person's row says, out of what agencies hold."""

from __future__ import annotations

import pandas as pd

from tests.support.records import link


def person(table):
    linked = link(table)
    assert len(linked.persons) == 1, "the example is about one person"
    return linked.persons.iloc[0]


def test_the_value_most_records_hold_is_given():
    found = person("""
        agency      | forename | surname  | born       | sex | nhs   | ethnicity
        health      | Reuben   | Thornley | 2014-03-09 | M   | first | WBRI
        social_care | Rueben   | Thornley | 2014-03-09 | M   | first | MWBC
        police      | Reuben   | Thornley | 2014-03-10 | M   | first | WBRI
    """)
    assert found["forename"] == "Reuben"
    assert found["birth_date"] == pd.Timestamp("2014-03-09")
    assert found["ethnicity"] == "WBRI"
    assert found["agencies"] == "health,police,social_care"


def test_in_an_even_split_social_care_is_believed_first():
    found = person("""
        agency      | forename | surname  | born       | nhs   | ethnicity
        health      | Reuben   | Thornley | 2014-03-09 | first | WBRI
        social_care | Reuben   | Ashby    | 2014-03-09 | first | MWBC
    """)
    assert (found["surname"], found["ethnicity"]) == ("Ashby", "MWBC")


def test_a_first_of_january_is_given_only_for_want_of_another_date():
    both = person("""
        agency      | forename | surname  | born       | nhs
        health      | Reuben   | Thornley | 2014-03-09 | first
        social_care | Reuben   | Thornley | 2014-01-01 | first
        police      | Reuben   | Thornley | 2014-01-01 | first
    """)
    assert both["birth_date"] == pd.Timestamp("2014-03-09")
    only = person("""
        agency | forename | born
        health | Reuben   | 2014-01-01
    """)
    assert only["birth_date"] == pd.Timestamp("2014-01-01")
    never = person("""
        agency | forename | born
        health | Reuben   | 1900-01-01
    """)
    assert pd.isna(never["birth_date"])


def test_a_due_date_is_given_only_until_birth():
    table = """
        agency      | forename | born       | nhs   | expected_birth_date
        social_care | Reuben   |            | first | 2014-03-20
    """
    assert person(table)["expected_birth_date"] == pd.Timestamp("2014-03-20")
    born = table + "        health | Reuben | 2014-03-09 | first |\n"
    assert pd.isna(person(born)["expected_birth_date"])


def test_the_team_is_social_cares():
    found = person("""
        agency      | forename | born       | nhs   | team
        social_care | Reuben   | 2014-03-09 | first | East assessment team
        health      | Reuben   | 2014-03-09 | first | Health visitors
        police      | Reuben   | 2014-03-09 | first | Health visitors
    """)
    assert found["team"] == "East assessment team"


def test_a_disability_that_one_agency_recorded_stands():
    found = person("""
        agency      | forename | born       | nhs   | is_disabled
        social_care | Reuben   | 2014-03-09 | first | yes
        health      | Reuben   | 2014-03-09 | first | no
    """)
    assert found["is_disabled"]


def test_siblings_at_one_address_share_a_household():
    persons = link("""
        agency | forename | surname  | born       | postcode | address
        health | Reuben   | Thornley | 2014-03-09 | AB12 3LN | 4 Mill Road
        health | Isaac    | Thornley | 2017-10-26 | ab123ln  | 4 Mill Rd
        health | Oscar    | Ashby    | 2017-10-26 | AB12 3LN |
    """).persons
    shared = persons["household_id"].value_counts()
    assert sorted(shared) == [1, 2]
    alone = persons[persons["forename"] == "Oscar"].iloc[0]
    assert alone["household_id"] == alone["person_id"]
