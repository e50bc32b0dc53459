"""What people decided about pairs of records: one file in the store that is only ever added to.

JSON lines, oldest first, readable by its owner only. A night reads it whole; training never does.
Beside it stands the file as it was before the last change, to go back to.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.catalogue import CLERICAL_DECISIONS
from core.errors import StoreError
from core.store import hash_of
from flows.private_files import only_one_writer, write_privately
from linkage.clerical import DECISIONS, read_decisions
from linkage.evidence import build_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Pair = tuple[str, str]

_FILE = "clerical_decisions.jsonl"
_BEFORE = f"{_FILE}.before"

_MOST = 2**53  # whole numbers above it are not kept exactly
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "date": (str,), "maybe_flag": (bool,), "number": (int, float),
    "maybe_whole": (int,),
}  # fmt: skip


def load_decisions(store_folder: Path) -> pd.DataFrame:
    """Give every decision made so far, oldest first; see `core.catalogue.CLERICAL_DECISIONS`.

    All of them count for any night that runs from now on, also for one of an earlier date: who is
    one child does not depend on the day somebody saw it.
    Absent: no row where nobody has decided anything.

    Args:
        store_folder: the folder of the store.

    Raises:
        StoreError: a line of the file cannot be read.
    """
    return _read(_content(store_folder / _FILE))


def what_counts(
    decisions: pd.DataFrame, *, source_persons: pd.DataFrame | None = None
) -> dict[Pair, str]:
    """Give what holds of each pair now, the smaller id first; nothing of one that was taken back.

    Args:
        decisions: see `load_decisions`.
        source_persons: of the last night; a decision that they outlived does not hold then.
    """
    evidence = None
    if source_persons is not None:
        ends = [*decisions["source_person_id"], *decisions["other_source_person_id"]]
        evidence = build_evidence(source_persons[source_persons["source_person_id"].isin(ends)])
    decided = read_decisions(decisions, evidence=evidence)
    return {
        **dict.fromkeys(decided.same, "same"),
        **dict.fromkeys(decided.different, "different"),
    }


def add_decisions(store_folder: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add decisions after all that are there; either all of them are kept or none.

    Args:
        store_folder: the folder of the store.
        rows: columns of `core.catalogue.CLERICAL_DECISIONS`; those without a value may be missing.

    Raises:
        StoreError: the file, as it is or as it would be, cannot be read; it is left as it is.
    """
    # Escaped, so that no sign in a reason ends a line.
    lines = [json.dumps(row, default=str, sort_keys=True) for row in rows]
    if not lines:
        return
    path = store_folder / _FILE
    with only_one_writer(path):
        before = _content(path)
        gap = b"" if before.endswith(b"\n") or not before else b"\n"
        after = before + gap + "".join(f"{line}\n" for line in lines).encode()
        _read(after)
        if before:
            write_privately(store_folder / _BEFORE, before)
        write_privately(path, after)


def fingerprint(decisions: pd.DataFrame) -> str:
    """Give a short hash of decisions, so that a night sees when one came.

    Args:
        decisions: see `load_decisions`.
    """
    return hash_of(decisions.astype("str").to_numpy().tolist())


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _read(content: bytes) -> pd.DataFrame:
    lines = content.removesuffix(b"\n").split(b"\n") if content else []
    rows = [_read_line(line, number) for number, line in enumerate(lines, start=1)]
    return CLERICAL_DECISIONS.conform(pd.DataFrame(rows, columns=CLERICAL_DECISIONS.columns))


def _read_line(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except ValueError:  # of JSON, and of bytes that are no UTF-8
        row = None
    found = "a line that is no decision" if not isinstance(row, dict) else _fault(row)
    if not found:
        return dict(row)
    raise StoreError(
        "The decisions of people cannot be read.",
        where=f"{_FILE} in the store, line {number:,}",
        expected="one decision in each line, as `wholestory clerical apply` writes them",
        found=found,
        next_step=f"put the file back from a copy ({_BEFORE} beside it is how it was before the "
        "last change); the night is held rather than run without it",
    )


def _fault(row: dict[str, Any]) -> str:
    """Say which value of a decision is none; empty if all are."""
    for field in CLERICAL_DECISIONS.fields:
        value = row.get(field.name)
        if value is None and (field.optional or field.kind.startswith("maybe_")):
            continue
        if not isinstance(value, _TYPES[field.kind]):
            return f"no {field.name}" if value is None else f"{field.name} of another kind"
        if field.kind == "maybe_whole" and not 0 <= row[field.name] < _MOST:
            return f"{field.name} out of range"
    if row["decision"] not in DECISIONS:
        return "a decision that is none"
    if row["source_person_id"] == row["other_source_person_id"]:
        return "a record beside itself"
    return "" if _is_day(row["decided_at"]) else "decided_at that is no date"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year >= 1900
    except ValueError:
        return False
