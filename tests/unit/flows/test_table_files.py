"""Tables are read as people saved them, and what a spreadsheet opens holds no formula."""

from __future__ import annotations

import stat
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LinkageError, SettingsError
from flows.table_files import defuse, read_table_file, restore, write_table_file

ROWS = [["id", "name"], ["1", "Ffion Ash"], ["2", ""]]


def _csv(folder: Path, content: bytes | str) -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "id,name\n1,Ffion Ash\n2,\n",
        "\ufeffid,name\r\n1,Ffion Ash\r\n2,\r\n",
        "id;name\n1;Ffion Ash\n2;\n",
        "id\tname\n1\tFfion Ash\n2\t\n",
        "id,name,,\n1,Ffion Ash,,\n\n2,,,\n,,,\n",
        'id,"name"\n"1","Ffion Ash"\n2,""\n',
    ],
    ids=["plain", "mark and windows lines", "semicolons", "tabs", "emptied columns and rows", "quoted"],
)  # fmt: skip
def test_a_csv_is_read_however_it_was_saved(content: str, tmp_path: Path) -> None:
    found = read_table_file(_csv(tmp_path, content))
    assert [list(found.columns), *found.to_numpy().tolist()] == ROWS


def test_the_index_is_the_number_of_the_row_in_the_spreadsheet(tmp_path: Path) -> None:
    found = read_table_file(_csv(tmp_path, "id,name\n\n1,Ffion\n2,Owen\n"))
    assert list(found.index) == [3, 4]


def test_a_file_saved_on_windows_keeps_its_letters(tmp_path: Path) -> None:
    found = read_table_file(_csv(tmp_path, "id,name\n1,Zoë\n".encode("cp1252")))
    assert found["name"].tolist() == ["Zoë"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "nothing"),
        ("\n \n", "nothing"),
        (b"id,name\0\n", "bytes that are no text"),
        ("id,name\n1,Ffion,Ash\n", "more or fewer cells, the first of them row 2"),
        ("id,name\n1\n", "more or fewer cells"),
        ("id,id\n1,2\n", "a column name that stands twice"),
        ("id,,name\n1,,2\n,,\n", None),
        ('id,name\n1,"Ffion\n', "quotation marks"),
    ],
)
def test_a_file_without_a_table_is_told_in_a_sentence(
    content: bytes | str, found: str | None, tmp_path: Path
) -> None:
    if found is None:
        assert len(read_table_file(_csv(tmp_path, content))) == 1
        return
    with pytest.raises(LinkageError) as told:
        read_table_file(_csv(tmp_path, content))
    assert found in told.value.found


def test_a_file_that_is_no_parquet_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(LinkageError, match="no Parquet table"):
        read_table_file(path)


@pytest.mark.parametrize("name", ["rows.xlsx", "rows", "absent.csv"])
def test_a_file_that_cannot_be_used_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="The file cannot be used"):
        read_table_file(tmp_path / name)


@pytest.mark.parametrize("name", ["rows.csv", "rows.PARQUET"])
def test_what_is_written_is_read_back_and_is_for_its_owner_only(name: str, tmp_path: Path) -> None:
    rows = pd.DataFrame({"id": ["-1", "2"], "name": ["Zoë, Ash", 'the "elder"']}, dtype="str")
    write_table_file(tmp_path / name, rows)
    assert read_table_file(tmp_path / name).to_numpy().tolist() == rows.to_numpy().tolist()
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file or directory"):
        write_table_file(tmp_path / "absent" / "rows.csv", pd.DataFrame({"id": [1]}))


@given(st.text(alphabet="'=+-@\t\r ab", max_size=6))
def test_a_defused_cell_is_no_formula_and_can_be_restored(cell: str) -> None:
    assert not defuse(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(defuse(cell)) == cell


def test_what_people_write_with_an_apostrophe_is_left_alone() -> None:
    assert restore("'tis the same child") == "'tis the same child"
