"""Any table of persons is linked as it stands, or refused with what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from core.errors import LinkageError
from linkage.table import link_table, read_table


def table(**columns):
    return pd.DataFrame(columns)


PEOPLE = {
    "source_person_id": ["3", "1", "2"],
    "forename": ["Reuben", "Ruben", "Isaac"],
    "surname": ["Thornley", "Thornley", "Ashby"],
    "birth_date": ["2014-03-09", "09/03/2014", "20111026"],
}


def test_rows_come_back_in_the_tables_order():
    found = link_table(table(**PEOPLE))
    assert found.persons["source_person_id"].tolist() == ["3", "1", "2"]
    assert found.persons["person_id"].nunique() == 2
    assert found.notes == ()


def test_dates_and_sexes_are_read_as_they_are_meant():
    rows, _ = read_table(table(**PEOPLE, sex=["Male", "m", "girl"]))
    assert rows["birth_date"].dt.strftime("%Y-%m-%d").tolist() == [
        "2014-03-09", "2014-03-09", "2011-10-26",
    ]  # fmt: skip
    assert rows["sex"].tolist() == ["M", "M", "F"]


def test_what_cannot_be_read_or_is_not_used_is_said():
    people = {**PEOPLE, "birth_date": ["2014-13-45", "", None], "shoe_size": ["1", "2", "3"]}
    assert link_table(table(**people)).notes == (
        "Columns that linking does not read: shoe_size.",
        "birth_date: 1 value is no date, and counts as not known.",
    )
    people["birth_date"] = ["2014-13-45", "soon", None]
    assert (
        "birth_date: 2 values are no date, and count as not known."
        in link_table(table(**people)).notes
    )


def test_numbers_that_a_spreadsheet_rounded_are_said_and_link_nothing():
    rounded = ["9.43477E+09", "9,43477e+09", "9.43477E+09"]
    people = {
        "source_person_id": ["1", "2", "3"], "forename": ["Reuben", "Isaac", "Ada"],
        "surname": ["Thornley", "Ashby", "Lowe"], "nhs_number": rounded, "other_identifier": rounded,
    }  # fmt: skip
    found = link_table(table(**people))
    assert found.persons["person_id"].nunique() == 3
    assert found.notes == (
        "nhs_number: 3 values are no NHS number with a right check digit, and count as not known.",
        "other_identifier: 3 values are no identifier that can be right, and count as not known.",
    )


def test_an_identifier_that_was_mistyped_is_said():
    people = {**PEOPLE, "nhs_number": ["943 476 5919", "9434765918", ""], "upn": ["X1", "", ""]}
    assert link_table(table(**people)).notes == (
        "nhs_number: 1 value is no NHS number with a right check digit, and counts as not known.",
        "upn: 1 value is no UPN with a right check letter, and counts as not known.",
    )


def test_an_empty_cell_is_not_a_name():
    people = {**PEOPLE, "forename": ["", "nan", None], "surname": ["", " ", None]}
    assert link_table(table(**people)).persons["matched_by"].eq("alone").all()


def test_an_identifier_without_check_ties_what_names_and_dates_leave_open():
    people = {
        "source_person_id": ["1", "2", "3"],
        "forename": ["Reuben", "Ben", "Isaac"],
        "surname": ["Thornley", "Thornly", "Thornley"],
        "birth_date": ["2014-03-09", "2011-07-30", "2014-03-09"],
        "other_identifier": ["ULN 7734 5512", "ULN 7734 5512", "ULN 7734 5513"],
    }
    found = link_table(table(**people)).persons["person_id"]
    assert found[0] != found[2], "twins have numbers one after the other"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"forename": ["Reuben"]}, "no column source_person_id"),
        ({"source_person_id": ["1"]}, "no column that says who somebody is"),
        ({**PEOPLE, "source_person_id": ["1", "1", ""]}, "1 empty and 1 repeated of 3"),
    ],
)
def test_a_table_that_cannot_be_linked_is_refused(columns, found):
    with pytest.raises(LinkageError, match="table cannot be linked") as caught:
        link_table(table(**columns))
    assert caught.value.found == found


def test_a_table_without_a_row_is_refused():
    with pytest.raises(LinkageError, match="no row, so that there is nothing to link"):
        link_table(table(**PEOPLE).head(0))


def test_one_agencys_list_on_its_own_is_searched_for_who_is_in_it_twice():
    people = {
        "source_person_id": ["1", "2"],
        "agency": ["police", "police"],
        "forename": ["Reuben", "Reuben"],
        "surname": ["Thornley", "Thornley"],
        "birth_date": ["2014-03-09", "2014-03-09"],
        "postcode": ["AB12 3LN", "AB27 8QR"],
    }
    found = link_table(table(**people)).persons["person_id"]
    assert found[0] == found[1]
    people["agency"] = ["police", "health"]
    third = {name: [*values, values[0]] for name, values in people.items()}
    third["source_person_id"][2], third["postcode"][2] = "3", "AB30 4TT"
    found = link_table(table(**third)).persons["person_id"]
    assert found[0] != found[2], "among others, one list holds each child once"
