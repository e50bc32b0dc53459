"""Where a child of the case system lives, which adults it names, and whose family it is."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from agencies.history import NOTHING, Taken, apply_delivery, split_retractions
from agencies.social_care.ssd import FEED
from agencies.social_care.ssd_families import is_parent
from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted

ANN = {"pers_person_id": "A", "pers_forename": "Ann", "pers_surname": "Marsh",
       "pers_dob": "2015-06-07"}  # fmt: skip
EVE = {
    "nada_table_id": "1", "nada_person_id": "A", "nada_adult_id": "E", "nada_forename": "Eve",
    "nada_surname": "Marsh", "nada_dob": "1988-01-02", "nada_sex": "F",
    "nada_relationship": "Mother", "nada_lives_with_child": "Y", "nada_start_date": "2020-01-01",
}  # fmt: skip


def address(start, end="", *, street="High Street", kind="Home", postcode="ZZ1 1ZZ", **cells):
    return {
        "addr_person_id": "A", "addr_address_start_date": start, "addr_address_end_date": end,
        "addr_address_type": kind, "addr_address_postcode": postcode,
        "addr_address_json": json.dumps({"HOUSE": "1", "STREET": street}), **cells,
    }  # fmt: skip


def adults(*rows, addresses=()):
    tables = accepted(FEED, ssd_person=[ANN], named_adults=list(rows), ssd_address=list(addresses))
    return SOURCE_ADULTS.conform(FEED.to_adults(tables))


def day(text):
    return pd.Timestamp(text)


def test_every_address_is_a_stay_a_placement_too_and_no_kind_is_told():
    rows = [
        address("2020-01-01", "2024-05-06"), address("", kind="Placement", street="Elm Road"),
        address("2019-01-01", postcode="", addr_address_json=""),
        address("2018-01-01", addr_address_json=""),
    ]  # fmt: skip
    stays = FEED.to_stays(accepted(FEED, ssd_person=[ANN], ssd_address=rows))
    assert stays["address"].fillna("-").tolist() == ["1 High Street", "1 Elm Road", "-"]
    assert stays["source_record_id"].tolist() == [f"social_care/ssd_address/{n}" for n in "124"]
    assert stays["first_date"].tolist() == [day("2020-01-01"), pd.NaT, day("2018-01-01")]
    assert stays["last_date"].tolist() == [day("2024-05-06"), pd.NaT, pd.NaT]


def test_an_adult_who_lives_with_the_child_lives_at_the_child_s_address():
    (adult,) = adults(EVE, addresses=[address("2018-01-01")]).itertuples()
    assert adult.source_adult_id == "social_care/ssd/E"
    assert adult.source_person_id == "social_care/ssd/A"
    assert (adult.is_at_address, adult.address, adult.postcode) == (
        True, "1 High Street", "ZZ1 1ZZ",
    )  # fmt: skip
    assert (adult.forename, adult.birth_date, adult.sex) == ("Eve", day("1988-01-02"), "F")
    assert (adult.first_date, pd.isna(adult.last_date)) == (day("2020-01-01"), True)
    assert pd.isna(adult.source_event_id)


@pytest.mark.parametrize(
    ("ended", "there", "since"),
    [
        ("", "1 New Street", "2023-01-01"),  # moved there with the child
        ("2021-05-05", "1 Old Street", "2020-01-01"),
        ("2019-06-06", None, "2020-01-01"),
    ],
)
def test_it_is_the_address_of_the_last_day_they_lived_together(ended, there, since):
    addresses = [
        address("2019-09-09", "2022-12-31", street="Old Street"),
        address("2023-01-01", street="New Street"),
    ]
    start = {"nada_start_date": "2018-01-01"} if there is None else {}
    (adult,) = adults({**EVE, **start, "nada_end_date": ended}, addresses=addresses).itertuples()
    assert (None if pd.isna(adult.address) else adult.address) == there
    assert adult.is_at_address is (there is not None)
    if there:
        assert adult.first_date == day(since)


def test_where_nobody_can_tell_at_which_address_an_adult_is_only_named():
    home, placement = address("2020-01-01"), address("2024-01-01", street="Elm Road")
    for addresses in ([], [address("2020-01-01", "2024-01-01")], [home, placement]):
        (adult,) = adults(EVE, addresses=addresses).itertuples()
        assert not adult.is_at_address
        assert pd.isna(adult.postcode)
        assert adult.forename == "Eve"
    # The same address twice leaves no doubt.
    (adult,) = adults(EVE, addresses=[home, {**home, "addr_table_id": "9"}]).itertuples()
    assert adult.is_at_address


@pytest.mark.parametrize("said", ["N", "", "perhaps"])
def test_an_adult_who_is_not_said_to_live_with_the_child_is_only_named(said):
    rows = {**EVE, "nada_lives_with_child": said}
    (adult,) = adults(rows, addresses=[address("2020-01-01")]).itertuples()
    assert (adult.is_at_address, pd.isna(adult.address)) == (False, True)


def test_a_fault_in_a_detail_never_makes_an_adult_unnamed():
    faults = {
        "not_before:nada_end_date": {"nada_end_date": "2019-12-31"},
        "readable:nada_end_date": {"nada_end_date": "some time"},
        "readable:nada_start_date": {"nada_start_date": "some time"},
        "readable:recorded_date": {"recorded_date": "some time"},
        "readable:nada_dob": {"nada_dob": "unknown"},
        "code:nada_sex": {"nada_sex": "Z"},
        "readable:nada_lives_with_child": {"nada_lives_with_child": "perhaps"},
    }
    rows = [{**EVE, "nada_table_id": str(n), **cells} for n, cells in enumerate(faults.values())]
    checked = check_delivery(accepted(FEED, ssd_person=[ANN], named_adults=rows), FEED)
    assert set(faults) <= set(checked.results.query("rows_failed > 0")["check"])
    assert FEED.to_adults(checked.accepted)["forename"].tolist() == ["Eve"] * len(faults)


def test_of_days_in_the_wrong_order_none_is_told_and_no_address_either():
    rows = {**EVE, "nada_end_date": "2019-12-31"}
    (adult,) = adults(rows, addresses=[address("2010-01-01")]).itertuples()
    assert pd.isna(adult.first_date)
    assert pd.isna(adult.last_date)
    assert not adult.is_at_address


def test_the_child_is_no_adult_but_a_young_parent_is():
    themself = {**EVE, "nada_forename": "ann", "nada_dob": "2015-06-07"}
    young = {**EVE, "nada_table_id": "2", "nada_dob": "2009-01-01"}
    assert adults(themself, young)["source_record_id"].tolist() == ["social_care/named_adults/2"]


@pytest.mark.parametrize("rows", [{}, {"named_adults": []}], ids=["not sent", "no row"])
def test_without_rows_nobody_is_named_and_nothing_fails(rows):
    tables = accepted(FEED, ssd_person=[ANN], **rows)
    pd.testing.assert_frame_equal(FEED.to_adults(tables), SOURCE_ADULTS.empty())
    pd.testing.assert_frame_equal(FEED.to_stays(tables), SOURCE_STAYS.empty())
    details = FEED.to_persons(tables)[["parent_names", "family_id", "postcodes_before"]]
    assert details.isna().all(axis=None)


def test_an_adult_is_recorded_only_where_the_table_was_sent():
    sent = {table.name: () for table in FEED.tables if table.name != "named_adults"}
    assert Capability.ADULTS not in FEED.capabilities_of(sent)
    # It is ours: a council that never sent it is not told every night that it is missing.
    assert "named_adults" not in FEED.tables_missed(sent)
    assert "named_adults" in FEED.tables_missed(sent, before=["named_adults"])
    assert Capability.ADULTS in FEED.capabilities_of({**sent, "named_adults": ()})


def deliver(standing, received, holds, **rows):
    rest, retractions = split_retractions(accepted(FEED, **rows), FEED)
    taken = Taken(received_date=received, holds=holds, accepted=rest, retractions=retractions)
    return apply_delivery(standing, taken, feed=FEED)


def test_a_row_that_is_taken_back_takes_back_its_adult_and_a_child_takes_back_all():
    rows = [EVE, {**EVE, "nada_table_id": "2", "nada_forename": "Ben"}]
    full = deliver(
        NOTHING, date(2026, 1, 1), "everything", ssd_person=[ANN], named_adults=rows,
        ssd_address=[address("2020-01-01")],
    )  # fmt: skip
    assert FEED.to_adults(full.tables)["forename"].tolist() == ["Eve", "Ben"]
    one_less = deliver(
        full, date(2026, 1, 2), "changes", named_adults=[{"nada_table_id": "1", "purge": "Y"}]
    )
    assert FEED.to_adults(one_less.tables)["forename"].tolist() == ["Ben"]
    no_child = deliver(
        full, date(2026, 1, 2), "changes", ssd_person=[{"pers_person_id": "A", "purge": "Y"}]
    )
    assert FEED.to_adults(no_child.tables).empty
    assert FEED.to_stays(no_child.tables).empty


def test_former_addresses_are_those_besides_the_current_one():
    rows = [
        address("2024-01-01", postcode="zz11zz"),
        address("2022-01-01", "2023-12-31", postcode="ZZ3 3ZZ"),
        address("2020-01-01", "2021-12-31", postcode="zz2 2zz"),
        address("2018-01-01", "2019-12-31", postcode="ZZ1 1ZZ"),
        address("2017-01-01", "2017-12-31", postcode="unknown place"),
    ]
    (person,) = FEED.to_persons(accepted(FEED, ssd_person=[ANN], ssd_address=rows)).itertuples()
    assert (person.postcode, person.postcodes_before) == ("ZZ1 1ZZ", "ZZ22ZZ ZZ33ZZ")
    (person,) = FEED.to_persons(
        accepted(FEED, ssd_person=[ANN], ssd_address=rows[1:3])
    ).itertuples()
    assert (pd.isna(person.postcode), person.postcodes_before) == (True, "ZZ22ZZ ZZ33ZZ")


def test_parents_and_carers_are_named_once_in_the_order_sent():
    rows = [
        EVE,
        {**EVE, "nada_table_id": "2", "nada_end_date": "2024-01-01"},
        {**EVE, "nada_table_id": "3", "nada_forename": "Ben", "nada_relationship": "Step-father"},
        {**EVE, "nada_table_id": "4", "nada_forename": "Cy", "nada_relationship": "Uncle"},
        {**EVE, "nada_table_id": "5", "nada_forename": "", "nada_surname": ""},
    ]
    (person,) = FEED.to_persons(accepted(FEED, ssd_person=[ANN], named_adults=rows)).itertuples()
    assert person.parent_names == "Eve Marsh; Ben Marsh"


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("Mother", True), ("Birth father", True), ("step-mother", True), ("STEPFATHER", True),
        ("Parent/Carer", True), ("Foster carer", True), ("Special Guardian", True), ("Mum", True),
        ("Adult with parental responsibility", True), ("Grandmother", False),
        ("Grand-mother", False), ("Mother's partner", False), ("Father of sibling", False),
        ("Mother-in-law", False), ("Uncle", False), ("Lodger", False), ("", False),
    ],
)  # fmt: skip
def test_who_is_a_parent_or_carer_of_the_child(said, is_one):
    assert is_parent(said) is is_one


def families(families=None, mothers=None):
    children = [{"pers_person_id": one} for one in "ABCD"]
    rows = {}
    if families is not None:
        rows["ssd_family"] = [
            {"fami_person_id": child, "fami_family_id": family} for child, family in families
        ]
    if mothers is not None:
        rows["ssd_mother"] = [
            {"moth_childs_person_id": child, "moth_person_id": mother} for child, mother in mothers
        ]
    found = FEED.to_persons(accepted(FEED, ssd_person=children, **rows))["family_id"]
    return [None if pd.isna(one) else one.removeprefix("social_care/ssd/") for one in found]


def test_a_family_is_as_the_case_system_groups_it_or_else_the_mother():
    assert families([("A", "F1"), ("B", "F1")]) == ["F1", "F1", None, None]
    assert families(None, [("A", "M"), ("B", "M")]) == ["mother-M", "mother-M", None, None]
    both = families([("A", "F1")], [("A", "M"), ("B", "M"), ("C", "M"), ("D", "N")])
    assert both == ["F1", "mother-M", "mother-M", "mother-N"]


def test_a_child_in_two_families_is_told_to_be_in_none():
    assert families([("A", "F1"), ("A", "F2"), ("B", "F1"), ("B", "F1")], [("A", "M")]) == [
        None, "F1", None, None,
    ]  # fmt: skip
    assert families([("A", "")], [("A", "M")]) == ["mother-M", None, None, None]
    assert families([], [("A", "M"), ("A", "N")]) == [None] * 4
