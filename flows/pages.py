"""What a night gathered, handed to the pages; and the pages put in place, or the list held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from agencies.feeds import RESTRICTIONS, agencies_to_show
from core.catalogue import (
    ADULTS_AT_ADDRESS,
    CHECK_HISTORY,
    CHECK_RESULTS,
    CHRONOLOGY,
    CLERICAL_QUEUE,
    COHORT,
    CONTRIBUTIONS,
    COUNT_HISTORY,
    DELIVERIES,
    DELIVERY_FINDINGS,
    DROPPED,
    FACTS,
    FEATURE_ENTRIES,
    FEATURE_MATRIX,
    HOUSEHOLD_LINKS,
    LINKAGE_CALIBRATION,
    LINKAGE_QUALITY,
    LINKAGE_SUMMARY,
    LINKS,
    LISTING_HISTORY,
    PERSON_CHANGES,
    PERSONS,
    REVIEW_LIST,
    RULE_RESULTS,
    SCORES,
    SET_ASIDE,
    SHARING,
    SPELLINGS_APPLIED,
    TABLE_COUNTS,
)  # fmt: skip
from features.catalogue import FEATURES
from features.coverage import Coverage
from features.practice_rule import partly_tested_clauses, untestable_clauses
from flows.clerical import leave_out_restricted
from flows.history import past_nights
from flows.night import Night, code_version
from models.card_data import build_card_data
from reports.build import build_site
from reports.findings import changes_only, current_findings
from reports.gate import FeedFacts, GateFacts, decide_outcome
from reports.inputs import Outcome, SiteInputs, Step
from reports.inputs import PastNight as Before
from reports.wording.basics import moment

if TYPE_CHECKING:
    from agencies.contract import Agency
    from core.dataset import Dataset
    from core.errors import PipelineError
    from flows.gathered import Gathered


NOT_SHOWN = "not shown"
"""Stands for the reference of somebody who may not be shown; no person has it."""


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
    deliveries = read(DELIVERIES)
    newest = deliveries.drop_duplicates(["agency", "format"], keep="last")
    counts = _rows_by_table(read(TABLE_COUNTS))
    feeds = tuple(
        FeedFacts(
            feed=f"{row.agency}/{row.format}",
            received_date=row.received_date.date(),
            current_as_of=row.current_as_of.date(),
            rows=sum(rows for _, rows, _ in counts[row.agency, row.format]),
            quarantined=sum(aside for *_, aside in counts[row.agency, row.format]),
            missing_tables=row.missing_tables if pd.notna(row.missing_tables) else "",
            tables=counts[row.agency, row.format],
        )
        for row in newest.itertuples(index=False)
    )
    scores = read(SCORES)
    listed = scores[scores["person_id"].isin(read(REVIEW_LIST)["person_id"])]
    return GateFacts(
        as_of_date=night.as_of_date,
        # A night without the list has stopped with a fault of its own before anything is read.
        has_restrictions_list=fault is not None or (newest["agency"] == RESTRICTIONS).any(),
        agency_names={a.code: a.name for a in _agencies(night, deliveries)},
        feeds=feeds,
        findings=changes_only(current_findings(read(DELIVERY_FINDINGS), deliveries), deliveries),
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


def _rows_by_table(
    counts: pd.DataFrame,
) -> dict[tuple[str, str], tuple[tuple[str, int, int], ...]]:
    """Give for each feed its tables with rows in and rows set aside, over all deliveries in use."""
    key = ["agency", "format", "table"]
    sums = counts.groupby(key, sort=True)[["rows_in", "quarantined"]].sum().reset_index()
    return {
        (agency, format_): tuple(
            (one.table, int(one.rows_in), int(one.quarantined))
            for one in tables.itertuples(index=False)
        )
        for (agency, format_), tables in sums.groupby(key[:2])
    }


def site_inputs(
    night: Night, gathered: Gathered, outcome: Outcome, steps: tuple[Step, ...]
) -> SiteInputs:
    """Give everything the pages are made from. No name, date of birth or address."""
    settings, read = night.settings, gathered.reader(night.store)
    deliveries, cohort, persons = read(DELIVERIES), read(COHORT), read(PERSONS)
    # What an earlier snapshot covered went with it: entries come from the newest one.
    coverage = Coverage.from_deliveries(deliveries).as_known_on(night.as_of_date)
    summary, hidden = read(LINKAGE_SUMMARY), persons[persons["is_restricted"]]["person_id"]
    return SiteInputs(
        partnership_name=settings.partnership_name,
        data_contact=settings.data_contact,
        as_of_date=night.as_of_date,
        run_at=moment(gathered.run_at),
        run_reference=gathered.run_reference(night),
        code_version=code_version(),
        settings_hash=settings.hash,
        is_simulated=settings.data_is_invented,
        review_capacity=settings.review_capacity,
        seed=settings.seed,
        agencies=_agencies(night, deliveries),
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
        check_history=read(CHECK_HISTORY),
        count_history=read(COUNT_HISTORY),
        delivery_findings=_made(DELIVERY_FINDINGS, night, gathered),
        spellings_applied=_made(SPELLINGS_APPLIED, night, gathered),
        set_aside=set_aside_of_listed(read(SET_ASIDE), read(LINKS), read(REVIEW_LIST)),
        person_changes=changes_to_show(
            read(PERSON_CHANGES), hidden=hidden, ever_listed=read(LISTING_HISTORY)["person_id"]
        ),
        adults_at_address=_of_listed(read(ADULTS_AT_ADDRESS), read(REVIEW_LIST)),
        household_links=_of_listed(read(HOUSEHOLD_LINKS), read(REVIEW_LIST)),
        linkage_quality=read(LINKAGE_QUALITY),
        linkage_calibration=read(LINKAGE_CALIBRATION),
        clerical_counts=count_queue(
            leave_out_restricted(read(CLERICAL_QUEUE), read(LINKS), persons)
        ),
        links_by_agency=count_links(read(LINKS)),
        linkage_parameters=settings.linkage_parameters,
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


def _agencies(night: Night, deliveries: pd.DataFrame) -> tuple[Agency, ...]:
    """Give the agencies of the pages; one that is optional if it sent something, or should have."""
    named = (*night.settings.expected_feeds, *night.settings.hold_if_missing)
    return agencies_to_show({*deliveries["agency"], *(feed.partition("/")[0] for feed in named)})


def set_aside_of_listed(
    set_aside: pd.DataFrame, links: pd.DataFrame, review_list: pd.DataFrame
) -> pd.DataFrame:
    """Count the rows about each listed person that the checks set aside, by agency.

    One row per (person_id, agency). Restricted persons are never listed, so none is among them.
    Absent: a row that names no person, or one the agency sent no record for, is nobody's.

    Args:
        set_aside: see `core.catalogue.SET_ASIDE`.
        links: see `core.catalogue.LINKS`.
        review_list: see `core.catalogue.REVIEW_LIST`.
    """
    listed = links[links["person_id"].isin(review_list["person_id"])]
    rows = set_aside.merge(listed[["source_person_id", "person_id"]], on="source_person_id")
    return rows.groupby(["person_id", "agency"], as_index=False)["rows"].sum()


def _of_listed(rows: pd.DataFrame, review_list: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["person_id"].isin(review_list["person_id"])].reset_index(drop=True)


def changes_to_show(
    changes: pd.DataFrame, *, hidden: pd.Series, ever_listed: pd.Series
) -> pd.DataFrame:
    """Give what became of references of persons who may be shown; see `PERSON_CHANGES`.

    Absent: persons who are gone and were never listed, since nobody can tell any more if they
    were restricted. Of one who was listed, pages say the same whatever the reason: where their
    story is a restricted person's now, the row leads to `NOT_SHOWN`, as to anybody not listed.

    Args:
        changes: see `core.catalogue.PERSON_CHANGES`.
        hidden: person_ids of restricted persons.
        ever_listed: person_ids that were on a list of any night.
    """
    shown = changes[(changes["what"] != "gone") | changes["old_person_id"].isin(ever_listed)]
    leads_to = set(hidden)
    merged = shown[shown["what"] == "merged"]
    # Backwards, so that a reference that became another's before it was hidden is found as well.
    for old, new in zip(merged["old_person_id"][::-1], merged["new_person_id"][::-1], strict=True):
        if new in leads_to:
            leads_to.add(old)
    is_hidden = shown["old_person_id"].isin(leads_to) | shown["new_person_id"].isin(leads_to)
    is_old_page = (shown["what"] == "merged") & shown["old_person_id"].isin(ever_listed)
    shown = shown.assign(new_person_id=shown["new_person_id"].mask(is_hidden, NOT_SHOWN))
    return PERSON_CHANGES.conform(shown[~is_hidden | is_old_page])


def count_queue(queue: pd.DataFrame) -> pd.DataFrame:
    """Count the pairs of the queue: why, is_linked, n.

    Args:
        queue: see `core.catalogue.CLERICAL_QUEUE`; without restricted persons.
    """
    return queue.groupby(["why", "is_linked"]).size().reset_index(name="n")


def count_links(links: pd.DataFrame) -> pd.DataFrame:
    """Count how each agency's records were matched: agency, matched_by, needs_check, n.

    The restrictions list itself is left out. What agencies hold of the children on it is counted
    with the rest: their own rows are, too, and the difference would tell how many there are.

    Args:
        links: see `core.catalogue.LINKS`.
    """
    counted = links[links["agency"] != RESTRICTIONS]
    return counted.groupby(["agency", "matched_by", "needs_check"]).size().reset_index(name="n")


def _made(wanted: Dataset, night: Night, gathered: Gathered) -> pd.DataFrame | None:
    """Give a dataset of this night; none where the night stopped before it was made."""
    return gathered.reader(night.store)(wanted) if gathered.has_made(wanted) else None


def _untestable(night: Night, deliveries: pd.DataFrame) -> dict[str, str]:
    return untestable_clauses(Coverage.from_deliveries(deliveries), night.as_of_date)
