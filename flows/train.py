"""Trains and measures models on what the last night laid out, and registers the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from prefect import flow, task

from core.errors import LinkageError, ModelNotFit, StoreError
from core.store import DatasetRef, Store
from core.vocabulary import Capability
from features.catalogue import FEATURES
from features.coverage import Coverage
from features.labels import LABEL_WINDOW_DAYS, build_labels
from flows.history import PastNight, past_nights
from flows.night import code_version, make_once
from flows.progress import StepLog
from flows.quiet import quiet_prefect
from flows.settings import DEFAULT, Settings, load_settings
from flows.story import Measured, Story, measure_on
from linkage.settings import Parameters
from linkage.train import train_parameters
from models.candidates import build_baselines
from models.registry import Registry
from models.select import CRITERIA_FILE, Criteria
from models.train import Trained, TrainingPlan, train

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# The feature that stands for each plain order a model must beat.
BASELINE_FEATURES = {
    "contacts_12_months": "contacts_count_365d",
    "referrals_12_months": "referrals_count_365d",
    "agencies_90_days": "agencies_distinct_count_90d",
}


@dataclass(frozen=True, kw_only=True)
class TrainingReport:
    """How a training ended, for the command line."""

    version: str
    is_accepted: bool
    reasons: tuple[str, ...]
    linkage: str

    def __str__(self) -> str:
        """Say it in sentences."""
        if self.is_accepted:
            lines = [f"Model {self.version} met every acceptance criterion and is in use."]
        else:
            lines = [
                f"Model {self.version} is not fit for use. It did not meet {CRITERIA_FILE.name}:",
                *(f"  {reason}" for reason in self.reasons),
                "The list is made by the practice rule; the model is for demonstration only.",
            ]
        return "\n".join([*lines, self.linkage])


@dataclass(frozen=True)
class Proposal:
    """Linkage parameters estimated from a night's records, or why there are none."""

    parameters: Parameters | None
    why_not: str = ""


def run_training(*, store: Path, settings_file: Path | None) -> TrainingReport:
    """Train from the command line; see `train_models`."""
    # A wrong setting or store is told before a server is started.
    load_settings(settings_file or DEFAULT)
    _last_night(store)
    with quiet_prefect():
        report: TrainingReport = train_models(
            store=str(store), settings_file=str(settings_file) if settings_file else None
        )
    return report


@flow(name="train", log_prints=False, validate_parameters=False)
def train_models(store: str, settings_file: str | None = None) -> TrainingReport:
    """Measure past dates, label them, train both candidates, judge and register them.

    Raises:
        StoreError: no night has been run in this store.
        ModelNotFit: there is too little to learn from.
    """
    from pathlib import Path

    settings = load_settings(Path(settings_file) if settings_file else DEFAULT)
    folder = Path(store)
    log = StepLog()
    night = _last_night(folder)
    story = Story(**{name: night.refs[name] for name in Story.__dataclass_fields__})
    with log.step("Choose training dates") as step:
        dates = choose_dates(folder, story, settings)
        step.found = f"{len(dates)} dates from {dates[0]} to {dates[-1]}"
    with log.step("Measure past dates") as step:
        measured = [measure_past(folder, night.refs["persons"], story, day) for day in dates]
        step.found = f"{len(FEATURES)} features"
    with log.step("Label past dates") as step:
        labels = [label_past(folder, story, one) for one in measured]
        step.found = f"escalation within {LABEL_WINDOW_DAYS} days"
    with log.step("Train and measure") as step:
        trained = fit(folder, measured, labels, settings, data_is_invented=night.data_is_invented)
        step.found = "no model is fit for use" if trained.chosen is None else "a model is accepted"
    with log.step("Estimate linkage") as step:
        proposal = propose_parameters(folder, night, settings)
        step.found = proposal.parameters["version"] if proposal.parameters else "no proposal"
    with log.step("Register model") as step:
        version, linkage = register(folder, trained, night, settings, proposal)
        step.found = f"version {version}"
    best = trained.acceptance[trained.chosen or trained.best]
    return TrainingReport(
        version=version,
        is_accepted=trained.chosen is not None,
        reasons=tuple(best.reasons),
        linkage=linkage,
    )


@task(name="Choose training dates")
def choose_dates(folder: Path, story: Story, settings: Settings) -> list[date]:
    """Give the as-of dates with enough history behind and a closed label window ahead."""
    first_day, last_day = _escalation_span(_store(folder), story)
    first = pd.Timestamp(first_day) + pd.Timedelta(days=settings.training_history_days)
    last = pd.Timestamp(last_day) - pd.Timedelta(days=LABEL_WINDOW_DAYS)
    step = pd.DateOffset(months=settings.training_months_between_as_of_dates)
    dates = []
    while last >= first:
        dates.append(last.date())
        last = last - step
    if not dates:
        raise StoreError(
            "There is too little history to train on.",
            where="deliveries of the agencies that record escalations",
            expected=f"{settings.training_history_days + LABEL_WINDOW_DAYS} days or more",
            found=f"{(last_day - first_day).days} days",
            next_step="load more past records, or list records by the practice rule",
        )
    return sorted(dates)


@task(name="Measure past date")
def measure_past(folder: Path, persons: DatasetRef, story: Story, day: date) -> Measured:
    """Measure one past date exactly as a night would."""
    return measure_on(_store(folder), persons, story, as_of_date=day)


@task(name="Label past date")
def label_past(folder: Path, story: Story, measured: Measured) -> DatasetRef:
    """Label one past date's cohort; the window must have closed where escalations are recorded."""
    store = _store(folder)
    ref = store.ref("labels", measured.cohort, story.chronology, story.deliveries)

    def make() -> tuple[pd.DataFrame, ...]:
        _, until = _escalation_span(store, story)
        chronology = store.read(story.chronology)
        return (build_labels(store.read(measured.cohort), chronology, data_until=until),)

    make_once(store, (ref,), make)
    return ref


@task(name="Train and measure")
def fit(
    folder: Path,
    measured: Sequence[Measured],
    labels: Sequence[DatasetRef],
    settings: Settings,
    *,
    data_is_invented: bool,
) -> Trained:
    """Train both candidates on all dates and judge them against the committed criteria."""
    store = _store(folder)

    def together(refs: Sequence[DatasetRef]) -> pd.DataFrame:
        return pd.concat([store.read(ref) for ref in refs], ignore_index=True)

    matrix = together([one.feature_matrix for one in measured])
    rules = together([one.rule_results for one in measured])
    return train(
        matrix,
        together(labels),
        together([one.cohort for one in measured]),
        build_baselines(matrix, rules, columns=BASELINE_FEATURES),
        directions={spec.name: spec.direction for spec in FEATURES},
        plan=TrainingPlan(
            capacity=settings.review_capacity,
            label_window_days=LABEL_WINDOW_DAYS,
            seed=settings.seed,
            criteria=Criteria.from_toml(CRITERIA_FILE.read_text(encoding="utf-8")),
            data_is_invented=data_is_invented,
        ),
    )


@task(name="Estimate linkage")
def propose_parameters(folder: Path, night: PastNight, settings: Settings) -> Proposal:
    """Estimate linkage parameters from the night's records, for somebody to review.

    Nothing is learned from a restricted person, and nothing that a person decided is changed: a
    night goes on with the parameters its settings name.
    """
    store = _store(folder)
    wanted = [night.refs.get(name) for name in ("source_persons", "links", "persons")]
    if not all(ref and store.has(ref) for ref in wanted):
        return Proposal(None, "the last night kept none of its records; run a night first")
    source_persons, links, persons = (store.read(ref) for ref in wanted if ref)
    restricted = persons.loc[persons["is_restricted"], "person_id"]
    hidden = links.loc[links["person_id"].isin(restricted), "source_person_id"]
    told = source_persons[~source_persons["source_person_id"].isin(hidden)]
    try:
        return Proposal(train_parameters(told.reset_index(drop=True), seed=settings.seed))
    except LinkageError as error:
        return Proposal(None, f"{error.what.rstrip('.')}: found {error.found}")


@task(name="Register model")
def register(
    folder: Path, trained: Trained, night: PastNight, settings: Settings, proposal: Proposal
) -> tuple[str, str]:
    """Keep the model, its figures, and the linkage parameters its records were linked with.

    Gives the version, and a sentence about the linkage parameters estimated beside it.
    """
    hashes = {
        "code": code_version(),
        "settings": settings.hash,
        **{name: night.refs[name].key for name in Story.__dataclass_fields__},
    }
    registry = Registry(folder / "registry")
    version = registry.save(
        trained,
        hashes=hashes,
        linkage_parameters=night.linkage_parameters,
        proposed_parameters=proposal.parameters,
    )
    place = registry.proposal_of(version)
    if proposal.parameters is None or place is None:
        return version.version, f"No linkage parameters were estimated: {proposal.why_not}."
    return version.version, (
        f"Linkage parameters {proposal.parameters['version']} were estimated and are not in use. To "
        f"use them, review {place}, copy it beside your settings, and name it in [linkage]."
    )


def _escalation_span(store: Store, story: Story) -> tuple[date, date]:
    """Give the first and last day on which an escalation could have been recorded.

    Raises:
        ModelNotFit: no agency that records escalations sent anything.
    """
    coverage = Coverage.from_deliveries(store.read(story.deliveries))
    newest = max((d.received for d in coverage.deliveries), default=date.min)
    span = coverage.as_known_on(newest).span(Capability.ESCALATION)
    if span is None:
        raise ModelNotFit(
            "There is no outcome to learn from.",
            where="deliveries of the last night",
            expected="an agency that records section 47 enquiries or child protection plans",
            found="none",
            next_step="list records by the practice rule until social care sends its records",
        )
    return span


def _store(folder: Path) -> Store:
    return Store(folder, code_version=code_version())


def _last_night(folder: Path) -> PastNight:
    nights = [night for night in past_nights(folder) if "chronology" in night.refs]
    if not nights or not _store(folder).has(nights[-1].refs["chronology"]):
        raise StoreError(
            "No night has been run in this store."
            if not nights
            else "The last night is not whole.",
            where=f"store folder {folder.name}",
            expected="a night that laid out a chronology",
            found="none",
            next_step="run `wholestory night` first, then train",
        )
    return nights[-1]
