"""Measures what checking deliveries costs, and prints what the checks find: `make bench-checks`.

Great Expectations and DuckDB are asked the same of the same tables, in processes of their own, in
turns. Needs the third-party files (`WHOLESTORY_THIRD_PARTY_DATA`) for the tables about files that
others made; without them those rows say so.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from agencies.delivery import find_deliveries
from agencies.feeds import find_feed
from agencies.parse import parse_tables
from benchmarks.checks_in_sql import count_failures
from benchmarks.faults_table import fault_rows
from benchmarks.oracle import oracle_rows
from benchmarks.results import ROOT, Row, write_results
from benchmarks.spellings import spelling_rows
from expectations.checkpoint import check_delivery
from expectations.rule import all_rules
from expectations.suites import build_suite
from expectations.validate import Validator
from simulator.county import simulate
from tests.support.third_party import SETTING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from agencies.contract import Feed, Table, Tables
    from expectations.suites import Check

    Count = Callable[[pd.DataFrame, Sequence[Check], Table], dict[str, int]]
    Received = list[tuple[Feed, Tables, date]]

_NIGHT = "one night's delivery (3,000 rows)"
_HISTORY = "a full history (1.5 million rows, at most 25 s)"
_BESIDE = "beside the same checks written straight in DuckDB SQL"
_RULES_GOAL = (
    "at least 60, among them the CIN census rules that apply, at least 40 of the validator's 109"
)
_MOST_SECONDS = 25
_FEWEST_RULES, _FEWEST_CENSUS_RULES = 60, 40
_RUNS = 3
_UNTIL = date(2026, 9, 30)
_FEWEST_ROWS = {_NIGHT: 3_000, _HISTORY: 1_500_000}
_ROWS_A_CHILD = 40  # of five years, about


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What one process took, in seconds and GiB.

    Attributes:
        rows: rows of all tables.
        failed: place of a check → rows that fail it, where any does.
        importing: the library, before anything is checked.
        parsing: from files to typed tables.
        suites: the checks of the contracts.
        whole: `check_delivery`: those checks, rules and references, and rows set aside.
        peak: memory of the process.
    """

    rows: int
    failed: dict[str, int]
    importing: float
    parsing: float
    suites: float
    whole: float
    peak: float


def main() -> None:
    """Print and keep every row."""
    rows = [row for size in _FEWEST_ROWS for row in _cost_rows(size)]
    rows += _rules_rows()
    with tempfile.TemporaryDirectory() as folder:
        rows += fault_rows(Path(folder))
    if SETTING in os.environ:
        third_party = Path(os.environ[SETTING])
        rows += [*oracle_rows(third_party / "d2i_cin_fake"), *spelling_rows(third_party)]
    else:
        not_set = f"{SETTING} not set"
        rows.append(Row(measure="files that others made", goal="none", figure=not_set, met=None))
    write_results("checks", rows)


def _cost_rows(size: str) -> list[Row]:
    loads, ours, sql = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        extracts = _simulate(Path(folder), _FEWEST_ROWS[size])
        for _ in range(_RUNS):
            loads.append(os.getloadavg()[0])
            ours.append(_measure_apart("great_expectations", extracts))
            sql.append(_measure_apart("duckdb", extracts))
    if any(one.failed != ours[0].failed for one in sql):
        raise SystemExit(f"{size}: the two do not find the same rows")
    return _rows_of(size, ours, sql, load=", ".join(f"{load:.1f}" for load in loads))


def _simulate(folder: Path, fewest_rows: int) -> Path:
    """Write a county with at least so many rows; give its extracts."""
    children = fewest_rows // _ROWS_A_CHILD
    while True:
        county = folder / str(children)
        written = simulate(county, children=children, years=5, seed=1, until=_UNTIL)
        if sum(sum(tables.values()) for tables in written.rows.values()) >= fewest_rows:
            return county / "extracts"
        children += children // 10


def _rows_of(
    size: str, ours: Sequence[Measured], sql: Sequence[Measured], *, load: str
) -> list[Row]:
    whole = [one.whole for one in ours]
    with_files = [one.parsing + one.whole for one in ours]

    def met(seconds: Sequence[float]) -> bool | None:
        return statistics.median(seconds) <= _MOST_SECONDS if size == _HISTORY else None

    rows = f"{ours[0].rows:,} rows"
    return [
        Row(measure=f"checking {rows}: suites, rules, references", goal=size,
            figure=f"{_median(whole)}; load before {load}", met=met(whole)),
        Row(measure=f"checking {rows}: the same, with reading and parsing", goal=size,
            figure=_median(with_files), met=met(with_files)),
        Row(measure=f"checking {rows}: importing Great Expectations, once a night", goal="none",
            figure=_median([one.importing for one in ours]), met=None),
        Row(measure=f"checking {rows}: peak memory of the process", goal=size,
            figure=f"{max(one.peak for one in ours):.2f} GiB", met=None),
        Row(measure=f"suites of {rows}: Great Expectations", goal=_BESIDE,
            figure=_median([one.suites for one in ours]), met=None),
        Row(measure=f"suites of {rows}: DuckDB SQL, the same rows found", goal=_BESIDE,
            figure=f"{_median([one.suites for one in sql])}, "
            f"peak {max(one.peak for one in sql):.2f} GiB", met=None),
    ]  # fmt: skip


def _median(seconds: Sequence[float]) -> str:
    each = ", ".join(f"{one:.2f}" for one in seconds)
    return f"{statistics.median(seconds):.2f} s (median of {each})"


def _rules_rows() -> list[Row]:
    rules = all_rules()
    census = sum(rule.format == "cin_census" for rule in rules)
    return [
        Row(measure="rules, one file each", goal=_RULES_GOAL,
            figure=f"{len(rules)}, {census} of them of the CIN census",
            met=len(rules) >= _FEWEST_RULES and census >= _FEWEST_CENSUS_RULES),
    ]  # fmt: skip


def _measure_apart(engine: str, extracts: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.checks", engine, str(extracts)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return Measured(**json.loads(said))


def measure(engine: str, extracts: Path) -> Measured:
    """Check every delivery once, in this process.

    Args:
        engine: `great_expectations` or `duckdb`.
        extracts: folder with deliveries.
    """
    start = time.perf_counter()
    count = _in_great_expectations() if engine == "great_expectations" else _in_sql()
    imported = time.perf_counter()
    received = _receive(extracts)
    parsed = time.perf_counter()
    failed = _count_all(received, count)
    suites = time.perf_counter()
    if engine == "great_expectations":
        for feed, tables, day in received:
            check_delivery(tables, feed, received_date=day)
    return Measured(
        rows=sum(len(rows) for _, tables, _ in received for rows in tables.values()),
        failed=failed,
        importing=imported - start,
        parsing=parsed - imported,
        suites=suites - parsed,
        whole=time.perf_counter() - suites,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    )


def _in_great_expectations() -> Count:
    validator = Validator()

    def count(rows: pd.DataFrame, checks: Sequence[Check], table: Table) -> dict[str, int]:
        found = validator.find_failures(rows, checks, table=table)
        return {code: len(outcome.failed) for code, outcome in found.items()}

    return count


def _in_sql() -> Count:
    connection = duckdb.connect()

    def count(rows: pd.DataFrame, checks: Sequence[Check], table: Table) -> dict[str, int]:
        return count_failures(connection, rows, checks, table)

    return count


def _receive(extracts: Path) -> Received:
    received = []
    for delivery in find_deliveries(extracts, until=_UNTIL):
        feed = find_feed(delivery.agency, delivery.format)
        tables = parse_tables(feed.read(delivery.folder).tables, feed)
        received.append((feed, tables, delivery.received_date))
    return received


def _count_all(received: Received, count: Count) -> dict[str, int]:
    failed = {}
    for feed, tables, day in received:
        for name, rows in tables.items():
            table = feed.table(name)
            for code, rows_failed in count(
                rows, build_suite(table, received_date=day), table
            ).items():
                if rows_failed:
                    failed[f"{feed.agency.code}/{name}/{code}"] = rows_failed
    return failed


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measure(sys.argv[1], Path(sys.argv[2])))))
    else:
        main()
