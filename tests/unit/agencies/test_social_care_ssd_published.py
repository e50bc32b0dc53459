"""Our contract beside the published Standard Safeguarding Dataset: nothing lost, nothing made up."""

from __future__ import annotations

import pytest

from agencies.social_care.ssd_tables import TABLES
from tests.support.third_party import third_party

NEVER_READ = {
    "pers_nationality", "prof_professional_name", "prof_social_worker_registration_no",
    "prof_staff_id",
}  # fmt: skip


def test_every_table_can_take_a_row_back_and_no_worker_has_a_name():
    assert {table.purge_column for table in TABLES} == {"purge"}
    names = [column.name for table in TABLES for column in table.columns]
    assert not [name for name in names if name in NEVER_READ]


@pytest.mark.third_party
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
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
