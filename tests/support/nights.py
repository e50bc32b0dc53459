"""A small county and whole nights on it."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import PipelineError
from flows.nightly import run_night as run_here
from flows.settings import DEMO
from simulator.county import simulate
from tests.support.command import wholestory

UNTIL = date(2026, 9, 30)
# What is kept of each delivery, so that it is not checked again.
CHECKED = (
    "source_records", "quarantined_records", "check_results", "table_counts", "readings",
    "sent_columns", "spellings_applied", "delivery_findings",
)  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a night ended: its exit code, what was said, and where its store and pages are."""

    code: int
    said: str
    store: Path

    @property
    def site(self) -> Path:
        """Give the folder of the pages."""
        return self.store / "site"

    def page(self, name: str) -> str:
        """Give the words of a page, white space folded."""
        html = (self.site / name).read_text(encoding="utf-8")
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def small_county(folder: Path, *, children: int = 400, seed: int = 7) -> Path:
    """Write a small invented county and give its extracts folder."""
    simulate(folder, children=children, years=5, seed=seed, until=UNTIL)
    return folder / "extracts"


def without(extracts: Path, agencies: set[str], folder: Path) -> Path:
    """Copy an extracts folder, leaving out some agencies."""
    shutil.copytree(
        extracts, folder, ignore=lambda at, _names: agencies if at == str(extracts) else []
    )
    return folder


def checked_already(first: Ended, store: Path) -> Path:
    """Begin a store with what an earlier night checked of the same deliveries."""
    for name in CHECKED:
        shutil.copytree(first.store / "data" / name, store / "data" / name)
    return store


def run_night(
    extracts: Path, store: Path, *, as_of: date = UNTIL, settings_file: Path = DEMO
) -> Ended:
    """Run a night in this process, with a real Prefect server that all of them share."""
    try:
        report = run_here(
            extracts=extracts, store=store, as_of_date=as_of, settings_file=settings_file
        )
    except PipelineError as error:
        return Ended(error.exit_code, str(error), store)
    return Ended(0, str(report), store)


def command_night(extracts: Path, store: Path, **environment: str) -> Ended:
    """Run a night from the command line, as an operator does."""
    said = wholestory(
        "night", "--extracts", extracts, "--store", store, "--as-of", UNTIL.isoformat(),
        "--settings", DEMO, **environment,
    )  # fmt: skip
    return Ended(said.returncode, said.stdout + said.stderr, store)


_MOMENT = re.compile(rb"\d{1,2} [A-Z][a-z]+ \d{4}, \d{1,2}:\d{2}[ap]m")


def hashes(site: Path) -> dict[str, str]:
    """Give a hash of every published file, the run time taken out."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(
            _MOMENT.sub(b"RUN TIME", path.read_bytes())
        ).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
