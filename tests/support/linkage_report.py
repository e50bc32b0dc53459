"""An invented night with all that linkage says: ways, estimates, queue, changes, adults, family."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.catalogue import (
    ADULTS_AT_ADDRESS,
    HOUSEHOLD_LINKS,
    LINKAGE_CALIBRATION,
    LINKAGE_QUALITY,
    LISTING_HISTORY,
    PERSON_CHANGES,
)
from linkage.settings import REVIEWED_PARAMETERS
from tests.support import pages
from tests.support.chronology import read_table

if TYPE_CHECKING:
    from core.dataset import Dataset
    from reports.inputs import SiteInputs

LISTED, ALSO_LISTED, THIRD = pages.MAIN, "109310-D", "771612-B"
MERGED_AWAY, MERGED_TWICE, GONE, HIDDEN = "555001-A", "555002-B", "555003-C", "555004-D"

CHANGES = f"""
    old_person_id | new_person_id | night      | what
    --------------+---------------+------------+-------
                  | {LISTED}      | 2026-01-05 | new
                  | {HIDDEN}      | 2026-01-05 | new
    {MERGED_TWICE}| {MERGED_AWAY} | 2026-09-01 | merged
    {GONE}        |               | 2026-10-01 | gone
    555005-F      | {HIDDEN}      | 2026-11-10 | merged
    {MERGED_AWAY} | {LISTED}      | 2026-11-12 | merged
    {ALSO_LISTED} | {THIRD}       | 2026-11-21 | split
    {ALSO_LISTED} | {HIDDEN}      | 2026-11-21 | split
    555006-G      | 335004-T      | 2026-09-30 | merged
"""
EVER_LISTED = (GONE, "555005-F", MERGED_AWAY)
ADULTS = f"""
    person_id | adult_id | agency | first_date | last_date  | evidence | event_evidence | named_by_social_care | cannot_tell_because
    ----------+----------+--------+------------+------------+----------+----------------+----------------------+--------------------
    {LISTED}  | AD-1     | police | 2026-01-14 | 2026-01-14 | police/test/x2 | police/test/x2 | no |
    {LISTED}  | AD-2     | police | 2026-06-09 | 2026-11-05 | police/test/x11 | police/test/x11,police/test/x17 | no |
    {LISTED}  | AD-3     | police | 2026-06-09 | 2026-06-09 | police/test/x11 | police/test/x11 | yes |
    {LISTED}  | AD-4     | police | 2026-09-21 | 2026-09-21 | police/test/x14 | | cannot_tell | nearly_alike
    {THIRD}   | AD-5     | police | 2026-09-21 | 2026-09-21 | police/test/x14 | | yes |
"""
HOUSEHOLD = f"""
    person_id | other_person_id | kind         | first_date | last_date  | agencies    | evidence
    ----------+-----------------+--------------+------------+------------+-------------+---------
    {LISTED}  | {ALSO_LISTED}   | same_family  | 2026-01-01 |            | social_care | a
    {LISTED}  | {ALSO_LISTED}   | same_address |            |            | police      | b
    {LISTED}  | {THIRD}         | same_address | 2026-01-01 | 2026-05-01 | police      | c
    {LISTED}  | 335004-T        | same_address | 2019-01-01 | 2020-01-01 | police      | d
    {LISTED}  | {HIDDEN}        | same_family  | 2026-01-01 |            | social_care | e
"""


def _read(text: str, dataset: Dataset) -> pd.DataFrame:
    rows = read_table(text)
    for column in rows.columns:
        if column.endswith("_date") or column == "night":
            rows[column] = pd.to_datetime(rows[column])
    return dataset.conform(rows)


def person_changes() -> pd.DataFrame:
    """Build PERSON_CHANGES: merged, merged twice, split, gone, and one with a hidden person."""
    return _read(CHANGES, PERSON_CHANGES)


def listing_history(*person_ids: str) -> pd.DataFrame:
    """Build LISTING_HISTORY of records that were on the list in the spring."""
    rows = pd.DataFrame({"person_id": person_ids}).assign(
        spell=1, first_listed=pd.Timestamp("2026-03-01"), last_listed=pd.Timestamp("2026-04-01"),
        entered_because="new_contacts", left_date=pd.Timestamp("2026-04-02"), left_because=None,
    )  # fmt: skip
    return LISTING_HISTORY.conform(rows)


def quality(source: str = "truth", **n: int) -> pd.DataFrame:
    """Build LINKAGE_QUALITY: a group of few pairs, one nobody looked at, one clearly higher.

    Args:
        source: truth, clerical or queue.
        **n: pairs looked at of all records, with another value than 40,000.
    """
    rows = [
        ("all", "all", n.get("all", 40_000), 0.004, 0.003, 0.005),
        ("sex", "F", 20_000, 0.004, 0.003, 0.006), ("sex", "M", 20_000, 0.004, 0.003, 0.006),
        ("age", "under 1", 0, None, None, None), ("age", "10 to 15", 9_000, 0.002, 0.001, 0.003),
        ("age", "1 to 4", 20, 0.2, 0.003, 0.5),
        ("address", "no fixed address", 400, 0.03, 0.02, 0.05),
        ("address", "with an address", 39_600, 0.004, 0.003, 0.005),
        ("ethnicity", "WBRI", 30_000, 0.004, 0.003, 0.005), ("ethnicity", "WROM", 7, 0.1, 0.0, 0.5),
        ("ethnicity", "<script>", 300, 0.004, 0.001, 0.01), ("ethnicity", "not known", 80, 0.0, 0.0, 0.05),
    ]  # fmt: skip
    found = [
        (source, measure, group, value, count, round((share or 0) * count), share, low, high)
        for measure in ("false_links", "missed_links")
        for group, value, count, share, low, high in rows
    ]
    return LINKAGE_QUALITY.conform(pd.DataFrame(found, columns=LINKAGE_QUALITY.columns))


def calibration() -> pd.DataFrame:
    """Build LINKAGE_CALIBRATION: two bands that hold, one that does not, one of few pairs."""
    rows = [
        (0.5, 0.6, 5, 2, 0.55, 0.4, 0.1, 0.8), (0.8, 0.9, 400, 344, 0.85, 0.86, 0.82, 0.89),
        (0.95, 0.99, 900, 700, 0.97, 0.78, 0.75, 0.81), (0.99, 0.999, 0, 0, 0.995, None, None, None),
        (0.9999, 1.0, 90_000, 89_990, 0.99995, 0.99995, 0.9999, 0.99999),
    ]  # fmt: skip
    return LINKAGE_CALIBRATION.conform(pd.DataFrame(rows, columns=LINKAGE_CALIBRATION.columns))


def links_by_agency(**changed: dict[str, int]) -> pd.DataFrame:
    """Build the counts of links: police with few decisions, and the restrictions list."""
    ways = {
        "social_care": {"identifier": 900, "decision": 24, "details": 600, "alone": 200},
        "police": {"identifier": 0, "decision": 3, "details": 2_100, "alone": 731},
        "health": {"identifier": 1_500, "decision": 40, "details": 120, "alone": 423},
        "education": {"identifier": 1_400, "decision": 55, "details": 200, "alone": 345},
        "restrictions": {"identifier": 14, "alone": 3},
    } | changed
    rows = [
        {"agency": agency, "matched_by": way, "needs_check": False, "n": n}
        for agency, counts in ways.items()
        for way, n in counts.items()
    ]
    rows.append({"agency": "police", "matched_by": "details", "needs_check": True, "n": 61})
    return pd.DataFrame(rows)


def clerical_counts() -> pd.DataFrame:
    """Build the counts of the queue, one of them small."""
    return pd.DataFrame(
        [
            ("near_the_line", False, 120), ("needs_check", True, 61),
            ("identifier_conflict", False, 4), ("random_sample", True, 40),
            ("random_sample", False, 35),
        ],
        columns=["why", "is_linked", "n"],
    )  # fmt: skip


def linked_inputs(**changed: Any) -> SiteInputs:
    """Give an ordinary night with all that linkage says.

    Args:
        **changed: fields of SiteInputs with another value.
    """
    return dataclasses.replace(_linked_inputs(), **changed)


@functools.cache
def _linked_inputs() -> SiteInputs:
    night = pages.site_inputs()
    entries = night.chronology.copy()
    entries.loc[entries["agency"] == "education", "matched_by"] = "decision"
    entries.loc[entries["person_id"] == THIRD, "matched_by"] = "alone"
    said: dict[str, Any] = {
        "chronology": entries,
        "person_changes": person_changes(),
        "listing_history": listing_history(*EVER_LISTED),
        "adults_at_address": _read(ADULTS, ADULTS_AT_ADDRESS),
        "household_links": _read(HOUSEHOLD, HOUSEHOLD_LINKS),
        "linkage_quality": pd.concat([quality(), quality("queue")], ignore_index=True),
        "linkage_calibration": calibration(),
        "clerical_counts": clerical_counts(),
        "links_by_agency": links_by_agency(),
        "linkage_parameters": REVIEWED_PARAMETERS,
        "links_summary": {
            "source_persons": 8_718, "persons": 5_012, "by_identifier": 3_814, "by_decision": 122,
            "by_details": 3_081, "alone": 1_702, "needs_check": 75, "restricted_persons": 17,
            "clerical_queue": 263, "identifier_conflicts": 4, "kept_apart_by_birth_dates": 5_320,
            "kept_apart_by_cluster_too_large": 0, "identifiers_overused": 2, "keys_not_used": 14,
            "most_records_of_one_person": 11, "person_ids_new": 0, "references_merged": 0,
            "references_split": 1,
        },
    }  # fmt: skip
    return dataclasses.replace(night, **said)
