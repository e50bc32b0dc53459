"""Who is on the restrictions list, or near it, is restricted; nobody else is."""

from __future__ import annotations

import pytest

from tests.support.records import link


def restricted(table):
    linked = link(table)
    keys = linked.links["source_person_id"].str.rsplit("/", n=1).str[-1].astype(int)
    flags = linked.persons.set_index("person_id")["is_restricted"]
    return dict(zip(keys, linked.links["person_id"].map(flags), strict=True))


LISTED = """
    agency       | forename | surname  | born       | postcode | nhs
    restrictions | Reuben   | Thornley | 2014-03-09 | AB12 3LN | first
"""


def test_the_same_nhs_number_is_restricted():
    row = "    health | Reuben | Thornley | 2014-03-09 | AB27 8QR | first\n"
    assert restricted(LISTED + row) == {1: True, 2: True}


def test_the_same_details_are_restricted():
    row = "    health | Reuben | Thornley | 2014-03-09 | AB12 3LN |\n"
    assert restricted(LISTED + row) == {1: True, 2: True}


def test_another_child_is_not_restricted():
    row = "    health | Oscar | Ashby | 2012-05-30 | AB27 8QR | second\n"
    assert restricted(LISTED + row) == {1: True, 2: False}


def test_a_sibling_is_not_restricted():
    row = "    health | Isaac | Thornley | 2017-10-26 | AB12 3LN | second\n"
    assert restricted(LISTED + row) == {1: True, 2: False}


def test_the_same_nhs_number_under_another_name_and_date_is_restricted_though_not_linked():
    table = LISTED + "    health | Oscar | Ashby | 2012-05-30 | AB27 8QR | first\n"
    assert restricted(table) == {1: True, 2: True}
    assert len(link(table).persons) == 2


@pytest.mark.parametrize("agency", ["health", "social_care"])
def test_too_little_to_link_is_enough_to_restrict(agency):
    table = f"""
        agency       | forename | surname  | born       | sex
        restrictions | Reuben   | Thornley |            | M
        {agency}     | Reuben   | Thornley | 2014-03-09 | M
    """
    assert len(link(table).persons) == 2
    assert restricted(table) == {1: True, 2: True}


def test_a_piece_of_a_restricted_childs_story_that_stayed_apart_is_restricted():
    table = """
        agency       | forename | surname | born       | sex | postcode | address     | nhs
        restrictions | Oliver   | Smith   | 2014-03-09 | M   |          |             | first
        health       | Oliver   | Smith   | 2014-03-09 | M   | AB12 3LN | 4 Mill Road | first
        health       | Oliver   | Smith   | 2014-03-09 | M   | AB27 8QR | 4 Mill Road |
    """
    assert restricted(table) == {1: True, 2: True, 3: True}


def test_the_list_stands_in_persons_names_no_agency_and_gives_no_name():
    listed = link(LISTED).persons.iloc[0]
    assert listed["is_restricted"]
    assert listed["agencies"] == ""
    assert listed[["forename", "surname", "birth_date"]].isna().all()
