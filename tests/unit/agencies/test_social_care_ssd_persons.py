"""Who a child is in the Standard Safeguarding Dataset: details, identifiers, address and team."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from agencies.social_care.ssd import FEED
from tests.support.agency_tables import accepted

ANN = {"pers_person_id": "A"}


def ann(**rows):
    """Give Ann as a source person."""
    persons = FEED.to_persons(accepted(FEED, **{"ssd_person": [ANN], **rows}))
    assert len(persons) == 1
    return persons.iloc[0]


def flags(**said):
    return json.dumps(said)


def address(start, end="", *, street="High Street", kind="Home", house="1"):
    return {
        "addr_person_id": "A", "addr_address_start_date": start, "addr_address_end_date": end,
        "addr_address_type": kind, "addr_address_postcode": "zz11zz",
        "addr_address_json": flags(FLAT="", HOUSE=house, STREET=street, TOWN="Exampleton"),
    }  # fmt: skip


def test_a_child_lives_at_the_latest_open_address():
    person = ann(
        ssd_address=[
            address("2024-01-01", street="Middle Row"),
            address("2025-01-01", "2025-02-01", street="Last Lane"),
            address("2023-01-01", street="First Lane"),
        ]
    )
    assert (person["postcode"], person["address"]) == ("ZZ1 1ZZ", "1 Middle Row")


def test_a_home_stands_before_a_later_placement():
    person = ann(
        ssd_address=[
            address("2024-01-01"), address("2025-01-01", street="Elsewhere", kind="Placement"),
        ]
    )  # fmt: skip
    assert person["address"] == "1 High Street"


def test_a_child_who_left_every_address_has_none():
    person = ann(ssd_address=[address("2024-01-01", "2025-02-01")])
    assert pd.isna(person["postcode"])
    assert pd.isna(person["address"])


def test_moves_are_entries_with_one_key_for_one_address():
    events = FEED.to_events(accepted(FEED, ssd_address=[address("2024-01-01")]))
    assert events["address_key"].tolist() == ["ZZ1 1ZZ|1 HIGH STREET"]
    assert events["category"].tolist() == ["administrative"]


@pytest.mark.parametrize(
    ("own", "linked", "found"),
    [
        ("9434765919", "", "9434765919"),
        ("9434765918", "943 476 5919", "9434765919"),
        ("", "943 476 5919", "9434765919"),
        ("9434765918", "", None),
    ],
)
def test_an_nhs_number_comes_from_the_person_or_else_from_linked_identifiers(own, linked, found):
    identifier = {"link_person_id": "A", "link_identifier_type": "NHS Number",
                  "link_identifier_value": linked}  # fmt: skip
    person = ann(
        ssd_person=[{**ANN, "pers_common_child_id": own}], ssd_linked_identifiers=[identifier]
    )
    assert (None if pd.isna(person["nhs_number"]) else person["nhs_number"]) == found


def test_the_latest_valid_unique_pupil_number_counts_even_if_it_is_wrong():
    def upn(value, start, end=""):
        return {"link_person_id": "A", "link_identifier_type": "Unique Pupil Number",
                "link_identifier_value": value, "link_valid_from_date": start,
                "link_valid_to_date": end}  # fmt: skip

    person = ann(
        ssd_linked_identifiers=[
            upn("a1", "2020-01-01"), upn("b2", "2022-01-01"), upn("c3", "2023-01-01", "2023-02-01"),
        ]
    )  # fmt: skip
    assert person["upn"] == "B2"


def test_an_identifier_that_was_never_filled_in_is_missing():
    identifier = {"link_person_id": "A", "link_identifier_type": "Unique Pupil Number",
                  "link_identifier_value": "PLACEHOLDER_DATA"}  # fmt: skip
    assert pd.isna(ann(ssd_linked_identifiers=[identifier])["upn"])


@pytest.mark.parametrize(
    ("codes", "said"), [(["NONE"], False), (["NONE", "AUT"], True), ([""], None), ([], None)]
)
def test_no_row_about_disability_is_not_a_no(codes, said):
    rows = [{"disa_person_id": "A", "disa_disability_code": code} for code in codes]
    found = ann(ssd_disability=rows)["is_disabled"]
    assert (None if pd.isna(found) else found) == said
    assert pd.isna(ann()["is_disabled"])


@pytest.mark.parametrize(("sent", "sex"), [("M", "M"), ("F", "F"), ("U", None), ("Male", None)])
def test_a_sex_that_is_not_known_is_missing(sent, sex):
    found = ann(ssd_person=[{**ANN, "pers_sex": sent}])["sex"]
    assert (None if pd.isna(found) else found) == sex


def test_the_team_is_that_of_the_latest_open_involvement():
    def involvement(team, start, end=""):
        return {"invo_person_id": "A", "invo_professional_team": team,
                "invo_involvement_start_date": start, "invo_involvement_end_date": end}  # fmt: skip

    person = ann(
        ssd_involvements=[
            involvement("T1", "2024-01-01"),
            involvement("T2", "2025-01-01"),
            involvement("T3", "2025-02-01", "2025-03-01"),
        ],
        ssd_department=[{"dept_team_id": "T2", "dept_team_name": "Duty"}],
    )
    assert person["team"] == "Duty"
