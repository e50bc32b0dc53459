"""Links the records of a file, so that a team can try its own before it connects a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.errors import LinkageError
from flows.table_files import (
    cannot_use,
    read_table_file,
    require_suffix,
    restore,
    write_table_file,
)
from linkage.clerical import DECISIONS, complete_decisions
from linkage.table import TableLinked, link_table
from reports.wording.basics import counted

if TYPE_CHECKING:
    from pathlib import Path

_MOST_TOLD = 5


def link_file(records: Path, out: Path, *, decisions: Path | None = None) -> str:
    """Write which records of a file are about the same person, and say what was found.

    Args:
        records: CSV or Parquet; its columns are in `docs/reference/link.md`.
        out: CSV or Parquet, readable by its owner only.
        decisions: CSV or Parquet with what people decided about pairs.

    Raises:
        SettingsError: a file cannot be read or written.
        LinkageError: a file holds no table, or one that cannot be linked.
    """
    require_suffix(out)
    for given in (records, decisions):
        if given and out.exists() and given.exists() and out.samefile(given):
            raise cannot_use(out, "the file that is read", expected="the name of another file")
    said = read_decisions_file(decisions) if decisions else None
    linked = link_table(read_table_file(records).reset_index(drop=True), decisions=said)
    write_table_file(out, linked.persons)
    return say_linked(linked, said)


def read_decisions_file(path: Path) -> pd.DataFrame:
    """Read decisions of people; see `core.catalogue.CLERICAL_DECISIONS`.

    Only the two records and the decision are read; of two rows about one pair the later counts.

    Args:
        path: CSV or Parquet.

    Raises:
        SettingsError, LinkageError: see `read_table_file`; or a column is not there, or a row
            cannot be read.
    """
    rows = read_table_file(path)
    needed = ["source_person_id", "other_source_person_id", "decision"]
    missing = [name for name in needed if name not in rows.columns]
    if missing:
        expected = f"the columns {', '.join(needed)}"
        raise _cannot_read(path, expected, [f"no column {name}" for name in missing])
    said = rows[needed].apply(lambda column: column.astype("str").str.strip().map(restore))
    said = said.fillna("").assign(decision=said["decision"].fillna("").str.casefold())
    said = said[said["decision"] != ""]
    first = 0 if path.suffix.lower() == ".csv" else 1  # CSV rows are numbered as in the file
    faults = [
        f"row {number + first}: {fault}"
        for number, (one, other, word) in zip(said.index, said.to_numpy().tolist(), strict=True)
        if (fault := _fault(one, other, word))
    ]
    if faults:
        raise _cannot_read(path, f"{', '.join(DECISIONS)}, about two records, in each row", faults)
    return complete_decisions(said.assign(decided_at=pd.Timestamp(0)))


def _fault(one: str, other: str, word: str) -> str:
    if word not in DECISIONS:
        return "the decision is another word"
    if not one or not other:
        return "a record is not named"
    return "a record beside itself" if one == other else ""


def _cannot_read(path: Path, expected: str, faults: list[str]) -> LinkageError:
    more = len(faults) - _MOST_TOLD
    return LinkageError(
        "The decisions cannot be read.",
        where=path.name,
        expected=expected,
        found="; ".join(faults[:_MOST_TOLD]) + (f"; and {more:,} more" if more > 0 else ""),
        next_step="correct the file, and link again",
    )


def say_linked(linked: TableLinked, decisions: pd.DataFrame | None) -> str:
    """Say what was found, as counts and notes.

    Args:
        linked: see `linkage.table.TableLinked`.
        decisions: see `read_decisions_file`.
    """
    persons, notes = linked.persons, [*linked.notes]
    if decisions is not None:
        known = persons["source_person_id"]
        is_here = decisions["source_person_id"].isin(known)
        is_here &= decisions["other_source_person_id"].isin(known)
        away = counted(int((~is_here).sum()), "decision is", "decisions are")
        notes += [] if len(decisions) else ["The file of decisions holds none."]
        notes += [] if is_here.all() else [f"{away} about records that are not in the table."]
    alike = linked.linked.summary["records_all_alike"]
    if alike:
        notes.append(
            f"{counted(alike, 'record says', 'records say')} the same as too many others; none of "
            "them was put with another."
        )
    found = persons["matched_by"].value_counts()
    ways = [f"{found.get(way, 0):,} by {way}" for way in ("decision", "identifier", "details")]
    records = counted(len(persons), "record", "records")
    several = counted(persons["person_id"].nunique(), "person", "persons")
    check = int(persons["needs_check"].sum())
    notes.append(
        f"{records} of {several}: {', '.join(ways)}, {found.get('alone', 0):,} alone; "
        f"{check:,} to check."
    )
    return "\n".join(notes)
