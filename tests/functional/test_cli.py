"""What the command line says to a data officer, and its exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.receive import receive_files
from tests.support.command import wholestory
from tests.support.other_peoples_files import EMPTY_RESTRICTIONS

FIVE_PARTS = ("Where:", "Expected:", "Found:", "Next step:")
COMMANDS = (
    "simulate", "receive", "check", "night", "train", "clerical", "link", "schedule", "demo",
)  # fmt: skip


def test_help_names_every_command_and_exit_code() -> None:
    said = wholestory("--help")
    assert said.returncode == 0
    assert all(command in said.stdout for command in COMMANDS)
    assert all(str(code) in said.stdout for code in range(10, 19))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    said = wholestory(command, "--help")
    assert said.returncode == 0
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (
            ("train", "--store", "{tmp}/a file"),
            17,
            "The store cannot be used.",
        ),
        (
            ("simulate", "--out", "{tmp}/a file", "--children", "100", "--years", "5", "--seed", "1"),
            17,
            "The county was not written.",
        ),
        (
            ("simulate", "--out", "{tmp}/county", "--fault", "police/ppn=fire"),
            17,
            "The fault is not known.",
        ),
        (
            ("train", "--store", "{tmp}/store", "--settings", "{tmp}"),
            17,
            "The settings cannot be used.",
        ),
        (
            ("receive", "{tmp}/a file", "--agency", "police", "--format", "ppn", "--extracts", "{tmp}/e",
             "--received", "2026-01-01", "--coverage-start", "2026-01-02", "--coverage-end", "2026-01-01",
             "--area", "Exampleshire"),
            17,
            "The files were not received.",
        ),
        (("check", "nowhere"), 10, "No delivery was found."),
        (
            ("night", "--extracts", "nowhere", "--store", "{tmp}/store", "--as-of", "2026-01-01"),
            10,
            "No delivery was found.",
        ),
        (
            ("night", "--extracts", "nowhere", "--store", "{tmp}/store", "--as-of", "2026-01-01",
             "--settings", "{tmp}/none.toml"),
            17,
            "The settings cannot be used.",
        ),
        (("train", "--store", "{tmp}/empty"), 18, "No night has been run in this store."),
        (
            ("clerical", "export", "{tmp}/pairs.csv", "--extracts", "nowhere", "--store", "{tmp}/empty"),
            18,
            "No night has been run in this store.",
        ),
        (
            ("clerical", "apply", "{tmp}/a file", "--store", "{tmp}/empty", "--by", "sw-17"),
            18,
            "No night has been run in this store.",
        ),
        (
            ("clerical", "undo", "{tmp}/a file", "--store", "{tmp}/empty", "--by", "sw-17"),
            18,
            "No night has been run in this store.",
        ),
        (
            ("link", "{tmp}/a file", "--out", "{tmp}/persons.csv"),
            17,
            "The file cannot be used.",
        ),
        (
            ("receive", "{tmp}/absent.csv", "--agency", "police", "--format", "ppn", "--extracts", "{tmp}/e",
             "--received", "2026-01-01", "--coverage-start", "2025-01-01", "--coverage-end", "2026-01-01",
             "--area", "Exampleshire"),
            17,
            "The files were not received.",
        ),
        (
            ("receive", "{tmp}/absent.csv", "--agency", "fire", "--format", "ppn", "--extracts", "{tmp}/e",
             "--received", "2026-01-01", "--coverage-start", "2025-01-01", "--coverage-end", "2026-01-01",
             "--area", "Exampleshire"),
            10,
            "There is no contract for this feed.",
        ),
    ],
    ids=["store is a file", "county is a file", "fault unknown", "settings are a folder", "coverage turned round", "check nowhere", "night nowhere", "no settings", "train first", "export first", "apply first", "undo first", "no table", "file absent", "no contract"],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence_with_its_exit_code(
    arguments: tuple[str, ...], code: int, what: str, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("x", encoding="utf-8")
    said = wholestory(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert said.returncode == code, said.stderr
    assert what in said.stderr
    assert all(part in said.stderr for part in FIVE_PARTS)
    assert "Traceback" not in said.stderr


def test_simulate_writes_a_county_with_its_truth_apart(tmp_path: Path) -> None:
    out = tmp_path / "county"
    said = wholestory("simulate", "--out", out, "--children", "120", "--years", "5", "--seed", "1")
    assert said.returncode == 0, said.stderr
    assert "120 children" in said.stdout
    assert list((out / "extracts").glob("*/*/*/manifest.toml"))
    assert list((out / "truth").glob("*.parquet"))
    assert not list((out / "extracts").rglob("*truth*"))


def test_a_wrong_date_is_refused_before_anything_runs(tmp_path: Path) -> None:
    said = wholestory(
        "night", "--extracts", "e", "--store", tmp_path / "s", "--as-of", "2026-13-01"
    )
    assert said.returncode == 2
    assert "--as-of" in said.stderr
    assert not (tmp_path / "s").exists()


def _receive_restrictions(tmp_path: Path, text: str) -> Path:
    sent = tmp_path / "restrictions_list.csv"
    sent.write_text(text, encoding="utf-8")
    receive_files(
        [sent], extracts=tmp_path / "extracts", agency="restrictions", format_="restrictions_list",
        received_date=date(2026, 1, 1), coverage=(date(2026, 1, 1), date(2026, 1, 1)),
        area="Exampleshire", can_record_sharing=False,
    )  # fmt: skip
    return tmp_path / "extracts"


def test_check_counts_rows_and_ends_well_when_all_are_accepted(tmp_path: Path) -> None:
    said = wholestory("check", _receive_restrictions(tmp_path, EMPTY_RESTRICTIONS))
    assert said.returncode == 0, said.stderr
    assert "restrictions_list" in said.stdout


def test_check_says_what_was_set_aside_without_a_personal_value(tmp_path: Path) -> None:
    sent = {
        "nominals": "nominal_id,given_name,surname\nN1,Canaryforename,Canarysurname\n",
        "public_protection_notices": "notice_id,nominal_id,created_date,concern_type\n"
        "P1,N1,31/31/2019,neglect\nP2,N1,2026-01-01,neglect\n",
        "domestic_abuse_incidents": "incident_id,nominal_id,incident_date\n",
        "missing_episodes": "episode_id,nominal_id,reported_date\n",
    }
    for name, text in sent.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    receive_files(
        [tmp_path / f"{name}.csv" for name in sent], extracts=tmp_path / "extracts",
        agency="police", format_="ppn", received_date=date(2026, 1, 1),
        coverage=(date(2025, 1, 1), date(2026, 1, 1)), area="Exampleshire", can_record_sharing=True,
    )  # fmt: skip
    said = wholestory("check", tmp_path / "extracts")
    assert said.returncode == 11, said.stderr
    assert "1 of 2 rows did not pass (quarantine)" in said.stdout
    assert "canary" not in (said.stdout + said.stderr).lower()
    assert "31/31" not in said.stdout + said.stderr


def test_a_restrictions_list_that_cannot_be_read_is_not_used_in_part(tmp_path: Path) -> None:
    row = "R1,,,Canaryforename,Canarysurname,31/31/2019,,adoption,2026-01-01\n"
    said = wholestory("check", _receive_restrictions(tmp_path, EMPTY_RESTRICTIONS + row))
    assert said.returncode == 11
    assert all(part in said.stderr for part in FIVE_PARTS)
    assert "canary" not in (said.stdout + said.stderr).lower()
    assert "31/31" not in said.stdout + said.stderr


def test_a_file_changed_after_it_was_received_is_refused(tmp_path: Path) -> None:
    extracts = _receive_restrictions(tmp_path, EMPTY_RESTRICTIONS)
    (changed,) = extracts.rglob("restrictions_list.csv")
    changed.write_text(EMPTY_RESTRICTIONS + "R2,,,,,,,other,2026-01-01\n", encoding="utf-8")
    said = wholestory("check", extracts)
    assert said.returncode == 10
    assert "Files of a delivery are not what its manifest says." in said.stderr


def test_a_delivery_is_never_overwritten(tmp_path: Path) -> None:
    extracts = _receive_restrictions(tmp_path, EMPTY_RESTRICTIONS)
    said = wholestory(
        "receive", tmp_path / "restrictions_list.csv", "--agency", "restrictions",
        "--format", "restrictions_list", "--extracts", extracts, "--received", "2026-01-01",
        "--coverage-start", "2026-01-01", "--coverage-end", "2026-01-01", "--area", "Exampleshire",
    )  # fmt: skip
    assert said.returncode == 17
    assert "a delivery of that day" in said.stderr


def _receive_list(tmp_path: Path, *more: str) -> tuple[str | Path, ...]:
    sent = tmp_path / "restrictions_list.csv"
    sent.write_text(EMPTY_RESTRICTIONS, encoding="utf-8")
    return (
        "receive", sent, "--agency", "restrictions", "--format", "restrictions_list", "--extracts",
        tmp_path / "extracts", "--received", "2026-01-01", "--coverage-start", "2026-01-01",
        "--coverage-end", "2026-01-01", "--area", "Exampleshire", *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "code", "what"),
    [
        ("restrictions_list=3", 10, "A delivery does not hold the rows that were stated."),
        ("restrictions_list", 17, "The stated rows cannot be read."),
    ],
)
def test_files_with_other_rows_than_the_agency_says_are_not_received(
    stated: str, code: int, what: str, tmp_path: Path
) -> None:
    said = wholestory(*_receive_list(tmp_path, "--rows", stated))
    assert said.returncode == code, said.stderr
    assert what in said.stderr
    assert all(part in said.stderr for part in FIVE_PARTS)
    assert not list(tmp_path.glob("extracts/*/*/*"))


def test_receive_says_how_many_rows_came(tmp_path: Path) -> None:
    said = wholestory(*_receive_list(tmp_path, "--rows", "restrictions_list=0", "--changes"))
    assert said.returncode == 0, said.stderr
    assert "restrictions/restrictions_list/2026-01-01: 0 rows." in said.stdout
    manifest = next(tmp_path.glob("extracts/*/*/*/manifest.toml")).read_text(encoding="utf-8")
    assert 'holds = "changes"' in manifest
    assert '[rows]\n"restrictions_list" = 0' in manifest
