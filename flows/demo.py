"""The invented county, and the demonstration: the one flow that may import the simulator."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from core.errors import ModelNotFit, SettingsError
from flows.nightly import NightReport, run_night
from flows.progress import StepLog, console
from flows.settings import COUNTY_UNTIL, COUNTY_YEARS, DEMO
from flows.train import run_training
from simulator.county import simulate
from simulator.earlier import deliver_earlier
from simulator.faults import Fault, inject_fault

if TYPE_CHECKING:
    from pathlib import Path


def simulate_county(
    out: Path,
    *,
    children: int,
    years: int,
    seed: int,
    until: date,
    weeks_before: int = 0,
    fault: str | None = None,
) -> str:
    """Write an invented county and say what was written.

    Args:
        out: folder to write.
        children: how many are under 18 on the last day.
        years: how far the records go back.
        seed: the same seed gives the same county.
        until: the last day.
        weeks_before: how many earlier weekly deliveries each feed has.
        fault: such as `police/ppn=junk_rows`, done to the feed's newest delivery.

    Raises:
        SettingsError: the folder is not empty, or the fault is not known or cannot be done.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SettingsError(
            "The county was not written.",
            where=str(out),
            expected="a folder that does not exist yet, or is empty",
            found="a file" if out.is_file() else "a folder with something in it",
            next_step="name another folder, or remove that one",
        )
    named = _as_fault(fault)
    # Under another name until it is whole, so that a run that was stopped leaves nothing to trip on.
    coming = out.with_name(f"{out.name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    simulated = simulate(coming, children=children, years=years, seed=seed, until=until)
    deliver_earlier(
        coming / "extracts", days_before=[7 * week for week in range(weeks_before, 0, -1)]
    )
    if named:
        inject_fault(coming / "extracts", Fault(named[1]), feed=named[0], seed=seed)
    if out.exists():
        out.rmdir()
    coming.rename(out)
    rows = sum(sum(tables.values()) for tables in simulated.rows.values())
    return f"{simulated.children:,} children, {rows:,} rows"


def _as_fault(said: str | None) -> tuple[str, str] | None:
    feed, _, fault = (said or "").partition("=")
    if said and (feed.count("/") != 1 or fault not in list(Fault)):
        raise SettingsError(
            "The fault is not known.",
            where="option --fault",
            expected=f"a feed and one of {', '.join(Fault)}, such as police/ppn=junk_rows",
            found=said,
            next_step="correct the command",
        )
    return (feed, fault) if said else None


def run_demo(out: Path, *, children: int, seed: int) -> str:
    """Simulate, run a night without a model, train, run a night with it; say where the pages are.

    Running it again is safe: an extract that was received is not written again, and finished
    stages are not repeated.
    """
    county = out / f"county-{children}-{seed}-{COUNTY_UNTIL}"
    log = StepLog()
    with log.step("Simulate county") as step:
        if county.exists():
            step.found = "already there"
        else:
            step.found = simulate_county(
                county, children=children, years=COUNTY_YEARS, seed=seed, until=COUNTY_UNTIL
            )
    without = _run_one(out, county, use_model=False)
    try:
        trained = run_training(store=out / "store", settings_file=DEMO)
    except ModelNotFit as error:  # a county too small to learn from is a result, not a failure
        return f"\nWithout a model: {without}\n\nNo model could be trained: {error}"
    with_model = _run_one(out, county, use_model=True)
    return f"\nWithout a model: {without}\n\n{trained}\n\nWith the model: {with_model}"


def _run_one(out: Path, county: Path, *, use_model: bool) -> NightReport:
    name = "with-model" if use_model else "without-model"
    console.print(f"\nNight {name.replace('-', ' ')}")
    return run_night(
        extracts=county / "extracts",
        store=out / "store",
        as_of_date=COUNTY_UNTIL,
        settings_file=DEMO,
        site=out / f"pages-{name}",
        use_model=use_model,
        truth=county / "truth",
    )
