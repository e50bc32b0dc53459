"""Writes what was measured as a table and as `benchmarks/results/<area>.json`."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure: what, the goal word for word, the figure, and if it was met (None: no goal)."""

    measure: str
    goal: str
    figure: str
    met: bool | None


def write_results(area: str, rows: list[Row]) -> None:
    """Print the rows and keep them."""
    for row in rows:
        met = {True: "met", False: "NOT MET", None: ""}[row.met]
        print(f"{row.measure:<66} {row.figure:<40} {met}")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    said = {"rows": [asdict(row) for row in rows], "machine": machine, "commit": commit}
    place = ROOT / "benchmarks" / "results" / f"{area}.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
