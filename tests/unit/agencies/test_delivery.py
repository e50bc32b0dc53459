"""A delivery is what its manifest says it is, or it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agencies.contract import Sent
from agencies.coverage import unbroken_coverage
from agencies.delivery import (
    Delivery,
    compare_rows,
    count_rows,
    find_deliveries,
    find_folders,
    in_use,
    read_files,
    read_manifest,
    verify_files,
    write_manifest,
)
from agencies.feeds import find_feed
from agencies.file_names import describe_files
from core.errors import ContractError
from tests.support.redelivery import FEED

ROWS = {"public_protection_notices": 1}


def deliver(extracts, received=date(2025, 3, 4), agency="police", **more):
    folder = extracts / agency / "ppn" / str(received)
    folder.mkdir(parents=True)
    (folder / "nominals.csv").write_text("id\n1\n", encoding="utf-8")
    said = {
        "current_as_of": received, "coverage_start": date(2020, 1, 1), "coverage_end": received,
        "area": "Exampleshire", "can_record_sharing": True, "rows": ROWS, **more,
    }  # fmt: skip
    return write_manifest(folder, agency=agency, format="ppn", received_date=received, **said)


def rewrite(delivery, old, new):
    path = delivery.folder / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_manifest_says_back_what_was_written(tmp_path):
    written = deliver(tmp_path, area='The "Dales" \\ café', holds="changes")
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
        ("current_as_of = 2025-03-04", "current_as_of = 2025-03-05", "received on 2025-03-04"),
        ('holds = "everything"', 'holds = "something"', "something, where it should be one of"),
        ('holds = "everything"', "holds = true", r"\['holds'\]"),
        ('public_protection_notices" = 1', 'public_protection_notices" = "1"', "no whole numbers"),
        ('public_protection_notices" = 1', 'public_protection_notices" = -1', "no whole numbers"),
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
    name = "missing_episodes.csv" if fault == "added" else "nominals.csv"
    path = delivery.folder / name
    if fault == "removed":
        path.unlink()
    else:
        path.write_text("id\n2\n", encoding="utf-8")
    with pytest.raises(ContractError, match=f"missing, changed or not named: {name}"):
        verify_files(delivery)


def test_of_other_files_only_number_and_kind_are_told(tmp_path):
    delivery = deliver(tmp_path)
    for name in (
        "Canary Surname DOB 2015.docx",
        "9434765919.json",
        "Canary",
        "Canary nominals.csv",
    ):
        (delivery.folder / name).touch()
    with pytest.raises(ContractError, match=r"not named: 1 \.csv file, 1 \.docx file") as error:
        verify_files(delivery)
    assert "Canary" not in str(error.value)
    assert "9434765919" not in str(error.value)


def test_a_name_is_told_in_full_only_if_the_contract_has_it():
    names = ["visits.csv", "one.csv", "two.csv", "people"]
    assert describe_files(names, FEED) == "2 .csv files, 1 other file, visits.csv"


def test_a_folder_with_files_is_a_delivery_also_without_a_manifest(tmp_path):
    delivery = deliver(tmp_path)
    lost = delivery.folder.with_name("2025-03-05")
    lost.mkdir()
    assert find_folders(tmp_path) == [delivery.folder]
    (lost / "inside").mkdir()
    (lost / "inside" / "nominals.csv").touch()
    assert find_folders(tmp_path) == [delivery.folder, lost]
    assert find_folders(tmp_path, agency="police") == [delivery.folder, lost]
    with pytest.raises(ContractError, match="No delivery was found"):
        find_folders(tmp_path, agency="restrictions")
    with pytest.raises(ContractError, match="cannot be used") as error:
        find_deliveries(tmp_path, until=date(2025, 3, 9))
    assert "FileNotFoundError" in error.value.found


def test_the_hash_of_a_delivery_follows_its_files_and_its_manifest(tmp_path):
    one = deliver(tmp_path / "a").sha256
    assert deliver(tmp_path / "b").sha256 == one
    assert deliver(tmp_path / "c", area="Elsewhere").sha256 != one


def test_changes_are_never_a_historical_load(tmp_path):
    with pytest.raises(ContractError, match="changes that are said to be a historical load"):
        deliver(tmp_path, holds="changes", is_historical_load=True)


def test_a_folder_that_is_not_whole_yet_is_not_found_and_one_that_is_no_day_is_an_error(tmp_path):
    delivery = deliver(tmp_path)
    coming = delivery.folder.with_name("2025-03-05.coming")
    coming.mkdir()
    (coming / "manifest.toml").touch()
    assert find_folders(tmp_path) == [delivery.folder]
    coming.rename(coming.with_name("a copy"))
    with pytest.raises(ContractError, match="a folder whose name is no date"):
        find_folders(tmp_path)


def ppn_files(folder):
    folder.mkdir(parents=True)
    for table in find_feed("police", "ppn").tables:
        names = ",".join(column.name for column in table.columns)
        (folder / f"{table.name}.csv").write_text(names + "\n", encoding="utf-8")
    return folder


def test_rows_are_counted_in_the_files_unless_they_are_given(tmp_path):
    folder = ppn_files(tmp_path / "2025-03-04")
    nominals = folder / "nominals.csv"
    columns = nominals.read_text(encoding="utf-8").count(",")
    with nominals.open("a", encoding="utf-8") as file:
        file.write("N1" + "," * columns + "\n")
    day = date(2025, 3, 4)
    delivery = write_manifest(
        folder, agency="police", format="ppn", received_date=day, current_as_of=day,
        coverage_start=day, coverage_end=day, area="Exampleshire", can_record_sharing=True,
    )  # fmt: skip
    assert delivery.rows["nominals"] == 1
    assert sum(delivery.rows.values()) == 1


@pytest.mark.parametrize(
    ("stated", "expected", "found"),
    [
        ({"nominals": 3}, "nominals 3 rows", "nominals 0 rows"),
        ({"nominal": 0}, "nominals none", "nominals 0 rows"),
    ],
)
def test_rows_that_were_not_sent_or_not_stated_are_told_by_table(tmp_path, stated, expected, found):
    sent = read_files(ppn_files(tmp_path / "2025-03-04"), find_feed("police", "ppn"))
    rows = {name: count for name, count in count_rows(sent).items() if name != "nominals"}
    with pytest.raises(ContractError, match="the rows that were stated") as error:
        compare_rows({**rows, **stated}, sent, where="police/ppn")
    assert expected in error.value.expected
    assert found in error.value.found
    compare_rows(count_rows(sent), sent, where="police/ppn")


def test_a_reader_that_breaks_is_a_delivery_that_cannot_be_read_and_tells_no_value(tmp_path):
    def read(_folder):
        raise KeyError("Canary Surname")

    folder = tmp_path / "2025-03-04"
    with pytest.raises(ContractError, match="cannot be read") as error:
        read_files(folder, replace(FEED, read=read))
    assert error.value.found == "KeyError"
    assert error.value.where == "fire/invented/2025-03-04"
    assert "Canary" not in str(error.value)


def test_a_reader_that_leaves_out_a_table_that_must_be_there_is_noticed(tmp_path):
    with pytest.raises(ContractError, match="lacks tables") as error:
        read_files(tmp_path, replace(FEED, read=lambda _: Sent({}, {})))
    assert error.value.expected == "tables steps, notes, visits, people"


def change(day, holds="changes", *, current=None, start=None, agency="police"):
    """Give a delivery that came on a day of March."""
    came = date(2025, 3, day)
    return Delivery(
        folder=None, agency=agency, format="ppn", received_date=came,
        current_as_of=date(2025, 3, current or day), coverage_start=date(2025, 3, start or day),
        coverage_end=date(2025, 3, current or day), area="Exampleshire", can_record_sharing=True,
        is_historical_load=False, recording_delay_days=0, holds=holds, rows={}, files={},
    )  # fmt: skip


def days(deliveries):
    return [one.received_date.day for one in deliveries]


def test_records_come_from_the_newest_delivery_of_everything_and_the_changes_since():
    some = [change(1, "everything"), change(2), change(3, "everything"), change(4), change(5)]
    assert days(in_use(some)) == days(in_use(some[::-1])) == [3, 4, 5]
    assert days(in_use(some[1:2] + some[3:])) == [2, 4, 5]
    assert in_use([]) == []


def test_an_old_export_that_comes_again_does_not_stand_in_for_newer_ones():
    some = [change(3, "everything"), change(5, "everything"), change(9, "everything", current=3)]
    assert days(in_use(some)) == [5]


def test_a_restriction_takes_effect_at_once_whatever_day_its_list_says_it_is_of():
    some = [change(5, "everything", agency="restrictions"),
            change(9, "everything", agency="restrictions", current=3)]  # fmt: skip
    assert days(in_use(some)) == [9]


def told(*deliveries, refused=()):
    start, end = unbroken_coverage(deliveries, refused=[date(2025, 3, day) for day in refused])
    return start.day, end.day


def test_coverage_is_told_only_back_to_the_last_gap():
    first = change(9, "everything", start=1)
    assert told(first, change(10), change(12, start=11)) == (1, 12)
    assert told(first, change(12, start=11)) == (11, 12)
    assert told(change(12, start=11), change(4, "everything", start=1), change(9, start=6)) == (
        11, 12,
    )  # fmt: skip


def test_changes_that_state_the_whole_stretch_do_not_speak_for_a_refused_delivery():
    first, whole = change(3, "everything", start=1), change(5, start=1)
    assert told(first, whole) == (1, 5)
    assert told(first, whole, refused=[4]) == (5, 5)
    assert told(first, change(6, start=2), whole, refused=[4]) == (5, 6)
    # The days of the refused one, stated as such or sent again, are told.
    assert told(first, change(5, start=4), refused=[4]) == (1, 5)
    assert told(first, change(5, start=1, current=4), refused=[4]) == (1, 4)
    assert told(change(5, "everything", start=1), change(6, start=1), refused=[4]) == (1, 6)


def test_changes_that_tell_no_new_day_add_none():
    assert told(change(5, "everything", start=3), change(6, start=1, current=5)) == (3, 5)
