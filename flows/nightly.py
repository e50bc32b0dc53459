"""The night, from top to bottom: read this beside the table in README.md.

Tasks pass references to datasets, never rows, so nothing about a person reaches Prefect.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow

from core.disclosure import suppress
from core.errors import PipelineError, PublicationError
from flows.gathered import Gathered
from flows.history import remember_night, restrictions_of
from flows.households import find_homes
from flows.intake import check_all, receive, require_some
from flows.linking import link, measure_links
from flows.listing import list_records, load_model, score
from flows.night import Night
from flows.pages import write_pages
from flows.progress import StepLog
from flows.publication import publish
from flows.quiet import quiet_prefect
from flows.settings import DEFAULT, load_settings
from flows.sources import describe_sources
from flows.story import count_facts, lay_out, measure
from reports.inputs import Step, StepStatus
from reports.wording.basics import counted


@dataclass(frozen=True, kw_only=True)
class NightReport:
    """How a night ended, for the command line."""

    outcome: str
    listed: int
    site: Path
    counts: dict[str, int]

    def __str__(self) -> str:
        """Say it in sentences."""
        counts = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
        return (
            f"{self.outcome.replace('_', ' ').capitalize()}. {counts}.\n"
            f"The pages are in {self.site}; open {self.site / 'index.html'}."
        )


def run_night(
    *,
    extracts: Path,
    store: Path,
    as_of_date: date,
    settings_file: Path | None = None,
    site: Path | None = None,
    use_model: bool = True,
    truth: Path | None = None,
) -> NightReport:
    """Run a night from the command line; see `nightly`."""
    # A wrong setting is told before a server is started.
    load_settings(settings_file or DEFAULT)
    with quiet_prefect():
        report: NightReport = nightly(
            extracts=str(extracts),
            store=str(store),
            as_of_date=as_of_date,
            settings_file=str(settings_file) if settings_file else None,
            site=str(site) if site else None,
            use_model=use_model,
            truth=str(truth) if truth else None,
        )
    return report


@flow(name="nightly", log_prints=False, validate_parameters=False)
def nightly(
    extracts: str,
    store: str,
    as_of_date: date | None = None,
    settings_file: str | None = None,
    site: str | None = None,
    *,
    use_model: bool = True,
    truth: str | None = None,
) -> NightReport:
    """Check, link, measure, list, explain and publish; or hold the list and say why.

    Args:
        extracts: folder of deliveries.
        store: folder the night keeps its work in.
        as_of_date: the day to stand on; today if not given.
        settings_file: TOML file; `flows/config/default.toml` if not given.
        site: where the pages go; `<store>/site` if not given.
        use_model: False lists by the practice rule even if a model is in use.
        truth: folder of an invented county's truth, to measure links with and for nothing else.

    Raises:
        PipelineError: the list was held; the run page says why, and the last list is kept.
    """
    settings = load_settings(Path(settings_file) if settings_file else DEFAULT)
    run_at = datetime.now(ZoneInfo(settings.schedule_timezone))
    night = Night(
        extracts=Path(extracts),
        store_folder=Path(store),
        site=Path(site) if site else Path(store) / "site",
        as_of_date=as_of_date or run_at.date(),
        settings=settings,
        use_model=use_model,
        truth=Path(truth) if truth else None,
    )
    log, gathered = StepLog(), Gathered(run_at=run_at)
    try:
        _run(night, log, gathered)
    except PipelineError as error:
        _hold(night, log, gathered, error)
        raise
    except Exception as bug:  # noqa: BLE001  the list must be held whatever went wrong
        # A library's message may quote a value from a record, so only its kind and place are told.
        fault = _as_sentence(bug, log)
        _hold(night, log, gathered, fault)
        raise fault from None
    return NightReport(
        outcome=gathered.outcome or "held",
        listed=gathered.listed,
        site=night.site,
        counts=gathered.counts,
    )


def _run(night: Night, log: StepLog, gathered: Gathered) -> None:
    store = night.store
    with log.step("Receive files") as step:
        deliveries, unreadable = receive(night)
        gathered.restrictions = restrictions_of(deliveries)
        step.found = f"{len(deliveries) + len(unreadable)} deliveries"
    with log.step("Check files") as step:
        intake = check_all(night, deliveries, unreadable)
        sources = describe_sources(night, intake)
        gathered.add(store, sources)
        step.found = "{rows in:,} rows in: {accepted:,} accepted, {quarantined:,} set aside".format(
            **gathered.counts
        )
        refused = counted(intake.refused, "delivery", "deliveries")
        step.found += f"; {refused} refused" if intake.refused else ""
        require_some(intake)
    with log.step("Match to children") as step:
        linked = link(night, sources)
        gathered.add(store, linked)
        gathered.add(store, measure_links(night, sources, linked))
        step.found = f"{suppress(gathered.counts['persons'])} persons"
    with log.step("Find households") as step:
        homes = find_homes(night, sources, linked)
        gathered.add(store, homes)
        step.found = f"{suppress(store.rows(homes.household_links) // 2)} links between persons"
    with log.step("Lay out chronology") as step:
        story = lay_out(night, sources, linked)
        gathered.add(store, story)
        step.found = f"{gathered.counts['events']:,} entries"
    with log.step("Build patterns") as step:
        measured = measure(night, linked, story)
        gathered.add(store, measured)
        gathered.add(store, count_facts(night, story, measured))
        step.found = f"{suppress(gathered.counts['cohort'])} records looked at"
    with log.step("Score and list") as step:
        version = load_model(night)
        scored = score(night, measured, version) if version else None
        listed = list_records(night, linked, story, measured, scored=scored)
        gathered.add(store, listed, scored=scored, version=version)
        by = f"model {version.version}" if version else "the practice rule"
        step.found = f"{suppress(gathered.listed)} records listed by {by}"
    with log.step("Write, check and publish") as step:
        step.found = "case pages, list, model card, run page, data checks and letters"
        publish(night, gathered, write_pages(night, gathered, _said(log)))
    if gathered.outcome == "held":
        raise PublicationError(
            "The list was not published; the last one is kept.",
            where=f"{night.site.name}/run.html",
            expected="files within the hold limits of the settings",
            found="the reasons on the run page",
            next_step="follow the steps on the run page, then run the night again",
        )
    remember_night(night.store_folder, gathered.past_night(night))


def _hold(night: Night, log: StepLog, gathered: Gathered, error: PipelineError) -> None:
    """Keep the last list, dated, and say on the run page what stopped the night."""
    if gathered.outcome != "held":
        publish(night, gathered, write_pages(night, gathered, _said(log), error))
    remember_night(night.store_folder, gathered.past_night(night))


def _as_sentence(bug: Exception, log: StepLog) -> PipelineError:
    frames = [
        f for f in traceback.extract_tb(bug.__traceback__) if "site-packages" not in f.filename
    ]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "a library"
    return PipelineError(
        "The night stopped because of a fault in the program.",
        where=f"step {log.steps[-1].name if log.steps else 'before the first'}, {place}",
        expected="a step that ends, or says what is wrong with its input",
        found=type(bug).__name__,
        next_step="report the place and the kind of fault; the last list is kept",
    )


_STATUSES: dict[str, StepStatus] = {"Done": "done", "Stopped": "failed"}


def _said(log: StepLog) -> tuple[Step, ...]:
    """Give the steps as the run page shows them; the one that writes the page counts as done."""
    return tuple(
        Step(name=step.name, status=_STATUSES[step.status], sentence=step.found)
        for step in log.steps
    )
