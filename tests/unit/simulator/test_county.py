from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.delivery import find_deliveries, sha256_of, verify_files
from agencies.parse import UNREADABLE
from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS
from core.identifiers import is_nhs_number, is_upn
from simulator.county import Simulated, simulate
from tests.unit.simulator.conftest import UNTIL, read_feeds, read_truth

FEEDS = {
    ("social_care", "ssd"),
    ("police", "ppn"),
    ("health", "ecds_csds"),
    ("education", "school_census"),
    ("restrictions", "restrictions_list"),
}


def _hashes(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): sha256_of(path)
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        simulate(tmp_path / name, children=40, years=2, seed=seed, until=UNTIL)
    one, again, other = (_hashes(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one if name.endswith("manifest.toml"))


def test_extracts_that_are_there_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "extracts").mkdir()
    with pytest.raises(FileExistsError, match="extracts"):
        simulate(tmp_path, children=20, years=1, seed=1, until=UNTIL)


def test_a_hamlet_can_be_simulated(tmp_path: Path) -> None:
    simulated = simulate(tmp_path, children=6, years=1, seed=2, until=date(2024, 2, 29))
    assert simulated.children == 6
    assert {feed.agency.code for feed, _ in read_feeds(tmp_path)} == {a for a, _ in FEEDS}


def test_every_feed_has_one_delivery_that_says_what_it_is(
    simulated: tuple[Path, Simulated],
) -> None:
    deliveries = find_deliveries(simulated[0] / "extracts", until=UNTIL)
    assert {(one.agency, one.format) for one in deliveries} == FEEDS
    for one in deliveries:
        verify_files(one)
        assert one.received_date == one.current_as_of == one.coverage_end == UNTIL
        assert one.coverage_start == date(2023, 6, 30)
        assert one.is_historical_load
        assert one.recording_delay_days == 1
        assert one.can_record_sharing == (one.agency == "police")
        assert one.area == "Exampleshire"


def test_so_many_children_are_under_18_as_asked(simulated: tuple[Path, Simulated]) -> None:
    persons = read_truth(simulated[0], "persons")
    birth, until = persons["birth_date"], pd.Timestamp(UNTIL)
    is_child = (birth <= until) & (birth > until - pd.Timedelta(days=6575))
    assert (is_child & persons["death_date"].isna()).sum() == 300


def test_rows_written_are_the_rows_counted(simulated: tuple[Path, Simulated]) -> None:
    out, said = simulated
    for feed, tables in read_feeds(out):
        counted = said.rows[f"{feed.agency.code}/{feed.format}"]
        assert {name: len(rows) for name, rows in tables.items()} == counted


def test_truth_names_every_person_of_every_agency_once(simulated: tuple[Path, Simulated]) -> None:
    out = simulated[0]
    truth = read_truth(out, "source_persons")
    held = [SOURCE_PERSONS.conform(feed.to_persons(tables)) for feed, tables in read_feeds(out)]
    assert truth["source_person_id"].is_unique
    assert set(truth["source_person_id"]) == set(pd.concat(held)["source_person_id"])
    assert set(truth["true_person_id"]) <= set(read_truth(out, "persons")["true_person_id"])


def test_extracts_know_nothing_of_the_truth(simulated: tuple[Path, Simulated]) -> None:
    for path in (simulated[0] / "extracts").rglob("*"):
        if path.is_file():
            said = path.read_bytes().lower()
            for word in (b"true-", b"planted", b"scatter", b"intensity", b"lookalike"):
                assert word not in said, path.name


def test_default_noise_gives_quarantine_work_and_no_noise_gives_none(
    simulated: tuple[Path, Simulated], clean: Path
) -> None:
    def unreadable(out: Path) -> int:
        tables = [rows for _, parsed in read_feeds(out) for rows in parsed.values()]
        return sum(int(rows[UNREADABLE].notna().sum()) for rows in tables)

    assert unreadable(simulated[0]) > 0
    assert unreadable(clean) == 0


def test_clean_rows_become_persons_and_entries(clean: Path) -> None:
    entries = [SOURCE_EVENTS.conform(feed.to_events(tables)) for feed, tables in read_feeds(clean)]
    found = pd.concat(entries)
    assert {"social_care", "police", "health", "education"} == set(found["agency"])
    assert (found.loc[found["kind"] != "address_recorded", "recorded_date"]).notna().all()
    assert {"section_47_enquiry", "was_not_brought", "attendance_concern", "referral"} <= set(
        found["kind"]
    )


def test_identifiers_are_valid_and_lie_in_ranges_nobody_has(clean: Path) -> None:
    persons = pd.concat([feed.to_persons(tables) for feed, tables in read_feeds(clean)])
    numbers, pupils = persons["nhs_number"].dropna(), persons["upn"].dropna()
    assert len(numbers) > 100
    assert all(is_nhs_number(number) and number.startswith("999") for number in numbers)
    assert len(pupils) > 100
    assert all(is_upn(upn) and upn[1:4] == "999" for upn in pupils)


def test_police_hold_no_numbers_and_miss_birth_dates(simulated: tuple[Path, Simulated]) -> None:
    police = next(feed.to_persons(t) for feed, t in read_feeds(simulated[0])
                  if feed.agency.code == "police")  # fmt: skip
    assert police["nhs_number"].isna().all()
    assert police["upn"].isna().all()
    assert 0.05 < police["birth_date"].isna().mean() < 0.35


def test_most_children_have_universal_records_only(simulated: tuple[Path, Simulated]) -> None:
    out, said = simulated
    everyone = len(read_truth(out, "persons"))
    assert said.source_persons["social_care/ssd"] < 0.45 * everyone
    assert said.source_persons["health/ecds_csds"] > 0.60 * everyone


def test_restricted_share_is_small_and_never_none(simulated: tuple[Path, Simulated]) -> None:
    out, said = simulated
    assert 1 <= said.restricted <= 3
    assert read_truth(out, "persons")["is_restricted"].sum() == said.restricted
