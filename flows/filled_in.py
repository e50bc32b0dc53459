"""A file of pairs as somebody filled it in: read, and refused whole where a row cannot be applied."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from core.catalogue import CLERICAL_DECISIONS, CLERICAL_QUEUE
from core.errors import LinkageError
from flows.table_files import read_table_file, require_suffix, restore
from linkage.clerical import identify, is_another
from linkage.evidence import build_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from flows.decisions import Pair

PAIR = ["source_person_id", "other_source_person_id"]
WORDS = ("same", "different")
TO_FILL_IN = ["decision", "reason"]
# Whose record each was when it was exported; see `linkage.clerical.identify`.
IDENTITIES = ["identity", "other_identity"]
# The pair as it stood when it was exported goes with the decision: quality is estimated from it.
AS_IT_STOOD = [
    name
    for name in CLERICAL_DECISIONS.columns
    if name in CLERICAL_QUEUE.columns and name not in PAIR
]
_NUMBERS = {"match_probability": float, "stratum_pairs": int}


def require_csv(file: Path) -> None:
    """Stop where a file is none that a spreadsheet opens and saves."""
    require_suffix(file, suffixes=(".csv",))


def read_decided(file: Path, *, known: set[str]) -> pd.DataFrame:
    """Read a filled-in file and refuse it whole if one row of it cannot be understood.

    Args:
        file: as `wholestory clerical export` wrote it, with the column decision filled in.
        known: source_person_id of every record that a night has met.

    Raises:
        SettingsError, LinkageError: the file or a row of it cannot be read.
    """
    require_csv(file)
    rows = read_table_file(file).map(restore)
    missing = [name for name in (*PAIR, "decision") if name not in rows.columns]
    if missing:
        raise _cannot_apply(file, [f"no column {name}" for name in missing])
    if rows.empty:
        raise _cannot_apply(file, ["no pair"])
    columns = [*PAIR, *TO_FILL_IN, *AS_IT_STOOD, *IDENTITIES]
    rows = rows.reindex(columns=columns, fill_value="")
    rows = rows.apply(lambda column: column.str.strip())
    rows["decision"] = rows["decision"].str.casefold()
    faults = [*_faults(rows, known), *_contradictions(rows)]
    if faults:
        raise _cannot_apply(file, faults)
    return rows


def _faults(rows: pd.DataFrame, known: set[str]) -> Iterator[str]:
    for number, row in zip(rows.index, rows.to_dict("records"), strict=True):
        if row["decision"] not in ("", *WORDS):
            yield f"row {number}: the decision is neither same nor different"
        if not {row[name] for name in PAIR} <= known:
            yield f"row {number}: a record that no night of this store has met"
        if row[PAIR[0]] == row[PAIR[1]]:
            yield f"row {number}: a record beside itself"
        if row.get("is_linked", "").casefold() not in ("", "true", "false"):
            yield f"row {number}: is_linked is neither true nor false"
        for name, kind in _NUMBERS.items():
            if row[name] and not _is_count_or_share(row[name], kind):
                yield f"row {number}: {name} is no number that it can be"


def _is_count_or_share(cell: str, kind: type) -> bool:
    try:
        number = float(cell)
    except ValueError:
        return False
    # Whole numbers above 2**53 are not kept exactly; no county has as many pairs.
    most = 1 if kind is float else 2**53
    return math.isfinite(number) and 0 <= number <= most and kind(number) == number


def _contradictions(rows: pd.DataFrame) -> Iterator[str]:
    said: dict[Pair, str] = {}
    decided = rows[rows["decision"] != ""]
    for number, row in zip(decided.index, decided.to_dict("records"), strict=True):
        if said.setdefault(pair_of(row), row["decision"]) != row["decision"]:
            yield f"row {number}: an earlier row decides otherwise about the same pair"


def identities_of(source_persons: pd.DataFrame, rows: pd.DataFrame) -> dict[str, str]:
    """Say whose the records of pairs are, by source_person_id; see `linkage.clerical.identify`.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        rows: with the two records of each pair.
    """
    is_named = source_persons["source_person_id"].isin([*rows[PAIR[0]], *rows[PAIR[1]]])
    return dict(identify(build_evidence(source_persons[is_named])))


def with_identities(file: Path, rows: pd.DataFrame, whose: dict[str, str]) -> pd.DataFrame:
    """Give rows that say whose records were looked at; what the file says stands before tonight's.

    Args:
        file: for the message.
        rows: see `read_decided`.
        whose: see `identities_of`; of the last night.

    Raises:
        LinkageError: a record is another child's than the one that was looked at.
    """
    rows, faults = rows.copy(), []
    for end, kept in zip(PAIR, IDENTITIES, strict=True):
        now = rows[end].map(whose).fillna("")
        faults += [
            f"row {number}: a record that has another name and birth date since"
            for number, was, is_now in zip(rows.index, rows[kept], now, strict=True)
            if is_another(was, is_now)
        ]
        rows[kept] = rows[kept].where(rows[kept] != "", now)
    if faults:
        raise _cannot_apply(file, faults)
    return rows


def _cannot_apply(file: Path, faults: list[str]) -> LinkageError:
    more = len(faults) - 5
    return LinkageError(
        "The decisions were not applied, none of them.",
        where=file.name,
        expected="the file that `wholestory clerical export` wrote, with same, different or nothing "
        "in the column decision",
        found="; ".join(faults[:5]) + (f"; and {more} more" if more > 0 else ""),
        next_step="correct these rows and apply the file again",
    )


def pair_of(row: dict[str, Any]) -> Pair:
    """Give the two records of a row, the smaller id first."""
    one, other = (row[name] for name in PAIR)
    return (min(one, other), max(one, other))


def each_said(decided: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give each decided pair once, in the types of the catalogue.

    Args:
        decided: see `read_decided`; rows with a decision.
    """
    found: dict[Pair, dict[str, Any]] = {}
    for row in decided.to_dict("records"):
        typed: dict[str, Any] = {str(name): cell or None for name, cell in row.items()}
        if typed.get("is_linked"):
            typed["is_linked"] = typed["is_linked"].casefold() == "true"
        for name, kind in _NUMBERS.items():
            typed[name] = kind(float(typed[name])) if typed[name] else None
        found.setdefault(pair_of(typed), typed)
    yield from found.values()
