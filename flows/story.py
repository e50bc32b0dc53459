"""From linked persons and entries of each agency to one story a child: lay out, measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from features.chronology import build_chronology
from features.cohort import build_cohort
from features.coverage import Coverage
from features.facts import build_record_facts
from features.matrix import build_feature_matrix
from features.practice_rule import apply_practice_rule
from features.sharing import build_sharing
from flows.night import Night, make_once

if TYPE_CHECKING:
    from core.store import DatasetRef, Store
    from flows.linking import Linked
    from flows.sources import Sources


@dataclass(frozen=True, kw_only=True)
class Story:
    """References to every known entry about every person, and who was told."""

    deliveries: DatasetRef
    chronology: DatasetRef
    dropped: DatasetRef
    sharing: DatasetRef


@dataclass(frozen=True, kw_only=True)
class Measured:
    """References to who is looked at tonight, and what could be known about them."""

    cohort: DatasetRef
    feature_matrix: DatasetRef
    rule_results: DatasetRef


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Reference to the counts at the top of each record's page."""

    facts: DatasetRef


@task(name="Lay out chronology")
def lay_out(night: Night, sources: Sources, linked: Linked) -> Story:
    """Lay every agency's entries on one timeline a person, with the date each could be known."""
    store = night.store
    inputs = (
        sources.source_events, sources.first_received, sources.deliveries, linked.links, linked.persons,
    )  # fmt: skip
    names = ("chronology", "dropped", "sharing")
    refs = tuple(store.ref(name, *inputs) for name in names)

    def make() -> tuple[pd.DataFrame, ...]:
        deliveries = store.read(sources.deliveries)
        built = build_chronology(
            store.read(sources.source_events),
            links=store.read(linked.links),
            persons=store.read(linked.persons),
            deliveries=deliveries,
            first_received=store.read(sources.first_received),
        )
        coverage = Coverage.from_deliveries(deliveries)
        return built.chronology, built.dropped, build_sharing(built.chronology, coverage=coverage)

    make_once(store, refs, make)
    return Story(
        deliveries=sources.deliveries, chronology=refs[0], dropped=refs[1], sharing=refs[2]
    )


@task(name="Build patterns")
def measure(night: Night, linked: Linked, story: Story) -> Measured:
    """Choose tonight's cohort and measure what could be known about each of them."""
    return measure_on(night.store, linked.persons, story, as_of_date=night.as_of_date)


@task(name="Count facts")
def count_facts(night: Night, story: Story, measured: Measured) -> Facts:
    """Count what stands at the top of each record's page."""
    store = night.store
    ref = store.ref("facts", story.chronology, story.sharing, story.deliveries, measured.cohort)

    def make() -> tuple[pd.DataFrame, ...]:
        facts = build_record_facts(
            store.read(story.chronology),
            store.read(story.sharing),
            coverage=Coverage.from_deliveries(store.read(story.deliveries)),
            person_ids=store.read(measured.cohort)["person_id"].tolist(),
            as_of_date=night.as_of_date,
        )
        return (facts,)

    make_once(store, (ref,), make)
    return Facts(facts=ref)


def measure_on(store: Store, persons: DatasetRef, story: Story, *, as_of_date: date) -> Measured:
    """Measure on any date; the train flow does the same for past dates."""
    inputs = (story.chronology, story.sharing, story.deliveries, persons)
    names = ("cohort", "feature_matrix", "rule_results")
    refs = tuple(store.ref(name, *inputs, as_of_date=as_of_date) for name in names)

    def make() -> tuple[pd.DataFrame, ...]:
        chronology, sharing = store.read(story.chronology), store.read(story.sharing)
        coverage = Coverage.from_deliveries(store.read(story.deliveries))
        cohort = build_cohort(chronology, store.read(persons), as_of_date=as_of_date)
        return (
            cohort,
            build_feature_matrix(
                chronology, sharing, cohort, coverage=coverage, as_of_date=as_of_date
            ),
            apply_practice_rule(chronology, cohort, coverage=coverage, as_of_date=as_of_date),
        )

    make_once(store, refs, make)
    return Measured(cohort=refs[0], feature_matrix=refs[1], rule_results=refs[2])
