"""Which rows are one adult's, how adults are referred to, and which names are alike."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.catalogue import ADULT_LINKS, SOURCE_ADULTS
from linkage.adults import link_adults, names_in
from linkage.alike import (
    agreements,
    find_alike,
    is_alike_anywhere,
    is_alike_around_a_child,
    is_alike_in_name,
    is_oneself,
    sound_of,
)
from linkage.names import forename_key
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.households import NIGHT, live
from tests.support.people import source_persons

LEE = "p1 | police | | Lee | Ashby | 1986-11-17 | 4 Mill Road, AB12 3LN | 2026-03-02"
AGAIN = LEE.replace("p1", "p2")
KATE = "m1 | social_care | | Kate | Thornley | 1988-05-02 | | 2024-01-05"


def links_of(*rows, before=None):
    table = "id | agency | with | forename | surname | born | home | from\n" + "\n".join(rows)
    return live("child | agency", "", table, before=before).adult_links


def ids(links):
    return dict(
        zip(links["source_adult_id"].str.rsplit("/", n=1).str[-1], links["adult_id"], strict=True)
    )


def test_a_reference_is_kept_from_night_to_night_and_after_a_row_more():
    first = links_of(LEE, KATE)
    assert first["adult_id"].str.fullmatch(r"adult-\d{6}-[A-Z]").all()
    second = links_of("a0" + LEE[2:], LEE, KATE, before=first)
    assert ids(second)["p1"] == ids(second)["a0"] == ids(first)["p1"]
    assert ids(second)["m1"] == ids(first)["m1"]


def test_a_reference_is_kept_for_an_adult_who_was_away_for_a_night():
    first = links_of(LEE, KATE)
    second = links_of(KATE, before=first)
    assert dict(zip(second["source_adult_id"], second["is_present"], strict=True)) == {
        "police/ppn/p1": False, "social_care/ssd/m1": True,
    }  # fmt: skip
    assert ids(links_of(LEE, KATE, before=second)) == ids(first)


def test_a_night_without_adults_has_none():
    nobody = live("child | agency")
    assert nobody.adult_links.equals(ADULT_LINKS.empty())
    assert nobody.stays.empty
    assert nobody.household_links.empty
    assert nobody.adults_at_address.empty


def test_one_list_may_hold_an_adult_often_and_a_grown_up_son_of_the_same_name():
    son = LEE.replace("p1", "s1").replace("1986", "2006")
    links = ids(links_of(LEE, AGAIN, LEE.replace("p1", "p3").replace("Lee", "Leee"), son))
    assert links["p1"] == links["p2"] == links["p3"] != links["s1"]


def test_a_child_is_never_compared_with_adults():
    child = source_persons(
        [
            {
                "source_person_id": "social_care/ssd/1",
                "forename": "Lee",
                "surname": "Ashby",
                "birth_date": pd.Timestamp("2014-03-09"),
            }
        ]
    )
    linked = link_adults(
        SOURCE_ADULTS.empty(), child, parameters=REVIEWED_PARAMETERS, as_of_date=NIGHT
    )
    assert linked.records.empty


def test_stays_say_who_where_and_by_which_record():
    households = live(
        "child | agency | forename\nReuben | police | Reuben",
        "child | agency | home | from\nReuben | police | 4 Mill Rd., AB12 3LN | 2024-01-05",
        "id | agency | with | forename | surname | born | home | from\n" + LEE,
    )
    stays = households.stays
    assert stays["home"].tolist() == ["AB123LN|4 mill road"] * 2
    assert stays["is_adult"].tolist() == [False, True]
    assert stays["member_id"].tolist() == ["Reuben", households.adult_links["adult_id"].iloc[0]]
    assert stays["source_record_id"].tolist() == ["police/stays/1", "police/adults/1"]


def details(*people):
    rows = [dict(zip(("forename", "surname", "birth_date"), one, strict=True)) for one in people]
    frame = pd.DataFrame(rows)
    return frame.assign(
        adult_id=[f"adult-{n}" for n in range(len(rows))],
        birth_year=[int(row["birth_date"][:4] or 0) for row in rows],
        sex="",
        forename_key=[forename_key(row["forename"]) for row in rows],
    )


LEE_ASHBY = ("lee", "ashby", "1986-11-17")


@pytest.mark.parametrize(
    ("other", "in_name", "anywhere", "around", "oneself"),
    [
        (("lee", "ashby", "1986-11-17"), True, True, True, True),
        (("leee", "ashby", ""), True, True, True, False),
        (("lee", "ashbey", "1986-11-18"), True, True, True, True),
        (("l", "ashby", ""), True, True, True, False),
        (("", "ashby", ""), True, True, True, False),
        (("lee", "thornley", "1986-11-17"), False, True, True, True),
        (("mark", "ashby", "1986-11-17"), False, True, True, False),
        (("lee", "ashby", "1991-02-08"), False, False, True, False),
        (("lee", "thornley", ""), False, False, True, False),
        (("", "", ""), False, False, True, False),
        (("ashby", "lee", ""), True, True, True, False),
        (("mark", "ashby", ""), False, False, True, False),
        (("lee", "thornley", "1991-02-08"), False, False, True, False),
        (("", "thornley", ""), False, False, True, False),
        (("", "", "1991-02-08"), False, False, True, False),
        (("mark", "thornley", "1986-11-17"), False, False, True, False),
        (("mark", "ashby", "1991-02-08"), False, False, False, False),
        (("mark", "thornley", ""), False, False, False, False),
        (("", "thornley", "1991-02-08"), False, False, False, False),
    ],
)
def test_how_alike_two_records_are(other, in_name, anywhere, around, oneself):
    first = np.array([0])
    found = agreements(details(LEE_ASHBY), details(other), pairs=(first, first))
    assert [bool(says(found).iloc[0]) for says in (
        is_alike_in_name, is_alike_anywhere, is_alike_around_a_child, is_oneself
    )] == [in_name, anywhere, around, oneself]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        ("lee", "ashbey", ""), ("l", "ashby", ""), ("", "ashby", ""), ("lee", "brown ashby", ""),
        ("lee", "thornley", "1986-11-17"), ("leee", "ashby", ""), ("leigh", "ashby", ""),
        ("leanne", "ashby", ""), ("ashby", "lee", ""),
    ],
)  # fmt: skip
def test_whoever_is_alike_is_found_in_a_county(other):
    strangers = [("tom", "wood", "1970-03-04"), ("ann", "marsh", "")]
    found = find_alike(details(LEE_ASHBY, *strangers), details(other, ("ruth", "kirk", "")))
    assert found.tolist() == ["adult-0"]


def test_a_nickname_is_found_under_its_name():
    found = find_alike(details(("bob", "ashby", "")), details(("robert", "ashby", "1986-11-17")))
    assert found.tolist() == ["adult-0"]


@pytest.mark.parametrize(("one", "other"), [("gracie", "grace"), ("zeoy", "zoe"), ("dm", "dom")])
def test_two_forenames_that_may_be_one_as_heard_or_typed(one, other):
    found = find_alike(details((one, "holland", "")), details((other, "holland", "1974-11-01")))
    assert found.tolist() == ["adult-0"]


def test_two_forenames_that_begin_otherwise_are_two_in_a_county():
    found = find_alike(details(("mark", "holland", "")), details(("lee", "holland", "1974-11-01")))
    assert found.empty


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Sarah", "Sarah"), ("Mum", ""), ("Step-mum", ""), ("Reuben's Dad", ""), ("Dad (Lee)", "(Lee)"),
        ("Mother of Reuben", ""), ("Sarah Foster", "Sarah Foster"), ("", ""),
    ],
)  # fmt: skip
def test_a_word_for_how_somebody_is_related_is_no_name(sent, name):
    assert names_in(sent) == name


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("robert", "r163"), ("rupert", "r163"), ("ashcraft", "a261"), ("tymczak", "t522"),
        ("pfister", "p236"), ("lee", "l000"), ("thornely", sound_of("thornley")), ("", "0000"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_share_their_sound(name, sound):
    assert sound_of(name) == sound
