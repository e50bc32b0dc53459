"""From measured records to a list with reasons: by a model, or by the written practice rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from core.catalogue import LISTING_HISTORY
from features.catalogue import FEATURES
from features.coverage import Coverage
from features.matrix import find_entries
from flows.history import past_nights
from flows.night import Night, make_once
from models.registry import Registry
from models.review_list import (
    build_review_list,
    follow_references,
    rank_by_rule,
    rank_by_score,
)
from models.score import score_records
from models.version import DEMONSTRATION, IN_USE, ModelVersion

if TYPE_CHECKING:
    from core.store import DatasetRef
    from flows.linking import Linked
    from flows.story import Measured, Story


@dataclass(frozen=True, kw_only=True)
class Scored:
    """References to scores and the contributions that make them up."""

    scores: DatasetRef
    contributions: DatasetRef


@dataclass(frozen=True, kw_only=True)
class Listed:
    """References to the list, its history, and the entries behind each feature of the listed."""

    review_list: DatasetRef
    listing_history: DatasetRef
    feature_entries: DatasetRef | None


@task(name="Load model")
def load_model(night: Night) -> ModelVersion | None:
    """Give the model tonight's list is made with, or None: then the practice rule makes it.

    A model that did not meet its acceptance criteria is given only where the settings ask for a
    demonstration. One that learned from invented records is never given for real ones, whatever
    criteria it met.
    """
    if not night.use_model:
        return None
    registry = Registry(night.registry_folder)
    version = registry.load(IN_USE)
    if version is None and night.settings.show_demonstration:
        version = registry.load(DEMONSTRATION)
    if version and version.trained_on["data_is_invented"] and not night.settings.data_is_invented:
        return None
    return version


@task(name="Score and work out reasons")
def score(night: Night, measured: Measured, version: ModelVersion) -> Scored:
    """Score each record of the cohort and share the score out among its features."""
    store = night.store
    refs = tuple(
        store.ref(
            name, measured.feature_matrix, model_version=version.version, trained=version.trained_on
        )
        for name in ("scores", "contributions")
    )

    def make() -> tuple[pd.DataFrame, ...]:
        scored = score_records(version, store.read(measured.feature_matrix))
        return scored.scores, scored.contributions

    make_once(store, refs, make)
    return Scored(scores=refs[0], contributions=refs[1])


@task(name="List")
def list_records(
    night: Night, linked: Linked, story: Story, measured: Measured, *, scored: Scored | None
) -> Listed:
    """Fill the list up to the review capacity, and carry its history on to tonight."""
    store, settings = night.store, night.settings
    last = next(
        (
            past.refs["listing_history"]
            for past in reversed(past_nights(night.store_folder, before=night.as_of_date))
            if "listing_history" in past.refs
        ),
        None,
    )
    ranked_from = scored.scores if scored else measured.rule_results
    inputs = [
        ranked_from, story.chronology, linked.persons, linked.person_changes,
        *([last] if last else []),
    ]  # fmt: skip
    said = {"as_of_date": night.as_of_date, "capacity": settings.review_capacity}
    names = ("review_list", "listing_history", *(["feature_entries"] if scored else []))
    refs = tuple(store.ref(name, *inputs, seed=settings.seed, **said) for name in names)

    def make() -> tuple[pd.DataFrame, ...]:
        persons = store.read(linked.persons)
        rank = rank_by_score if scored else rank_by_rule
        listed, history = build_review_list(
            rank(store.read(ranked_from), seed=settings.seed),
            listed_by="model" if scored else "practice_rule",
            capacity=settings.review_capacity,
            as_of_date=night.as_of_date,
            previous=follow_references(
                store.read(last) if last else LISTING_HISTORY.empty(),
                changes=store.read(linked.person_changes),
                current=set(persons.loc[~persons["is_restricted"], "person_id"]),
            ),
        )
        if not scored:
            return listed, history
        entries = find_entries(
            store.read(story.chronology),
            store.read(story.sharing),
            specs=FEATURES,
            person_ids=sorted(listed["person_id"]),
            coverage=Coverage.from_deliveries(store.read(story.deliveries)),
            as_of_date=night.as_of_date,
        )
        return listed, history, entries

    make_once(store, refs, make)
    return Listed(
        review_list=refs[0], listing_history=refs[1], feature_entries=refs[2] if scored else None
    )
