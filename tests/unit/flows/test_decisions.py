"""The file of decisions takes whatever somebody writes as a reason, and is never read by halves."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StoreError
from flows.decisions import add_decisions, load_decisions, what_counts

FILE = "clerical_decisions.jsonl"
ONE: dict[str, Any] = {
    "source_person_id": "health/ecds_csds/1", "other_source_person_id": "police/ppn/1",
    "decision": "same", "decided_at": "2026-10-01", "decided_by": "sw-17",
}  # fmt: skip
PAIR = ("health/ecds_csds/1", "police/ppn/1")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\r\n", "\U0001f600"])
def test_no_sign_in_a_reason_ends_a_line(sign: str, tmp_path: Path) -> None:
    add_decisions(tmp_path, [{**ONE, "reason": f"seen on{sign}a visit"}])
    add_decisions(tmp_path, [{**ONE, "decision": "undo"}])
    assert load_decisions(tmp_path)["reason"].tolist()[0] == f"seen on{sign}a visit"
    assert len((tmp_path / FILE).read_bytes().splitlines()) == 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_the_reason_is_it_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, reason: str
) -> None:
    folder = tmp_path_factory.mktemp("store")
    add_decisions(folder, [{**ONE, "reason": reason}])
    assert load_decisions(folder)["reason"].tolist() == [reason]


def test_a_file_that_was_written_with_such_signs_is_read(tmp_path: Path) -> None:
    line = (
        '{"decided_at": "2026-10-01", "decision": "same", "other_source_person_id": "b/1", '
        '"reason": "seen on\u2028a visit", "source_person_id": "a/1"}\n'
    )
    (tmp_path / FILE).write_text(line, encoding="utf-8")
    assert what_counts(load_decisions(tmp_path)) == {("a/1", "b/1"): "same"}


def test_nobody_who_decided_leaves_no_row(tmp_path: Path) -> None:
    assert load_decisions(tmp_path).empty
    add_decisions(tmp_path, [])
    assert list(tmp_path.glob("*")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"{broken", "a line that is no decision"),
        (b"", "a line that is no decision"),
        (b"[1]", "a line that is no decision"),
        (b'{"decision": "same\xff"}', "a line that is no decision"),
        (b"{}", "no source_person_id"),
        ({"source_person_id": 1}, "source_person_id of another kind"),
        ({"decided_at": "soon"}, "decided_at that is no date"),
        ({"decided_at": "0001-01-01"}, "decided_at that is no date"),
        ({"decision": "maybe"}, "a decision that is none"),
        ({"other_source_person_id": PAIR[0]}, "a record beside itself"),
        ({"is_linked": "yes"}, "is_linked of another kind"),
        ({"stratum_pairs": 10**30}, "stratum_pairs out of range"),
    ],
)
def test_a_damaged_line_is_told_and_never_taken_for_none(
    line: bytes | dict[str, Any], found: str, tmp_path: Path
) -> None:
    add_decisions(tmp_path, [ONE])
    path = tmp_path / FILE
    damaged = line if isinstance(line, bytes) else json.dumps({**ONE, **line}).encode()
    path.write_bytes(path.read_bytes() + damaged + b"\n")
    with pytest.raises(StoreError, match=r"line 2\..*held rather than run without it") as told:
        load_decisions(tmp_path)
    assert told.value.found == found
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be read"):
        add_decisions(tmp_path, [ONE])
    assert path.read_bytes() == before


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    add_decisions(tmp_path, [ONE])
    with pytest.raises(StoreError, match="a decision that is none"):
        add_decisions(tmp_path, [{**ONE, "decision": "maybe"}])
    assert len(load_decisions(tmp_path)) == 1


def test_the_file_before_the_last_change_stands_beside_it(tmp_path: Path) -> None:
    add_decisions(tmp_path, [ONE])
    first = (tmp_path / FILE).read_bytes()
    add_decisions(tmp_path, [{**ONE, "decision": "undo"}])
    copy = tmp_path / f"{FILE}.before"
    assert copy.read_bytes() == first
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    copy.replace(tmp_path / FILE)
    assert what_counts(load_decisions(tmp_path)) == {PAIR: "same"}


def test_a_last_line_without_an_end_is_not_written_into(tmp_path: Path) -> None:
    add_decisions(tmp_path, [ONE])
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add_decisions(tmp_path, [{**ONE, "decision": "undo"}])
    assert load_decisions(tmp_path)["decision"].tolist() == ["same", "undo"]


def test_the_order_of_the_rows_counts_whatever_a_clock_said(tmp_path: Path) -> None:
    add_decisions(tmp_path, [{**ONE, "decided_at": "2027-01-01"}])
    add_decisions(tmp_path, [{**ONE, "decision": "undo", "decided_at": "2026-10-02"}])
    assert what_counts(load_decisions(tmp_path)) == {}
