"""What goes wrong with deliveries, done on purpose to a simulated county's extracts.

A fault happens before the files reach us: the manifest is written anew over what came, so that
only the checks and the history of deliveries can find it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.delivery import MANIFEST, read_manifest
from core.errors import SettingsError
from simulator.extract_files import (
    first_format,
    keep_recorded_by,
    read_file,
    tables_in,
    write_file,
    write_manifest_again,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agencies.contract import Table

LATE_DAYS = 10
JUNK_SHARE = 0.5  # junk rows as a share of the rows that are there


class Fault(StrEnum):
    """What can be done to a delivery."""

    MISSING_FEED = "missing_feed"
    LATE_FEED = "late_feed"
    TRUNCATED_FILE = "truncated_file"
    SWAPPED_COLUMNS = "swapped_columns"
    DOUBLED_DELIVERY = "doubled_delivery"
    CODE_LIST_CHANGE = "code_list_change"
    WRONG_ENCODING = "wrong_encoding"
    END_DATE_1900 = "end_date_1900"
    JUNK_ROWS = "junk_rows"


@dataclass(frozen=True)
class Injected:
    """What was done, for whoever looks at what the night made of it."""

    fault: Fault
    feed: str
    table: str
    says: str


def inject_fault(extracts: Path, fault: Fault, *, feed: str, seed: int) -> Injected:
    """Do one fault to the newest delivery of a feed.

    The same arguments give the same bytes.

    Args:
        extracts: folder of deliveries; it is changed.
        fault: what to do.
        feed: agency and format, such as `police/ppn`.
        seed: a different one breaks other rows.

    Raises:
        SettingsError: the feed has no delivery there, or nothing that the fault could be done to.
    """
    agency, format_ = feed.split("/")
    folders = sorted((extracts / agency / format_).glob(f"*/{MANIFEST}"))
    if not folders:
        raise _cannot(feed, f"no delivery of {feed}")
    folder = folders[-1].parent
    if fault is Fault.MISSING_FEED:
        shutil.rmtree(extracts / agency / format_)
        return Injected(fault, feed, "", "no delivery at all")
    if fault is Fault.LATE_FEED:
        return Injected(fault, feed, "", _make_late(folder))
    if fault is Fault.DOUBLED_DELIVERY:
        return Injected(fault, feed, "", _deliver_again(folder))
    path, table = _table_with(folder, fault, feed=feed)
    before = read_manifest(folder / MANIFEST)
    says = _FAULTS[fault](path, table, np.random.default_rng([seed, len(table.name)]))
    # Rows are counted where the agency exports them, before a file is cut off or recoded.
    broken = fault in (Fault.TRUNCATED_FILE, Fault.WRONG_ENCODING)
    write_manifest_again(before, folder, **({"rows": before.rows} if broken else {}))
    return Injected(fault, feed, table.name, says)


def _make_late(folder: Path) -> str:
    """Let the newest delivery be an old one: nothing of the last days, received days ago."""
    before = read_manifest(folder / MANIFEST)
    day = before.received_date - timedelta(days=LATE_DAYS)
    keep_recorded_by(folder, before, day)
    moved = folder.with_name(day.isoformat())
    folder.rename(moved)
    write_manifest_again(
        before, moved, received_date=day, current_as_of=day, coverage_end=day, rows=None
    )
    return f"the newest delivery is {LATE_DAYS} days old"


def _deliver_again(folder: Path) -> str:
    """Let the same files have come the day before, too."""
    before = read_manifest(folder / MANIFEST)
    day = before.received_date - timedelta(days=1)
    again = folder.with_name(day.isoformat())
    shutil.copytree(folder, again)
    write_manifest_again(before, again, received_date=day, current_as_of=day, coverage_end=day)
    return "the same files came on two days"


def _truncate(path: Path, _table: Table, _rng: np.random.Generator) -> str:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    return "the file ends in the middle of a row, after six tenths of it"


def _swap_columns(path: Path, table: Table, _rng: np.random.Generator) -> str:
    first, second = _swappable(table)
    rows = read_file(path)
    rows[[first, second]] = rows[[second, first]].to_numpy()
    write_file(rows, path)
    return f"values of {first} and {second} changed places"


def _change_codes(path: Path, table: Table, _rng: np.random.Generator) -> str:
    name = _coded(table)[0]
    rows = read_file(path)
    # As when a supplier's new version writes codes of its own.
    rows[name] = rows[name].where(rows[name].isna(), "V2-" + rows[name].astype("str"))
    write_file(rows, path)
    return f"every code of {name} has a new form"


def _recode(path: Path, _table: Table, _rng: np.random.Generator) -> str:
    text = path.read_text(encoding="utf-8")
    header, _, body = text.partition("\n")
    path.write_bytes(f"{header}\n".encode() + body.replace("a", "\u00e4", 100).encode("cp1252"))
    return "the file is in Windows-1252, with letters that are not ASCII"


def _end_in_1900(path: Path, table: Table, rng: np.random.Generator) -> str:
    name = _ending(table)[0]
    rows = read_file(path)
    hit = rng.random(len(rows)) < 0.3
    rows[name] = rows[name].mask(hit, date(1900, 1, 1).strftime(first_format(table.column(name))))
    write_file(rows, path)
    return f"three in ten of {name} are 1900-01-01"


def _add_junk(path: Path, table: Table, rng: np.random.Generator) -> str:
    rows = read_file(path)
    count = max(20, int(len(rows) * JUNK_SHARE))
    junk = pd.DataFrame(
        rng.integers(0, 10**9, size=(count, len(rows.columns))).astype("str"), columns=rows.columns
    )
    key = table.key[-1] if table.key else rows.columns[0]
    junk[key] = [f"junk{number}" for number in range(count)]
    write_file(pd.concat([rows, junk], ignore_index=True), path)
    return f"{count:,} rows of digits after the last row"


_FAULTS: dict[Fault, Callable[[Path, Table, np.random.Generator], str]] = {
    Fault.TRUNCATED_FILE: _truncate,
    Fault.SWAPPED_COLUMNS: _swap_columns,
    Fault.CODE_LIST_CHANGE: _change_codes,
    Fault.WRONG_ENCODING: _recode,
    Fault.END_DATE_1900: _end_in_1900,
    Fault.JUNK_ROWS: _add_junk,
}


def _table_with(folder: Path, fault: Fault, *, feed: str) -> tuple[Path, Table]:
    """Give the largest file about children that the fault can be done to."""
    can: dict[Fault, Callable[[Table], list[str]]] = {
        Fault.SWAPPED_COLUMNS: _swappable,
        Fault.CODE_LIST_CHANGE: _coded,
        Fault.END_DATE_1900: _ending,
    }
    fits = can.get(fault, _days)
    found = [
        (path, table)
        for path, table in tables_in(folder, read_manifest(folder / MANIFEST))
        if fits(table)
        and not table.is_about_adults
        and (fault is not Fault.WRONG_ENCODING or path.suffix == ".csv")
    ]
    if not found:
        raise _cannot(feed, f"no table of {feed} that {fault} can be done to")
    return max(found, key=lambda one: (one[0].stat().st_size, one[0].name))


def _swappable(table: Table) -> list[str]:
    """Give the day of an entry and a coded column: what a shifted export exchanges."""
    days, coded = _days(table), _coded(table)
    return [days[0], coded[0]] if days and coded else []


def _days(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.is_event_date]


def _coded(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.codes and column.use == "feature"]


def _ending(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.type == "date" and column.not_before]


def _cannot(feed: str, found: str) -> SettingsError:
    return SettingsError(
        "The fault cannot be done.",
        where=f"feed {feed}",
        expected="a delivery with a table that the fault is about",
        found=found,
        next_step="choose another feed or another fault",
    )
