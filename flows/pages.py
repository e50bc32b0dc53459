"""What a night gathered, handed to the pages; and the pages put in place, or the list held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from agencies.feeds import RESTRICTIONS, reporting_agencies
from core.catalogue import (
    CHECK_RESULTS,
    CHRONOLOGY,
    COHORT,
    CONTRIBUTIONS,
    DELIVERIES,
    DROPPED,
    FACTS,
    FEATURE_ENTRIES,
    FEATURE_MATRIX,
    LINKAGE_SUMMARY,
    LISTING_HISTORY,
    PERSONS,
    REVIEW_LIST,
    RULE_RESULTS,
    SCORES,
    SHARING,
    TABLE_COUNTS,
)  # fmt: skip
from features.catalogue import FEATURES
from features.coverage import Coverage
from features.practice_rule import partly_tested_clauses, untestable_clauses
from flows.history import past_nights
from flows.night import Night, code_version
from models.card_data import build_card_data
from reports.build import build_site
from reports.gate import FeedFacts, GateFacts, decide_outcome
from reports.inputs import Outcome, SiteInputs, Step
from reports.inputs import PastNight as Before
from reports.wording.basics import moment

if TYPE_CHECKING:
    from core.errors import PipelineError
    from flows.gathered import Gathered


@task(name="Write pages")
def write_pages(
    night: Night, gathered: Gathered, steps: tuple[Step, ...], fault: PipelineError | None = None
) -> Path:
    """Decide how the night ends, and make its pages beside the site; nothing is published yet."""
    outcome = decide_outcome(gate_facts(night, gathered, fault))
    gathered.outcome = outcome.code
    folder = night.store_folder / "pages"
    build_site(site_inputs(night, gathered, outcome, steps), folder)
    return folder


def gate_facts(night: Night, gathered: Gathered, fault: PipelineError | None) -> GateFacts:
    """Give what decides whether the list is published."""
    settings, read = night.settings, gathered.reader(night.store)
    counts, deliveries = read(TABLE_COUNTS), read(DELIVERIES)
    sums = counts.groupby(["agency", "format"])[["rows_in", "quarantined"]].sum()
    newest = deliveries.drop_duplicates(["agency", "format"], keep="last")
    feeds = tuple(
        FeedFacts(
            feed=f"{row.agency}/{row.format}",
            current_as_of=row.current_as_of.date(),
            rows=int(sums.loc[(row.agency, row.format), "rows_in"]),
            quarantined=int(sums.loc[(row.agency, row.format), "quarantined"]),
            missing_tables=row.missing_tables if pd.notna(row.missing_tables) else "",
            tables=tuple(
                (one.table, int(one.rows_in), int(one.quarantined))
                for one in counts.itertuples(index=False)
                if (one.agency, one.format) == (row.agency, row.format)
            ),
        )
        for row in newest.itertuples(index=False)
    )
    scores = read(SCORES)
    listed = scores[scores["person_id"].isin(read(REVIEW_LIST)["person_id"])]
    return GateFacts(
        as_of_date=night.as_of_date,
        # A night without the list has stopped with a fault of its own before anything is read.
        has_restrictions_list=fault is not None or (newest["agency"] == RESTRICTIONS).any(),
        agency_names={a.code: a.name for a in reporting_agencies()},
        feeds=feeds,
        expected_feeds=tuple(settings.expected_feeds),
        feeds_that_hold=tuple(settings.hold_if_missing),
        days_late=settings.caution_days_late,
        caution_share=settings.caution_quarantined_share,
        hold_share=settings.hold_quarantined_share,
        fewest_rows_to_hold=settings.hold_fewest_rows,
        untestable_clauses=tuple(_untestable(night, deliveries)),
        listed=gathered.listed,
        listed_without_reasons=int((~listed["adds_up"]).sum()),
        model_status=gathered.version.status if gathered.version else "none",
        fault=(fault.what, f"{fault.next_step[0].upper()}{fault.next_step[1:]}.")
        if fault
        else None,
    )


def site_inputs(
    night: Night, gathered: Gathered, outcome: Outcome, steps: tuple[Step, ...]
) -> SiteInputs:
    """Give everything the pages are made from. No name, date of birth or address."""
    settings, read = night.settings, gathered.reader(night.store)
    deliveries, cohort, persons = read(DELIVERIES), read(COHORT), read(PERSONS)
    # What an earlier snapshot covered went with it: entries come from the newest one.
    coverage = Coverage.from_deliveries(deliveries).as_known_on(night.as_of_date)
    summary = read(LINKAGE_SUMMARY)
    return SiteInputs(
        partnership_name=settings.partnership_name,
        as_of_date=night.as_of_date,
        run_at=moment(gathered.run_at),
        run_reference=gathered.run_reference(night),
        code_version=code_version(),
        settings_hash=settings.hash,
        is_simulated=settings.data_is_invented,
        review_capacity=settings.review_capacity,
        seed=settings.seed,
        agencies=reporting_agencies(),
        outcome=outcome,
        steps=steps,
        model_status=gathered.version.status if gathered.version else "none",
        coverage=coverage,
        partly_tested=partly_tested_clauses(coverage, night.as_of_date),
        untestable_clauses=_untestable(night, deliveries),
        features=FEATURES,
        links_summary=dict(zip(summary["measure"], summary["n"], strict=True)),
        previous_nights=tuple(
            Before(as_of_date=past.as_of_date, outcome=past.outcome, listed=past.listed)
            for past in past_nights(night.store_folder, before=night.as_of_date)
        ),
        card_data=build_card_data(gathered.version) if gathered.version else None,
        deliveries=deliveries,
        check_results=read(CHECK_RESULTS),
        table_counts=read(TABLE_COUNTS),
        dropped=read(DROPPED),
        persons=cohort[["person_id", "age_years"]].merge(
            persons[["person_id", "team"]], on="person_id", how="left"
        ),
        chronology=read(CHRONOLOGY),
        sharing=read(SHARING),
        cohort=cohort,
        facts=read(FACTS),
        rule_results=read(RULE_RESULTS),
        review_list=read(REVIEW_LIST),
        listing_history=read(LISTING_HISTORY),
        scores=read(SCORES) if gathered.version else None,
        contributions=read(CONTRIBUTIONS) if gathered.version else None,
        feature_entries=read(FEATURE_ENTRIES) if gathered.version else None,
        feature_matrix=read(FEATURE_MATRIX) if gathered.version else None,
    )


def _untestable(night: Night, deliveries: pd.DataFrame) -> dict[str, str]:
    return untestable_clauses(Coverage.from_deliveries(deliveries), night.as_of_date)
