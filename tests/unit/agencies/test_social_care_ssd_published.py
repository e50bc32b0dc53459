"""Our contract beside the published Standard Safeguarding Dataset: nothing lost, nothing made up."""

from __future__ import annotations

import pytest

from agencies.social_care.ssd import FEED
from agencies.social_care.ssd_tables import TABLES
from tests.support.third_party import third_party

NEVER_READ = {
    "pers_nationality", "prof_professional_name", "prof_social_worker_registration_no",
    "prof_staff_id",
}  # fmt: skip
OURS = "named_adults"


def test_every_table_can_take_a_row_back_and_no_worker_has_a_name():
    assert {table.purge_column for table in TABLES} == {"purge"}
    names = [column.name for table in TABLES for column in table.columns]
    assert not [name for name in names if name in NEVER_READ]


def test_the_one_table_of_ours_is_named_as_such_and_may_be_left_out():
    (ours,) = [one for one in TABLES if one.name == OURS]
    assert ours.optional
    assert "extension of ours" in ours.columns[0].meaning
    assert OURS in FEED.source


@pytest.mark.third_party
def test_the_table_of_ours_has_no_published_namesake():
    folder = third_party("d2i_ssd_spec/schema")
    assert OURS not in {path.stem for path in folder.glob("*.yml")}


@pytest.mark.third_party
@pytest.mark.parametrize(
    "table", [one for one in TABLES if one.name != OURS], ids=lambda table: table.name
)
def test_columns_are_those_of_the_published_dataset(table):
    path = third_party(f"d2i_ssd_spec/schema/{table.name}.yml")
    published = {
        line.removeprefix("  - name: ").strip()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("  - name: ")
    }
    ours = {column.name for column in table.columns} - {"recorded_date", "purge"}
    assert published - ours <= NEVER_READ
    # The specification file is older than version 1.3, which added the names.
    assert ours - published <= {"pers_forename", "pers_surname"}
