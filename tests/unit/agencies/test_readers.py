"""Files are read as text, exactly as sent, or refused in a sentence that holds no value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from agencies.contract import Column, Table
from agencies.readers import read_tables
from core.errors import ContractError

VISITS = Table(
    "visits",
    "Visits.",
    (Column("id", "row", required=True), Column("seen", "child seen"), Column("day", "day")),
    key=("id",),
)


def read(folder, table=VISITS, **options):
    return read_tables(folder, [table], **options).tables[table.name]


def write(folder, text, name="visits.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_cells_stay_as_sent(tmp_path):
    rows = read(write(tmp_path, 'id,seen,day\n007,NA,"3 March\n2025"\n1e3, y ,\n'))
    assert rows["id"].tolist() == ["007", "1e3"]
    assert rows["seen"].tolist() == ["NA", " y "]
    assert rows["day"].tolist()[0] == "3 March\n2025"
    assert pd.isna(rows["day"].tolist()[1])


def test_a_mark_that_a_spreadsheet_puts_first_is_no_part_of_a_name(tmp_path):
    assert read(write(tmp_path, "\ufeffid,seen,day\n1,Y,\n"))["id"].tolist() == ["1"]


def test_columns_outside_the_contract_are_left_out_and_absent_ones_are_empty(tmp_path):
    rows = read(write(tmp_path, "benefit,id\nyes,1\n"))
    assert rows.columns.tolist() == ["id", "seen", "day"]
    assert rows["seen"].isna().all()


def test_a_file_with_a_heading_and_no_row_is_a_table_without_rows(tmp_path):
    assert len(read(write(tmp_path, "id,seen,day\n"))) == 0


def test_parquet_gives_the_same_texts_as_csv(tmp_path):
    columns = {
        "id": pd.array([7, None, 2**60 + 1], dtype="Int64"),
        "seen": [True, None, False],
        "day": [datetime(2025, 3, 4), None, datetime(2025, 3, 5, 6, 7)],  # noqa: DTZ001  agencies send local days
    }
    pd.DataFrame(columns).to_parquet(tmp_path / "visits.parquet")
    rows = read(tmp_path).astype("object").where(lambda cells: cells.notna(), None)
    assert rows["id"].tolist() == ["7", None, str(2**60 + 1)]
    assert rows["seen"].tolist() == ["True", None, "False"]
    assert rows["day"].tolist() == ["2025-03-04", None, "2025-03-05 06:07:00"]


def test_a_time_zone_and_the_point_of_a_whole_number_are_left_out_of_parquet(tmp_path):
    days = [datetime(2025, 3, 4), datetime(2025, 7, 5, 6, 7)]  # noqa: DTZ001  the zone is given below
    columns = {
        "id": [1.0, 22.0],
        "seen": [Decimal("2.50"), Decimal("3.00")],
        "day": pd.Series(days).dt.tz_localize("Europe/London"),
    }
    pd.DataFrame(columns).to_parquet(tmp_path / "visits.parquet")
    rows = read(tmp_path)
    assert rows["id"].tolist() == ["1", "22"]
    assert rows["seen"].tolist() == ["2.50", "3"]
    assert rows["day"].tolist() == ["2025-03-04", "2025-07-05 06:07:00"]


def test_a_day_in_parquet_has_no_time(tmp_path):
    frame = pd.DataFrame({"id": ["1"], "day": [date(2025, 3, 4)]})
    frame.to_parquet(tmp_path / "visits.parquet")
    assert read(tmp_path)["day"].tolist() == ["2025-03-04"]


def test_rows_are_numbered_as_the_agency_sees_them(tmp_path):
    rows = read(write(tmp_path, "\n\nid,seen,day\n1,Y,\n\n2,N,\n\n,,\n\n"))
    assert rows["id"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("name", ["Visits.csv", "VISITS.CSV"])
def test_the_case_of_a_file_name_says_nothing(tmp_path, name):
    sent = read_tables(write(tmp_path, "id\n1\n", name), [VISITS])
    assert len(sent.tables["visits"]) == 1
    assert sent.files_ignored == ()


def test_a_parquet_file_is_one_in_any_case(tmp_path):
    pd.DataFrame({"id": ["1"]}).to_parquet(tmp_path / "Visits.PARQUET")
    assert len(read(tmp_path)) == 1


def test_an_optional_table_may_be_absent(tmp_path):
    table = Table("visits", "Visits.", VISITS.columns, optional=True)
    assert read_tables(tmp_path, [table]).tables == {}


def test_a_required_table_may_not_be_absent(tmp_path):
    with pytest.raises(ContractError, match=r"Table visits was not delivered once.*Found: 0 files"):
        read(tmp_path)


def test_a_table_sent_twice_is_refused(tmp_path):
    write(write(tmp_path, "id\n1\n"), "id\n1\n", "visits.parquet")
    with pytest.raises(ContractError, match="Found: 2 files"):
        read(tmp_path)


def test_file_names_may_start_with_what_the_caller_says(tmp_path):
    write(tmp_path, "id\n1\n", "2024_autumn_visits.csv")
    assert len(read(tmp_path, prefix="2024_autumn_")) == 1


RENAMED = Table(
    "visits", "Visits.",
    (Column("id", "row", required=True, formerly=("number", "no")),
     Column("seen", "child seen", formerly=("present",))),
    key=("id",), formerly=("calls",),
)  # fmt: skip


def test_a_table_and_its_columns_are_read_under_the_names_of_another_year(tmp_path):
    sent = read_tables(write(tmp_path, "no,present,day\n1,Y,\n", "calls.csv"), [RENAMED])
    assert sent.tables["visits"].to_numpy().tolist() == [["1", "Y"]]
    assert sent.columns["visits"] == ("id", "seen", "day")
    assert sent.files_ignored == ()


def test_a_column_under_its_own_name_is_the_one_that_is_read(tmp_path):
    rows = read(write(tmp_path, "no,number,id,present\n3,2,1,Y\n"), RENAMED)
    assert rows.to_numpy().tolist() == [["1", "Y"]]
    rows = read(write(tmp_path, "no,number,present\n3,2,Y\n"), RENAMED)
    assert rows["id"].tolist() == ["2"]


def test_a_table_under_two_of_its_names_is_refused(tmp_path):
    write(write(tmp_path, "id\n1\n"), "id\n1\n", "calls.csv")
    with pytest.raises(ContractError, match="Found: 2 files"):
        read(tmp_path, RENAMED)


def test_a_required_column_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ContractError, match=r"lacks columns.*Expected: columns id\b"):
        read(write(tmp_path, "seen,day\nY,\n"))


def test_a_column_sent_twice_is_refused_by_name(tmp_path):
    with pytest.raises(ContractError, match=r"more than one column.*Found: seen more than once"):
        read(write(tmp_path, "id,seen,seen\n1,Y,N\n"))


def test_without_a_header_line_nobody_s_details_are_told(tmp_path):
    with pytest.raises(ContractError, match="Found: 1 name not in the contract more") as caught:
        read(write(tmp_path, "7,Secretname,Secretname\n8,A,B\n"))
    assert "Secret" not in str(caught.value)
    with pytest.raises(ContractError, match="Found: seen and 1 name not in"):
        read(write(tmp_path, "seen,Secretname,Secretname,seen\n"))


def test_a_file_s_own_name_is_not_told_where_it_may_start_with_anything(tmp_path):
    write(tmp_path, "seen\nY\n", "Secretname_visits.csv")
    with pytest.raises(ContractError, match="Where: the file of table visits in") as caught:
        read(tmp_path, prefix="*")
    assert "Secret" not in str(caught.value)


def test_columns_without_a_name_are_passed_over(tmp_path):
    assert read(write(tmp_path, "id,seen,,\n1,Y,,\n"))["seen"].tolist() == ["Y"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id,seen,day\n1,Secretname,2025-01-01,surplus\n",
        b'id,seen,day\n1,"Secretname,2025-01-01\n',
        b"id,seen,day\n1,Secretnam\xe9,2025-01-01\n",
    ],
    ids=["empty", "surplus cell", "open quotation mark", "not UTF-8"],
)
def test_a_file_that_is_no_table_is_refused_without_quoting_it(tmp_path, content):
    (tmp_path / "visits.csv").write_bytes(content)
    with pytest.raises(ContractError, match="cannot be read as a table") as caught:
        read(tmp_path)
    assert "Secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_parquet_file_cut_short_is_refused(tmp_path):
    pd.DataFrame({"id": ["1"]}).to_parquet(tmp_path / "visits.parquet")
    whole = (tmp_path / "visits.parquet").read_bytes()
    (tmp_path / "visits.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ContractError, match="cannot be read as a table"):
        read(tmp_path)
