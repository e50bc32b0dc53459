"""What a night hands to the pages: datasets, small values, and how the night ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pandas as pd

from agencies.contract import Agency
from core.catalogue import (
    ADULTS_AT_ADDRESS,
    CHECK_HISTORY,
    CHECK_RESULTS,
    CHRONOLOGY,
    COHORT,
    COUNT_HISTORY,
    DELIVERIES,
    HOUSEHOLD_LINKS,
    LINKAGE_CALIBRATION,
    LINKAGE_QUALITY,
    LISTING_HISTORY,
    PERSON_CHANGES,
    REVIEW_LIST,
    RULE_RESULTS,
    SHARING,
    TABLE_COUNTS,
)  # fmt: skip
from features.coverage import Coverage
from features.practice_rule import CLAUSES, Clause
from features.spec import FeatureSpec
from reports.context import Notice

OutcomeCode = Literal["published", "published_with_caution", "held"]
StepStatus = Literal["done", "caution", "failed", "not_started"]
ModelStatus = Literal["none", "in_use", "demonstration"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a night ended, why, and what to do next."""

    code: OutcomeCode
    reasons: tuple[Notice, ...] = ()
    next_steps: tuple[str, ...] = ()

    @property
    def cautions_for_all(self) -> tuple[str, ...]:
        """Give what practitioners must know; the rest is for the data team, on the run page."""
        return tuple(reason.headline for reason in self.reasons if reason.is_for_all)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the night: its name, how it ended, and counts as a sentence."""

    name: str
    status: StepStatus
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class PastNight:
    """One of the last nights; a held night has no number of its own."""

    as_of_date: date
    outcome: OutcomeCode
    listed: int


def _persons() -> pd.DataFrame:
    return pd.DataFrame({"person_id": [], "age_years": [], "team": []})


@dataclass(frozen=True, kw_only=True)
class SiteInputs:
    """Everything the pages of a night are made from. No name, date of birth or address.

    What a held night did not get to make is left at its default: an empty dataset.

    Attributes:
        seed: fixes the lots that order the list page.
        persons: person_id, age_years, team of everyone listed.
        facts: see `features.facts.build_record_facts`.
        dropped: reason, agency and number of entries that did not go into the chronology.
        feature_entries: person_id, feature, event_id; see `features.matrix.find_entries`.
        feature_matrix: the matrix of tonight's cohort, for what is usual.
        card_data: what `models` says about the model; none without one.
        links_summary: counts of linkage, by name.
        untestable_clauses: part of the rule and why it could not be tested for anybody.
        partly_tested: part of the rule and whose records it was tested without.
        steps: the steps of the night, in order.
        previous_nights: earlier nights, in any order; tonight is added.
        data_contact: whom agencies write to about their data; empty if the settings do not say.
        delivery_findings: what is unusual about deliveries; None if nobody looked.
        spellings_applied: spellings read as a code; None if nobody counted.
        check_history: results of every delivery so far, those refused and those replaced too.
        count_history: rows of every delivery so far.
        set_aside: person_id, agency and rows set aside by the checks, of everyone listed.
        person_changes: what became of references, of all nights so far.
        adults_at_address: adults recorded at the address of everyone listed.
        household_links: other persons of a family or address, of everyone listed.
        linkage_quality: estimates of wrong and missing links.
        linkage_calibration: match probabilities beside the truth; invented counties only.
        clerical_counts: why, is_linked and n: pairs to look at; restricted persons left out.
        links_by_agency: agency, matched_by, needs_check and n; the restrictions list left out.
        linkage_parameters: the document the records were put together with; empty if none.
    """

    partnership_name: str
    as_of_date: date
    run_at: str
    run_reference: str
    code_version: str
    settings_hash: str
    is_simulated: bool
    review_capacity: int
    seed: int
    agencies: tuple[Agency, ...]
    outcome: Outcome
    steps: tuple[Step, ...]
    model_status: ModelStatus = "none"
    coverage: Coverage = field(default_factory=lambda: Coverage(()))
    clauses: tuple[Clause, ...] = CLAUSES
    untestable_clauses: Mapping[str, str] = field(default_factory=dict)
    partly_tested: Mapping[str, str] = field(default_factory=dict)
    features: tuple[FeatureSpec, ...] = ()
    links_summary: Mapping[str, int] = field(default_factory=dict)
    previous_nights: tuple[PastNight, ...] = ()
    card_data: Mapping[str, Any] | None = None
    deliveries: pd.DataFrame = field(default_factory=DELIVERIES.empty)
    check_results: pd.DataFrame = field(default_factory=CHECK_RESULTS.empty)
    table_counts: pd.DataFrame = field(default_factory=TABLE_COUNTS.empty)
    data_contact: str = ""
    delivery_findings: pd.DataFrame | None = None
    spellings_applied: pd.DataFrame | None = None
    check_history: pd.DataFrame = field(default_factory=CHECK_HISTORY.empty)
    count_history: pd.DataFrame = field(default_factory=COUNT_HISTORY.empty)
    set_aside: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"person_id": [], "agency": [], "rows": []})
    )
    person_changes: pd.DataFrame = field(default_factory=PERSON_CHANGES.empty)
    adults_at_address: pd.DataFrame = field(default_factory=ADULTS_AT_ADDRESS.empty)
    household_links: pd.DataFrame = field(default_factory=HOUSEHOLD_LINKS.empty)
    linkage_quality: pd.DataFrame = field(default_factory=LINKAGE_QUALITY.empty)
    linkage_calibration: pd.DataFrame = field(default_factory=LINKAGE_CALIBRATION.empty)
    clerical_counts: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"why": [], "is_linked": [], "n": []})
    )
    links_by_agency: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {"agency": [], "matched_by": [], "needs_check": [], "n": []}
        )
    )
    linkage_parameters: Mapping[str, Any] = field(default_factory=dict)
    dropped: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"reason": [], "agency": [], "rows": []})
    )
    persons: pd.DataFrame = field(default_factory=_persons)
    chronology: pd.DataFrame = field(default_factory=CHRONOLOGY.empty)
    sharing: pd.DataFrame = field(default_factory=SHARING.empty)
    cohort: pd.DataFrame = field(default_factory=COHORT.empty)
    facts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"person_id": []}))
    rule_results: pd.DataFrame = field(default_factory=RULE_RESULTS.empty)
    review_list: pd.DataFrame = field(default_factory=REVIEW_LIST.empty)
    listing_history: pd.DataFrame = field(default_factory=LISTING_HISTORY.empty)
    scores: pd.DataFrame | None = None
    contributions: pd.DataFrame | None = None
    feature_entries: pd.DataFrame | None = None
    feature_matrix: pd.DataFrame | None = None
