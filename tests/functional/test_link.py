"""`wholestory link` takes whatever table a team has, and never ends in a traceback."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pandas as pd
import pytest

from core.errors import LinkageError, PipelineError, SettingsError
from flows.link_file import link_file
from tests.support.command import wholestory

HEAD = "source_person_id,forename,surname,birth_date,sex"
TWO = f"{HEAD}\n1,Reuben,Thornley,2014-03-09,M\n2,Reuben,Thornley,09/03/2014,boy\n"


def _records(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "records.csv"
    path.write_text(text, encoding=encoding)
    return path


def _linked(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["person_id"] for row in csv.DictReader(file)]


def test_a_table_is_linked_from_the_command_line(tmp_path: Path) -> None:
    records, out = _records(tmp_path, TWO), tmp_path / "persons.csv"
    said = wholestory("link", records, "--out", out)
    assert said.returncode == 0, said.stderr
    assert "2 records of 1 person: 0 by decision, 0 by identifier, 2 by details" in said.stdout
    assert len(set(_linked(out))) == 1
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TWO, "utf-8-sig"),
        (TWO.replace(",", ";"), "utf-8"),
        (TWO.replace("Reuben", "Zoë"), "cp1252"),
    ],
    ids=["byte order mark", "semicolons", "saved on Windows"],
)
def test_a_csv_is_linked_however_it_was_saved(text: str, encoding: str, tmp_path: Path) -> None:
    out = tmp_path / "persons.csv"
    assert "2 records of 1 person" in link_file(_records(tmp_path, text, encoding=encoding), out)


def test_parquet_is_linked_into_parquet(tmp_path: Path) -> None:
    records, out = tmp_path / "records.parquet", tmp_path / "persons.parquet"
    pd.DataFrame({"source_person_id": [1, 2], "surname": ["Ash", "Ash"]}).to_parquet(records)
    link_file(records, out)
    assert pd.read_parquet(out)["source_person_id"].tolist() == ["1", "2"]


def test_a_table_of_one_is_linked(tmp_path: Path) -> None:
    text = "".join(line + "\n" for line in TWO.splitlines()[:2])
    out = tmp_path / "persons.csv"
    assert "1 record of 1 person" in link_file(_records(tmp_path, text), out)
    assert len(_linked(out)) == 1


@pytest.mark.parametrize(
    "record",
    ["Unknown,Unknown,1900-01-01,", "Reuben,Thornley,2014-03-09,M"],
    ids=["saying nothing", "saying the same"],
)
def test_ten_thousand_records_that_are_all_alike_are_not_one_person(
    record: str, tmp_path: Path
) -> None:
    text = HEAD + "\n" + "".join(f"{n},{record}\n" for n in range(10_000))
    said = link_file(_records(tmp_path, text), tmp_path / "persons.csv")
    assert "10,000 records say the same as too many others" in said
    assert "10,000 records of 10,000 persons" in said


@pytest.mark.parametrize(
    ("name", "text", "kind", "what"),
    [
        ("records.csv", "", LinkageError, "The file holds no table"),
        ("records.csv", HEAD + "\n", LinkageError, "nothing to link"),
        ("records.csv", "forename\nAda\n", LinkageError, "no column source_person_id"),
        ("records.csv", "source_person_id,sex\n1,M\n", LinkageError, "no column that says who"),
        ("records.csv", TWO.replace("\n2,", "\n1,"), LinkageError, "1 repeated of 2"),
        ("records.csv", TWO.replace("\n2,", "\n,"), LinkageError, "1 empty"),
        ("records.xlsx", TWO, SettingsError, "a name that ends in .xlsx"),
        ("records.parquet", TWO, LinkageError, "no Parquet table"),
        ("elsewhere.csv", None, SettingsError, "no such file"),
    ],
)
def test_what_cannot_be_linked_is_told_in_a_sentence(
    name: str, text: str | None, kind: type[PipelineError], what: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(kind) as told:
        link_file(tmp_path / name, tmp_path / "persons.csv")
    assert what in str(told.value)
    assert "Thornley" not in str(told.value)
    assert not (tmp_path / "persons.csv").exists()


def test_a_mistake_on_the_command_line_is_no_traceback(tmp_path: Path) -> None:
    said = wholestory("link", tmp_path / "none.csv", "--out", tmp_path / "persons.csv")
    assert said.returncode == 17
    assert "The file cannot be used." in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("out", ["persons.txt", "records.csv", "absent/persons.csv"])
def test_a_place_that_cannot_be_written_is_told(out: str, tmp_path: Path) -> None:
    records = _records(tmp_path, TWO)
    with pytest.raises(SettingsError, match="The file cannot be used"):
        link_file(records, tmp_path / out)
    assert records.read_text(encoding="utf-8") == TWO


def test_decisions_stand_above_what_records_say(tmp_path: Path) -> None:
    said = tmp_path / "decisions.csv"
    said.write_text(
        "source_person_id,other_source_person_id,decision\n1,2,same\n1,2,Different\n1,9,same\n2,1,\n",
        encoding="utf-8",
    )
    out = tmp_path / "persons.csv"
    told = link_file(_records(tmp_path, TWO), out, decisions=said)
    assert "1 decision is about records that are not in the table" in told
    assert len(set(_linked(out))) == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("source_person_id,decision\n1,same\n", "no column other_source_person_id"),
        ("source_person_id,other_source_person_id,decision\n1,2,same\n\n1,2,maybe\n",
         r"Where: decisions\.csv\. .*row 4: the decision is another word\. .*link again"),
        ("source_person_id,other_source_person_id,decision\n1,,same\n", "row 2: a record is not named"),
        ("source_person_id,other_source_person_id,decision\n1,1,same\n", "row 2: a record beside"),
    ],
)  # fmt: skip
def test_decisions_that_cannot_be_read_are_told(text: str, what: str, tmp_path: Path) -> None:
    said = tmp_path / "decisions.csv"
    said.write_text(text, encoding="utf-8")
    with pytest.raises(LinkageError, match=what):
        link_file(_records(tmp_path, TWO), tmp_path / "persons.csv", decisions=said)


def test_of_decisions_the_later_row_counts_whatever_its_day(tmp_path: Path) -> None:
    said, out = tmp_path / "decisions.csv", tmp_path / "persons.csv"
    said.write_text(
        "source_person_id,other_source_person_id,decision,decided_at\n"
        "1,2,different,2027-01-01\n1,2,same,soon\n",
        encoding="utf-8",
    )
    link_file(_records(tmp_path, TWO), out, decisions=said)
    assert len(set(_linked(out))) == 1


def test_a_file_of_no_decision_is_said(tmp_path: Path) -> None:
    said = tmp_path / "decisions.csv"
    said.write_text("source_person_id,other_source_person_id,decision\n1,2,\n", encoding="utf-8")
    told = link_file(_records(tmp_path, TWO), tmp_path / "persons.csv", decisions=said)
    assert "The file of decisions holds none." in told
