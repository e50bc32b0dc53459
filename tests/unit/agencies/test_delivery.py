"""A delivery is what its manifest says it is, or it is refused."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.delivery import find_deliveries, read_manifest, verify_files, write_manifest
from core.errors import ContractError


def deliver(extracts, received=date(2025, 3, 4), agency="police", **more):
    folder = extracts / agency / "ppn" / str(received)
    folder.mkdir(parents=True)
    (folder / "notices.csv").write_text("id\n1\n", encoding="utf-8")
    said = {
        "current_as_of": received, "coverage_start": date(2020, 1, 1), "coverage_end": received,
        "area": "Exampleshire", "can_record_sharing": True, **more,
    }  # fmt: skip
    return write_manifest(folder, agency=agency, format="ppn", received_date=received, **said)


def rewrite(delivery, old, new):
    path = delivery.folder / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_manifest_says_back_what_was_written(tmp_path):
    written = deliver(tmp_path, area='The "Dales" \\ café')
    assert read_manifest(written.folder / "manifest.toml") == written
    assert written.name == "police/ppn/2025-03-04"


def test_deliveries_are_found_in_order_up_to_a_day(tmp_path):
    deliver(tmp_path, date(2025, 3, 5))
    deliver(tmp_path, date(2025, 3, 4))
    deliver(tmp_path, date(2025, 3, 4), "health")
    found = [delivery.name for delivery in find_deliveries(tmp_path, until=date(2025, 3, 4))]
    assert found == ["health/ppn/2025-03-04", "police/ppn/2025-03-04"]


@pytest.mark.parametrize("folder", ["", "not there"])
def test_a_folder_without_deliveries_is_an_error_and_not_an_empty_night(tmp_path, folder):
    with pytest.raises(ContractError, match="No delivery was found"):
        find_deliveries(tmp_path / folder, until=date(2025, 3, 4))


def test_a_manifest_in_the_folder_of_another_delivery_is_refused(tmp_path):
    delivery = deliver(tmp_path)
    delivery.folder.rename(delivery.folder.with_name("2025-03-05"))
    with pytest.raises(ContractError, match="police/ppn/2025-03-04 in another's folder"):
        find_deliveries(tmp_path, until=date(2025, 3, 9))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('area = "Exampleshire"\n', "", r"\['area'\]"),
        ("is_historical_load = false", 'is_historical_load = "no"', r"\['is_historical_load'\]"),
        ("recording_delay_days = 0", "recording_delay_days = true", r"\['recording_delay_days'\]"),
        ("coverage_end = 2025-03-04", "coverage_end = 2025-03-04T00:00:00", r"\['coverage_end'\]"),
        ('area = "', 'colour = "red"\narea = "', r"not known: \['colour'\]"),
        ("coverage_end = 2025-03-04", "coverage_end = 2019-03-04", "ends before it starts"),
        ("recording_delay_days = 0", "recording_delay_days = -1", "a negative delay"),
        ("area = ", "area ", "cannot be read"),
    ],
)
def test_a_manifest_that_says_something_wrongly_is_refused(tmp_path, old, new, found):
    path = rewrite(deliver(tmp_path), old, new)
    with pytest.raises(ContractError, match=found):
        read_manifest(path)


def test_a_manifest_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "manifest.toml"
    path.write_bytes(b"area = \xe9")
    with pytest.raises(ContractError, match="UnicodeDecodeError"):
        read_manifest(path)


def test_unchanged_files_pass(tmp_path):
    verify_files(deliver(tmp_path))


@pytest.mark.parametrize("fault", ["changed", "removed", "added"])
def test_a_file_that_is_not_as_received_is_named(tmp_path, fault):
    delivery = deliver(tmp_path)
    name = "late.csv" if fault == "added" else "notices.csv"
    path = delivery.folder / name
    if fault == "removed":
        path.unlink()
    else:
        path.write_text("id\n2\n", encoding="utf-8")
    with pytest.raises(ContractError, match=f"missing, changed or not named: {name}"):
        verify_files(delivery)


def test_the_hash_of_a_delivery_follows_its_files_and_its_manifest(tmp_path):
    one = deliver(tmp_path / "a").sha256
    assert deliver(tmp_path / "b").sha256 == one
    assert deliver(tmp_path / "c", area="Elsewhere").sha256 != one
