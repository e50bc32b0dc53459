"""The restrictions list gives people to find, at once, and no contact."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.feeds import RESTRICTIONS
from agencies.restrictions import FEEDS
from core.errors import ContractError
from tests.support.agency_tables import accepted

(LIST,) = FEEDS


def test_person_on_the_list_can_be_found_by_every_detail():
    row = {
        "restriction_id": "R1", "nhs_number": "943-476-5919", "upn": "a123456789012",
        "forename": "Cy", "surname": "Dale", "date_of_birth": "2012-12-12",
        "postcode": "zz11aa", "reason_code": "adoption",
    }  # fmt: skip
    person = LIST.to_persons(accepted(LIST, restrictions_list=[row])).iloc[0]
    assert person["source_person_id"] == "restrictions/restrictions_list/R1"
    assert person["agency"] == RESTRICTIONS
    assert (person["nhs_number"], person["upn"]) == ("9434765919", "A123456789012")
    assert (person["postcode"], person["surname"]) == ("ZZ1 1AA", "Dale")


def test_restriction_works_at_once_whatever_its_date_says():
    rows = [{"effective_from": "2099-01-01"}, {"effective_from": ""}]
    assert len(LIST.to_persons(accepted(LIST, restrictions_list=rows))) == len(rows)


def test_being_on_the_list_is_not_a_contact():
    assert LIST.to_events(accepted(LIST, restrictions_list=[{"forename": "Cy"}])).empty
    assert LIST.capabilities == frozenset()


def test_list_without_a_row_is_read_and_a_missing_list_is_a_fault(tmp_path):
    path = tmp_path / "restrictions_list.csv"
    header = ",".join(column.name for column in LIST.tables[0].columns)
    path.write_text(f"{header}\n", encoding="utf-8")
    tables = LIST.read(tmp_path).tables
    assert tables["restrictions_list"].empty
    assert isinstance(LIST.to_persons(accepted(LIST)), pd.DataFrame)
    path.unlink()
    with pytest.raises(ContractError, match="restrictions_list was not delivered once"):
        LIST.read(tmp_path)
