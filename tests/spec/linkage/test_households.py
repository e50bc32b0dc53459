"""Who lives with whom, and which adults are recorded at a child's address: one example each."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.households import adults_at, live, lives_with

HOME = "4 Mill Road, AB12 3LN"
REUBEN = """
    child  | agency      | forename | surname  | born       | home
    Reuben | social_care | Reuben   | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
    Reuben | police      | Reuben   | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
"""
HIS_STAY = """
    child  | agency      | home                  | from       | to
    Reuben | social_care | 4 Mill Road, AB12 3LN | 2024-01-05 |
"""
MOTHER = "m1 | social_care | Reuben | Kate | Thornley | 1988-05-02 | | 2024-01-05 | "


def recorded(*rows, stays=HIS_STAY, children=REUBEN, **said):
    table = "id | agency | with | forename | surname | born | home | from | to\n" + "\n".join(rows)
    return adults_at(live(children, stays, table, **said))


def test_a_partner_whom_police_recorded_and_social_care_does_not_name():
    assert recorded(
        MOTHER,
        f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | ",
    ) == ["Reuben: police p1 no"]


def test_the_mother_whom_both_name():
    assert recorded(
        MOTHER,
        f"p1 | police | | Kate | Thornley | 1988-05-02 | {HOME} | 2026-03-02 | ",
    ) == ["Reuben: police m1+p1 yes"]


def test_an_adult_in_the_childs_own_police_record_needs_no_address():
    assert recorded(
        MOTHER, "p1 | police | Reuben | Lee | Ashby | 1986-11-17 | | 2026-03-02 | ", stays=""
    ) == ["Reuben: police p1 no"]


@pytest.mark.parametrize("written", ["Tornley", "Thornley-Ashby"])
def test_the_mother_under_a_misspelt_surname_is_never_said_not_to_be_named(written):
    by_birth_date = f"p1 | police | | Kate | {written} | 1988-05-02 | {HOME} | 2026-03-02 | "
    assert recorded(MOTHER, by_birth_date) == ["Reuben: police m1+p1 yes"]
    without = f"p1 | police | | Katie | {written} | | 9 Elm Road, AB27 8QR | 2026-03-02 | "
    assert recorded(MOTHER, without.replace("| |", "| Reuben |", 1)) == [
        "Reuben: police p1 cannot_tell nearly_alike"
    ]


def test_the_mother_under_another_surname_since_she_married():
    married = f"p1 | police | | Kate | Ashby | 1988-05-02 | {HOME} | 2026-03-02 | "
    assert recorded(MOTHER, married) == ["Reuben: police m1+p1 yes"]
    elsewhere = "m1 | social_care | | Kate | Thornley | 1988-05-02 | | 2024-01-05 | "
    assert recorded(elsewhere, married) == ["Reuben: police p1 cannot_tell nearly_alike"]


def test_the_same_name_with_another_birth_date():
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    at_this_child = "s1 | social_care | Reuben | Lee | Ashby | 1991-02-08 | | 2024-01-05 | "
    assert recorded(at_this_child, police) == ["Reuben: police p1 cannot_tell nearly_alike"]
    elsewhere = at_this_child.replace("| Reuben |", "| |")
    assert recorded(elsewhere, police) == ["Reuben: police p1 no"]


def test_without_a_birth_date_name_and_address_have_to_agree():
    named = "s1 | social_care | Reuben | Lee | Ashby | 1986-11-17 | | 2024-01-05 | "
    here = f"p1 | police | Reuben | Lee | Ashby | | {HOME} | 2026-03-02 | "
    assert recorded(named, here) == ["Reuben: police p1+s1 yes"]
    elsewhere = here.replace(HOME, "9 Elm Road, AB27 8QR")
    assert recorded(named, elsewhere) == ["Reuben: police p1 cannot_tell nearly_alike"]


@pytest.mark.parametrize("name", ["Lee | Ashbey", "L | Ashby"])
def test_without_a_birth_date_a_like_name_anywhere_in_the_county_leaves_it_open(name):
    somewhere = (
        "s1 | social_care | | Lee | Ashby | 1986-11-17 | 2 Oak Road, AB5 1AA | 2024-01-05 | "
    )
    police = f"p1 | police | | {name} | | {HOME} | 2026-03-02 | "
    assert recorded(somewhere, police) == ["Reuben: police p1 cannot_tell nearly_alike"]


def test_without_a_full_name_nobody_can_be_looked_up():
    names = [" | Ashby", "Tom | ", "Unknown | Unknown", " | "]
    police = [
        f"p{n} | police | | {name} | 198{n}-11-17 | {HOME} | 2026-03-02 | "
        for n, name in enumerate(names)
    ]
    assert recorded(MOTHER, *police) == [
        f"Reuben: police p{n} cannot_tell no_name" for n in range(4)
    ]


def test_somebody_nameless_in_social_cares_record_may_be_anybody():
    nameless = "s1 | social_care | Reuben | | | | | 2024-01-05 | "
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(nameless, police) == ["Reuben: police p1 cannot_tell nearly_alike"]


def test_social_care_sent_no_names_of_adults():
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    for said in ({"can_name_adults": False}, {"social_care_current_as_of": None}):
        assert recorded(police, **said) == ["Reuben: police p1 cannot_tell not_sent"]


def test_social_care_cannot_name_yet_whom_police_recorded_after_its_delivery():
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    current = {"social_care_current_as_of": date(2026, 3, 1)}
    assert recorded(MOTHER, police, **current) == ["Reuben: police p1 cannot_tell not_yet"]
    current = {"social_care_current_as_of": date(2026, 3, 2)}
    assert recorded(MOTHER, police, **current) == ["Reuben: police p1 no"]


def test_two_numbers_of_one_adult_are_one_adult():
    assert recorded(
        f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | ",
        f"p2 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-05-09 | ",
    ) == ["Reuben: police p1+p2 no"]


def test_whoever_moved_away_before_the_child_came_is_not_at_the_address():
    names = ["Lee | Ashby", "Tom | Wood", "Ruth | Kirk"]
    days = ["2020-01-01 | 2023-12-31", "2020-01-01 | 2024-01-05", "2023-12-24 | "]
    before = [
        f"h{n} | housing_and_adults | | {name} | 198{n}-11-17 | {HOME} | {there}"
        for n, (name, there) in enumerate(zip(names, days, strict=True))
    ]
    assert recorded(*before) == []


def test_whoever_came_after_the_child_moved_on_is_not_at_the_address():
    stays = HIS_STAY + "Reuben | social_care | 9 Elm Road, AB27 8QR | 2025-06-01 | "
    after = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(after, stays=stays) == []
    assert recorded(after.replace("2026", "2025"), stays=stays) == ["Reuben: police p1 no"]


HE_MOVED = """
    child  | agency      | home                   | from       | to
    Reuben | social_care | 4 Mill Road, AB12 3LN  | 2024-01-05 | 2025-06-01
    Reuben | social_care | 9 Elm Road, AB27 8QR   | 2025-06-01 |
    Reuben | education   | 4 Mill Road, AB12 3LN  | 2024-09-01 |
    Isaac  | police      | 4 Mill Road, AB12 3LN  | 2026-03-02 | 2026-03-02
"""


def test_an_agency_that_never_heard_of_a_move_makes_nobody_live_with_strangers():
    there = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    children = GROWN_UP.replace("Reuben | social_care", "Reuben | education", 1)
    table = "id | agency | with | forename | surname | born | home | from | to\n" + there
    households = live(children + REUBEN.split("\n", 2)[2], HE_MOVED, table)
    assert adults_at(households) == ["Isaac: police p1 no"]
    assert lives_with(households) == []


def test_half_an_address_that_agrees_is_no_move():
    stays = HIS_STAY + "Reuben | education | , AB12 3LN | 2025-06-01 | "
    after = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    both = REUBEN + "Reuben | education | Reuben | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN"
    assert recorded(after, stays=stays, children=both) == ["Reuben: police p1 no"]


def test_flat_1_of_number_12_is_not_flat_12_of_number_1():
    stays = BOTH_STAY.replace(HOME, "Flat 1 12 High Street, AB12 3LN", 1)
    stays = stays.replace(HOME, "Flat 12 1 High Street, AB12 3LN")
    assert lives_with(live(GROWN_UP, stays)) == []


def test_a_move_to_no_fixed_abode_ends_the_stay_before():
    stays = HIS_STAY + "Reuben | social_care | No fixed abode, ZZ99 3VZ | 2025-06-01 | "
    after = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(after, stays=stays) == []


@pytest.mark.parametrize(
    "home",
    ["No fixed abode, ZZ99 3VZ", "Unknown, AB12 3LN", "Refuge, AB12 3LN", "Confidential, AB12 3LN",
     "Address withheld, AB12 3LN", "c/o 4 Mill Road, AB12 3LN"],
)  # fmt: skip
def test_what_stands_for_no_address_is_no_home(home):
    stays = HIS_STAY.replace(HOME, home)
    adult = f"p1 | police | | Lee | Ashby | 1986-11-17 | {home} | 2026-03-02 | "
    assert recorded(adult, stays=stays) == []


def test_a_hostel_tells_nothing_about_who_shares_it():
    names = ["Lee Ashby", "Tom Wood", "Ann Marsh", "Joan Kirk", "Paul Stone", "Ravi Patel",
             "Omar Khan", "Ruth Black", "Colin Fairley", "Hugh Langton", "Vera Dalby",
             "Nell Crosswell", "Gwen Pemberton"]  # fmt: skip
    many = [
        f"p{n} | police | | {name.replace(' ', ' | ')} | | {HOME} | 2026-03-02 | "
        for n, name in enumerate(names)
    ]
    assert recorded(*many) == []
    assert len(recorded(*many[:3])) == 3


def test_a_young_person_under_18_that_day_is_no_adult():
    police = f"p1 | police | | Lee | Ashby | 2008-03-03 | {HOME} | "
    assert recorded(police + "2026-03-02 | ") == []
    assert recorded(police + "2026-03-03 | ") == ["Reuben: police p1 no"]


def test_somebody_merely_named_was_not_at_the_address():
    households = live(
        REUBEN,
        HIS_STAY,
        """
        id | agency             | with   | forename | surname | from       | there
        p1 | police             | Reuben | Lee      | Ashby   | 2026-03-02 | no
    """,
    )
    assert adults_at(households) == []


GROWN_UP = """
    child  | agency      | forename | surname  | born       | home
    Reuben | social_care | Reuben   | Thornley | 2007-03-09 | 4 Mill Road, AB12 3LN
    Isaac  | social_care | Isaac    | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
    Isaac  | police      | Isaac    | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
"""
BOTH_STAY = HIS_STAY + "Isaac | social_care | 4 Mill Road, AB12 3LN | 2024-01-05 | "


def test_a_young_person_who_turned_18_is_no_adult_at_their_own_address():
    police = f"p1 | police | | Reuben | Thornley | 2007-03-09 | {HOME} | 2026-03-02 | "
    assert recorded(police, stays=BOTH_STAY, children=GROWN_UP) == ["Isaac: police p1 yes"]


def test_a_brother_whom_only_the_school_knows_is_an_adult_whom_nobody_names():
    children = GROWN_UP.replace("Reuben | social_care", "Reuben | education")
    stays = BOTH_STAY.replace("Reuben | social_care", "Reuben | education")
    police = f"p1 | police | | Reuben | Thornley | 2007-03-09 | {HOME} | 2026-03-02 | "
    assert recorded(police, stays=stays, children=children) == ["Isaac: police p1 no"]


def test_without_a_birth_date_it_may_be_the_child_or_the_father_of_the_same_name():
    police = f"p1 | police | | Reuben | Thornley | | {HOME} | 2026-03-02 | "
    assert recorded(police) == ["Reuben: police p1 cannot_tell nearly_alike"]


def test_the_father_of_the_same_name_is_not_the_child():
    police = f"p1 | police | | Reuben | Thornley | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(police) == ["Reuben: police p1 no"]


def test_a_restricted_child_is_in_no_link_and_no_fact():
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    households = live(
        GROWN_UP,
        BOTH_STAY,
        "id | agency | with | forename | surname | born | home | from | to\n" + police,
        restricted={"Isaac"},
    )
    assert adults_at(households) == ["Reuben: police p1 no"]
    assert lives_with(households) == []
    assert "Isaac" not in households.stays["member_id"].tolist()


def test_what_only_a_restricted_childs_record_tells_is_told_of_nobody():
    in_his_record = f"p1 | police | Isaac | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(
        in_his_record, stays=BOTH_STAY, children=GROWN_UP, restricted={"Isaac"}
    ) == []  # fmt: skip


def test_what_the_record_of_a_child_tells_whom_nobody_knows_is_told_of_nobody():
    of_nobody = f"p1 | police | Lily | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(of_nobody) == []


def test_a_name_that_only_a_restricted_childs_record_holds_is_neither_named_nor_denied():
    assert recorded(
        "s1 | social_care | Isaac | Lee | Ashby | 1986-11-17 | | 2024-01-05 | ",
        f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | ",
        stays=BOTH_STAY, children=GROWN_UP, restricted={"Isaac"},
    ) == ["Reuben: police p1+s1 cannot_tell nearly_alike"]  # fmt: skip


@pytest.mark.parametrize("born", ["2014-03-09", ""])
def test_a_restricted_young_person_is_not_shown_as_an_adult_either(born):
    police = f"p1 | police | | Isaac | Thornley | {born} | {HOME} | 2026-03-02 | "
    assert recorded(
        police, stays=BOTH_STAY, children=GROWN_UP, restricted={"Isaac"}
    ) == []  # fmt: skip


def test_brothers_at_one_address_are_linked_both_ways():
    households = live(GROWN_UP, BOTH_STAY)
    assert lives_with(households) == ["Isaac same_address Reuben", "Reuben same_address Isaac"]
    link = households.household_links.iloc[0]
    assert link["first_date"].date() == date(2024, 1, 5)
    assert link["agencies"] == "social_care"
    assert link["evidence"] == "social_care/stays/1,social_care/stays/2"


def test_a_link_that_goes_on_has_no_last_day():
    moved = BOTH_STAY + "\nIsaac | social_care | 9 Elm Road, AB27 8QR | 2025-06-01 | "
    households = live(GROWN_UP, BOTH_STAY)
    assert households.household_links["last_date"].isna().all()
    households = live(GROWN_UP, moved)
    assert set(households.household_links["last_date"].dt.date) == {date(2025, 5, 31)}


def test_families_who_follow_each_other_at_an_address_did_not_live_together():
    stays = """
        child  | agency      | home                  | from       | to
        Reuben | social_care | 4 Mill Road, AB12 3LN | 2024-01-05 | 2025-06-01
        Isaac  | social_care | 4 Mill Road, AB12 3LN | 2025-06-01 |
    """
    assert lives_with(live(GROWN_UP, stays)) == []


def test_the_same_street_is_not_the_same_home():
    stays = BOTH_STAY.replace("Isaac | social_care | 4", "Isaac | social_care | 14")
    assert lives_with(live(GROWN_UP, stays)) == []


def test_brothers_whom_an_agency_groups_as_one_family():
    children = """
        child  | agency      | forename | surname  | family
        Reuben | social_care | Reuben   | Thornley | social_care/ssd/f1
        Isaac  | social_care | Isaac    | Ashby    | social_care/ssd/f1
        Lily   | social_care | Lily     | Ashby    | social_care/ssd/f2
    """
    assert lives_with(live(children)) == [
        "Isaac same_family Reuben", "Reuben same_family Isaac",
    ]  # fmt: skip


def test_a_family_number_that_very_many_share_is_no_family():
    rows = "\n".join(f"C{n:02d} | social_care | social_care/ssd/0" for n in range(21))
    assert lives_with(live("child | agency | family\n" + rows)) == []
