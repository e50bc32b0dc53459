"""Faults that are done to deliveries on purpose, and nothing else changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from agencies.delivery import MANIFEST, read_manifest, verify_files
from core.errors import SettingsError
from simulator.county import simulate
from simulator.earlier import deliver_earlier
from simulator.faults import Fault, inject_fault
from tests.support.nights import UNTIL, hashes

FEEDS = ("social_care/ssd", "police/ppn", "health/ecds_csds", "education/school_census")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    simulate(folder, children=150, years=2, seed=3, until=UNTIL)
    return folder / "extracts"


@pytest.fixture
def extracts(county: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(county, tmp_path / "extracts"))


def _newest(extracts: Path, feed: str) -> Path:
    return sorted((extracts / feed).iterdir())[-1]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("fault", [f for f in Fault if f is not Fault.MISSING_FEED])
def test_what_was_sent_with_a_fault_is_what_its_manifest_says(extracts, fault, feed):
    if fault is Fault.WRONG_ENCODING and feed.startswith("health"):
        pytest.skip("Parquet files say their own encoding")
    if fault is Fault.END_DATE_1900 and feed.startswith("education"):
        pytest.skip("a school census has no day on which something ends")
    before = hashes(extracts)
    inject_fault(extracts, fault, feed=feed, seed=1)
    verify_files(read_manifest(_newest(extracts, feed) / MANIFEST))
    after = hashes(extracts)
    others = [name for name in before if not name.startswith(feed)]
    assert {n: after[n] for n in others} == {n: before[n] for n in others}
    assert after != before


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_is_the_same_each_time(county, tmp_path, fault):
    made = []
    for name in ("first", "second"):
        folder = Path(shutil.copytree(county, tmp_path / name))
        injected = inject_fault(folder, fault, feed="police/ppn", seed=5)
        made.append((injected, hashes(folder)))
    assert made[0] == made[1]


def test_a_missing_feed_is_gone_with_every_delivery(extracts):
    inject_fault(extracts, Fault.MISSING_FEED, feed="police/ppn", seed=1)
    assert not (extracts / "police" / "ppn").exists()


def test_a_late_feed_holds_nothing_of_its_last_days(extracts):
    inject_fault(extracts, Fault.LATE_FEED, feed="police/ppn", seed=1)
    folder = _newest(extracts, "police/ppn")
    assert folder.name == "2026-09-20"
    recorded = pd.read_csv(folder / "public_protection_notices.csv")["recorded_date"]
    sound = pd.to_datetime(recorded, format="%Y-%m-%d", errors="coerce")
    assert sound.max() <= pd.Timestamp("2026-09-20")


def test_a_doubled_delivery_has_the_same_files_on_two_days(extracts):
    inject_fault(extracts, Fault.DOUBLED_DELIVERY, feed="police/ppn", seed=1)
    first, second = (
        read_manifest(folder / MANIFEST) for folder in sorted((extracts / "police/ppn").iterdir())
    )
    assert first.files == second.files
    assert (second.received_date - first.received_date).days == 1


def test_a_fault_needs_a_feed_that_is_there(extracts):
    with pytest.raises(SettingsError, match="no delivery of social_care/annex_a"):
        inject_fault(extracts, Fault.JUNK_ROWS, feed="social_care/annex_a", seed=1)


def test_a_fault_needs_a_table_that_it_can_be_done_to(extracts):
    with pytest.raises(SettingsError, match="no table of education/school_census"):
        inject_fault(extracts, Fault.END_DATE_1900, feed="education/school_census", seed=1)


def test_earlier_deliveries_hold_what_was_recorded_by_then(extracts):
    deliver_earlier(extracts, days_before=(14, 7))
    folders = sorted((extracts / "police" / "ppn").iterdir())
    assert [folder.name for folder in folders] == ["2026-09-16", "2026-09-23", "2026-09-30"]
    rows = [len(pd.read_csv(folder / "public_protection_notices.csv")) for folder in folders]
    assert rows == sorted(rows)
    for folder in folders:
        verify_files(read_manifest(folder / MANIFEST))
