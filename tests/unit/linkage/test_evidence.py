"""What agencies wrote is made comparable, and what means nothing is left out."""

from __future__ import annotations

import pytest

from linkage.evidence import (
    build_evidence,
    clean_address,
    clean_postcode,
    with_what_others_hold,
)
from tests.support.people import nhs_number, source_persons, upn


def evidence_of(**values):
    rows = [{"source_person_id": "health/ecds_csds/1", **values}]
    return build_evidence(source_persons(rows)).iloc[0]


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [("ab12 3ln", "AB123LN"), ("ZZ99 3VZ", ""), ("unknown", ""), ("B1 1AA", "B11AA"), ("", "")],
)
def test_postcodes(written, cleaned):
    assert clean_postcode(written) == cleaned


def test_the_order_and_short_forms_of_an_address_say_nothing():
    assert clean_address("Flat 2, 14 Mill Rd.") == clean_address("14 Mill Road, Apt 02")
    assert clean_address("14 Mill Road") != clean_address("41 Mill Road")
    assert clean_address("Mill Road 14, Hope House") == clean_address("Hope House, 14 Mill Road")


def test_the_order_of_numbers_in_an_address_says_which_is_the_flat():
    assert clean_address("Flat 1 12 High Street") == clean_address("12 High St, Flat 1")
    assert clean_address("Flat 1 12 High Street") != clean_address("Flat 12 1 High Street")
    assert clean_address("1/12 High Street") != clean_address("12/1 High Street")


@pytest.mark.parametrize(
    "written",
    ["Refuge", "The Refuge, 4 Mill Road", "Confidential", "Confidential address", "Address withheld",
     "Safe address", "c/o 4 Mill Road", "Care of Grandmother", "Temporary accommodation",
     "Temp. address", "Unknown", "Address not known", "NFA", "No fixed abode", "N/A", "Women's Aid",
     "Bed and breakfast", ""],
)  # fmt: skip
def test_what_stands_for_no_address(written):
    assert clean_address(written) == ""


@pytest.mark.parametrize(("born", "year"), [("1900-01-01", 0), ("2014-01-01", 2014)])
def test_the_first_of_january_is_no_birth_date_but_may_be_a_year(born, year):
    found = evidence_of(birth_date=born)
    assert found["birth_date"] == ""
    assert found["birth_year"] == year


def test_a_real_birth_date_stays():
    assert evidence_of(birth_date="2014-03-09")["birth_date"] == "2014-03-09"


def test_identifiers_count_only_with_the_right_check():
    good = evidence_of(nhs_number=nhs_number(400000010), upn=upn(820300000011))
    assert good["nhs_number"] == nhs_number(400000010)
    assert good["upn"] == upn(820300000011)
    bad = evidence_of(nhs_number="4000000100", upn="A123456789123")
    assert bad["nhs_number"] == bad["upn"] == ""


def test_an_identifier_on_many_records_is_one_that_a_system_fills_in():
    rows = [
        {"source_person_id": f"health/ecds_csds/{n:02d}", "nhs_number": nhs_number(400000010)}
        for n in range(11)
    ]
    kept, emptied = with_what_others_hold(build_evidence(source_persons(rows)))
    assert len(emptied) == 11
    assert set(kept["nhs_number"]) == {""}
    kept, emptied = with_what_others_hold(build_evidence(source_persons(rows[:10])))
    assert emptied.empty
    assert set(kept["nhs_number"]) == {nhs_number(400000010)}


def test_a_name_is_common_where_many_records_hold_it():
    surnames = ["Khan"] * 20 + ["Ash" + letter for letter in "abcdefghij"] * 2
    rows = [
        {"source_person_id": f"health/ecds_csds/{n:02d}", "surname": surname}
        for n, surname in enumerate(surnames)
    ]
    held, _ = with_what_others_hold(build_evidence(source_persons(rows)))
    found = held.set_index("surname")["surname_band"]
    assert found["khan"].eq(2).all()
    assert found.drop("khan").eq(1).all()


def test_a_sex_that_is_neither_is_not_compared():
    assert evidence_of(sex="U")["sex"] == ""
