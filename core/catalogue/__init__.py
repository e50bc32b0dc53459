"""The datasets of a night: grain, columns, who makes them, what they may hold.

The one place that names them. A stage that writes a dataset passes it through `conform`, so a
missing column, a null where none is allowed or a surprising column stops the night.
Dates are midnight, without time zone, in `datetime64[us]`.
"""

from __future__ import annotations

from core.catalogue import of_agencies, of_features, of_linkage, of_models
from core.catalogue.of_agencies import (
    ADULTS_SET_ASIDE,
    CHECK_HISTORY,
    CHECK_RESULTS,
    COUNT_HISTORY,
    DELIVERIES,
    DELIVERY_FINDINGS,
    FIRST_RECEIVED,
    SET_ASIDE,
    SOURCE_ADULTS,
    SOURCE_EVENTS,
    SOURCE_PERSONS,
    SOURCE_STAYS,
    SPELLINGS_APPLIED,
    TABLE_COUNTS,
)
from core.catalogue.of_features import (
    CHRONOLOGY,
    COHORT,
    DROPPED,
    FACTS,
    FEATURE_ENTRIES,
    FEATURE_MATRIX,
    LABELS,
    RULE_RESULTS,
    SHARING,
)
from core.catalogue.of_linkage import (
    ADULT_LINKS,
    ADULTS_AT_ADDRESS,
    CLERICAL_DECISIONS,
    CLERICAL_QUEUE,
    HOUSEHOLD_LINKS,
    LINKAGE_AFTERWARDS,
    LINKAGE_ASKED,
    LINKAGE_BASIS,
    LINKAGE_CALIBRATION,
    LINKAGE_CROWDED,
    LINKAGE_EVIDENCE,
    LINKAGE_PAIRS,
    LINKAGE_PERSONS,
    LINKAGE_QUALITY,
    LINKAGE_RECORDS,
    LINKAGE_SUMMARY,
    LINKS,
    PERSON_CHANGES,
    PERSONS,
    STAYS,
)
from core.catalogue.of_models import CONTRIBUTIONS, LISTING_HISTORY, REVIEW_LIST, SCORES
from core.dataset import Dataset

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for part in (of_agencies, of_linkage, of_features, of_models)
    for dataset in vars(part).values()
    if isinstance(dataset, Dataset)
}

__all__ = [
    "ADULTS_AT_ADDRESS",
    "ADULTS_SET_ASIDE",
    "ADULT_LINKS",
    "CHECK_HISTORY",
    "CHECK_RESULTS",
    "CHRONOLOGY",
    "CLERICAL_DECISIONS",
    "CLERICAL_QUEUE",
    "COHORT",
    "CONTRIBUTIONS",
    "COUNT_HISTORY",
    "DATASETS",
    "DELIVERIES",
    "DELIVERY_FINDINGS",
    "DROPPED",
    "FACTS",
    "FEATURE_ENTRIES",
    "FEATURE_MATRIX",
    "FIRST_RECEIVED",
    "HOUSEHOLD_LINKS",
    "LABELS",
    "LINKAGE_AFTERWARDS",
    "LINKAGE_ASKED",
    "LINKAGE_BASIS",
    "LINKAGE_CALIBRATION",
    "LINKAGE_CROWDED",
    "LINKAGE_EVIDENCE",
    "LINKAGE_PAIRS",
    "LINKAGE_PERSONS",
    "LINKAGE_QUALITY",
    "LINKAGE_RECORDS",
    "LINKAGE_SUMMARY",
    "LINKS",
    "LISTING_HISTORY",
    "PERSONS",
    "PERSON_CHANGES",
    "REVIEW_LIST",
    "RULE_RESULTS",
    "SCORES",
    "SET_ASIDE",
    "SHARING",
    "SOURCE_ADULTS",
    "SOURCE_EVENTS",
    "SOURCE_PERSONS",
    "SOURCE_STAYS",
    "SPELLINGS_APPLIED",
    "STAYS",
    "TABLE_COUNTS",
]
