"""What is received is whole, can be read, and holds the rows the agency says it sent."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ContractError, SettingsError
from flows.receive import receive_files
from tests.unit.flows.conftest import write_ppn

DAY = date(2026, 1, 1)


def receive(files, extracts, **more):
    said = {"received_date": DAY, "coverage": (DAY, DAY), **more}
    return receive_files(
        files, extracts=extracts, agency="police", format_="ppn", area="Exampleshire",
        can_record_sharing=True, **said,
    )  # fmt: skip


def nothing_was_kept(extracts):
    return not list(extracts.rglob("*.csv"))


def test_rows_are_counted_and_kept_in_the_manifest(send):
    delivery = send(1, {"notice_id": "P1"}, {"notice_id": "P2"})
    assert delivery.rows["public_protection_notices"] == 2
    assert delivery.rows["nominals"] == 1
    assert delivery.rows["missing_episodes"] == 0
    assert delivery.holds == "everything"


def test_the_agency_may_state_the_rows_of_some_tables(send):
    delivery = send(1, {"notice_id": "P1"}, stated_rows={"public_protection_notices": 1})
    assert sum(delivery.rows.values()) == 2


@pytest.mark.parametrize("stated", [{"nominals": 2}, {"nominal": 1}])
def test_files_that_hold_other_rows_than_stated_are_not_received(send, extracts, stated):
    with pytest.raises(ContractError, match="the rows that were stated") as error:
        send(1, stated_rows=stated)
    assert error.value.where == "police/ppn"
    assert nothing_was_kept(extracts)
    # The day stays free for what should have come.
    assert send(1, stated_rows={"nominals": 1}).rows["nominals"] == 1


def test_a_file_that_cannot_be_read_is_not_received(extracts, tmp_path):
    files = write_ppn(tmp_path / "sent")
    files[0].write_bytes(b"nominal_id\n\xe9\n")
    with pytest.raises(ContractError, match="cannot be read as a table"):
        receive(files, extracts)
    assert nothing_was_kept(extracts)


def test_a_delivery_without_a_table_that_must_be_there_is_not_received(extracts, tmp_path):
    files = write_ppn(tmp_path / "sent", without=("nominals",))
    with pytest.raises(ContractError, match="Table nominals was not delivered once"):
        receive(files, extracts)
    assert nothing_was_kept(extracts)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"coverage": (date(2025, 1, 1), date(2026, 1, 2))}, "received on 2026-01-01"),
        ({"coverage": (date(2025, 1, 2), date(2025, 1, 1))}, "ends before it starts"),
        ({"holds": "changes", "is_historical_load": True}, "a historical load"),
    ],
)
def test_what_cannot_be_true_of_a_delivery_is_told_before_anything_is_copied(
    extracts, tmp_path, said, found
):
    with pytest.raises(SettingsError, match=found):
        receive(write_ppn(tmp_path / "sent"), extracts, **said)
    assert not extracts.exists()


def test_what_was_left_half_received_is_begun_anew(extracts, tmp_path):
    half = extracts / "police" / "ppn" / "2026-01-01.coming"
    half.mkdir(parents=True)
    (half / "old.csv").touch()
    delivery = receive(write_ppn(tmp_path / "sent"), extracts)
    assert "old.csv" not in delivery.files
    assert not half.exists()
