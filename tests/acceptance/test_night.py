"""A whole night on a small invented county, run as an operator runs it."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from flows.settings import DEMO
from tests.support.command import ROOT
from tests.support.nights import UNTIL, Ended, checked_already, hashes, run_night, without

AGENCIES = {
    "social_care": "Children’s social care",
    "police": "Police",
    "health": "Health",
    "education": "Education",
}
_LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}  # noqa: S104  names to allow, not to bind


def _counts(ended: Ended) -> dict[str, int]:
    (night,) = (ended.store / "nights").glob("*.json")
    counts: dict[str, int] = json.loads(night.read_text())["counts"]
    return counts


def test_records_are_conserved_and_some_are_listed(first_night: Ended) -> None:
    counts = _counts(first_night)
    assert counts["rows in"] == counts["accepted"] + counts["quarantined"]
    assert counts["quarantined"] > 0
    assert 0 < counts["listed"] <= 30
    assert len(list((first_night.site / "case").glob("*.html"))) == counts["listed"]


def test_a_night_opens_no_connection_off_the_machine(first_night: Ended) -> None:
    watched = (first_night.store.parent / "connections.txt").read_text().splitlines()
    assert watched, "the watch saw nothing, not even the loopback server"
    for line in watched:
        address = ast.literal_eval(line.split("\t")[1])
        host = address[0] if isinstance(address, tuple) else address
        is_local_socket = isinstance(address, (str, bytes)) and str(host).startswith(("/", "b'/"))
        assert is_local_socket or host in _LOOPBACK, line


def test_the_same_night_twice_gives_the_same_bytes(
    county: Path, first_night: Ended, tmp_path: Path
) -> None:
    again = run_night(county, tmp_path / "store")
    assert again.code == 0, again.said
    assert hashes(again.site) == hashes(first_night.site)


def test_running_a_night_again_in_its_store_changes_nothing(
    county: Path, first_night: Ended
) -> None:
    before = hashes(first_night.site)
    again = run_night(county, first_night.store)
    assert again.code == 0, again.said
    assert hashes(first_night.site) == before


def test_no_name_birth_date_or_address_is_on_a_page_in_a_log_or_in_prefect(
    first_night: Ended,
) -> None:
    data = first_night.store / "data"
    (persons,) = data.glob("source_persons/*/rows.parquet")
    people = pd.read_parquet(persons)
    canaries = {
        *people["nhs_number"].dropna(),
        *people["upn"].dropna(),
        *people["postcode"].dropna(),
        *(line for line in people["address"].dropna() if len(line) > 8),
        *(f"{f} {s}" for f, s in zip(people["forename"], people["surname"], strict=True)
          if pd.notna(f) and pd.notna(s)),
        *people["birth_date"].dropna().dt.strftime("%Y-%m-%d"),
    }  # fmt: skip
    places = list(first_night.site.rglob("*.html"))
    places += list((first_night.store / "nights").rglob("*"))
    places += [p for p in (first_night.store / "prefect").rglob("*") if p.is_file()]
    text = first_night.said + "".join(
        place.read_bytes().decode("utf-8", errors="ignore") for place in places
    )
    words = set(
        re.findall(r"\d{4}-\d{2}-\d{2}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]?\d{10,12}", text)
    )
    names = {one for one in canaries if " " in one and one in text}
    dates = {str(day)[:10] for day in pd.date_range("2021-10-01", "2026-12-31")}
    assert not (words & canaries) - dates
    assert not names


NOBODY_LISTED = "No record met the line"


@pytest.mark.parametrize(
    "present",
    [
        *(tuple(set(AGENCIES) - {absent}) for absent in AGENCIES),
        *((alone,) for alone in AGENCIES),
        ("health", "education"),
    ],
    ids=lambda present: (
        " and ".join(sorted(present))
        if len(present) < 3
        else "all but " + (set(AGENCIES) - set(present)).pop()
    ),
)
def test_any_agency_may_be_missing_and_the_pages_say_cannot_tell(
    present: tuple[str, ...], county: Path, first_night: Ended, tmp_path: Path
) -> None:
    absent = set(AGENCIES) - set(present)
    store = checked_already(first_night, tmp_path / "store")
    ended = run_night(without(county, absent, tmp_path / "extracts"), store)
    assert ended.code == 0, ended.said
    run = ended.page("run.html")
    assert "Published with caution" in run
    assert all(AGENCIES[agency] in run for agency in absent)
    assert "No data supplied" in run
    cases = sorted((ended.site / "case").glob("*.html"))
    assert cases or NOBODY_LISTED in ended.page("index.html")
    for case in cases:
        words = ended.page(f"case/{case.name}")
        assert "annot tell" in words
        assert "No data supplied" in words


def test_without_a_restrictions_list_the_last_list_is_kept_and_dated(
    county: Path, first_night: Ended, tmp_path: Path
) -> None:
    store = checked_already(first_night, tmp_path / "store")
    assert run_night(county, store).code == 0
    extracts = without(county, {"restrictions"}, tmp_path / "extracts")
    held = run_night(extracts, store, as_of=UNTIL + timedelta(days=1))
    assert held.code == 10
    assert "There is no restrictions list" in held.said
    assert "List not published" in held.page("run.html")
    assert "30 September 2026" in held.page("index.html")
    assert {p.name for p in (held.site / "case").iterdir()} == {
        p.name for p in (first_night.site / "case").iterdir()
    }


def test_a_killed_night_takes_up_where_it_stopped(
    county: Path, first_night: Ended, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    command = [
        sys.executable, "-m", "flows.cli", "night", "--extracts", str(county), "--store", str(store),
        "--as-of", UNTIL.isoformat(), "--settings", str(DEMO),
    ]  # fmt: skip
    with (tmp_path / "said.txt").open("w") as said:
        night = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=said, start_new_session=True
        )
        until = time.monotonic() + 120
        while (
            not list(store.glob("data/linkage_persons/*/manifest.json"))
            and time.monotonic() < until
        ):
            time.sleep(0.05)
        os.killpg(night.pid, signal.SIGKILL)
        night.wait()
    links = [p.stat().st_mtime_ns for p in store.glob("data/links/*/manifest.json")]
    assert links, (tmp_path / "said.txt").read_text()
    ended = run_night(county, store)
    assert ended.code == 0, ended.said
    assert [p.stat().st_mtime_ns for p in store.glob("data/links/*/manifest.json")] == links
    assert hashes(ended.site) == hashes(first_night.site)
