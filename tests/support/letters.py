"""Builds a night whose deliveries have a past, and something to say about each of them.

Police sent twelve deliveries, the last with faults; health sent a file that could not be used;
education's is late and changed; social care's is as it should be.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from core.catalogue import (
    CHECK_HISTORY,
    CHECK_RESULTS,
    COUNT_HISTORY,
    DELIVERY_FINDINGS,
    SPELLINGS_APPLIED,
    TABLE_COUNTS,
)
from reports.findings import changes_only, current_findings
from reports.inputs import SiteInputs
from tests.support import chronology as build
from tests.support import pages

PEOPLE, NOTICES, EPISODES = "nominals", "public_protection_notices", "missing_episodes"
POLICE_DAYS = [pages.AS_OF - timedelta(days=7 * back) for back in range(13, -1, -1)]
# table, check, sentence, column, action, rows looked at, rows of the last delivery, examples
_POLICE_CHECKS: tuple[tuple[Any, ...], ...] = (
    (PEOPLE, "key", "Each nominal id stands once.", "nominal_id", "quarantine", 5200, 3, "7, 8, 4410"),
    (PEOPLE, "code:gender", "Gender is a code of its list.", "gender", "warn", 5200, 2600, "1, 2, 3"),
    (NOTICES, "present:created_date", "Created date is filled in.", "created_date", "quarantine", 6100, 41, "3, 17, 20"),
    (NOTICES, "P201", "A notice names a nominal of this delivery.", "nominal_id", "quarantine", 6059, 1, "77"),
    (NOTICES, "code:outcome", "outcome holds a code of the list outcome.", "outcome", "warn", 6058, 12, "9, 10, 11"),
    (EPISODES, "order", "A child is found on or after the day reported.", "found_date", "quarantine", 700, 0, None),
    (EPISODES, "P305", "Could not be tested, because the day of the delivery was not given: An episode is not in the future.", None, "warn", 0, 0, None),
)  # fmt: skip


def check_results(day: date, *, share: float = 1.0) -> pd.DataFrame:
    """Build CHECK_RESULTS of a police delivery; `share` of the last one's rows did not pass."""
    rows = [
        {"agency": "police", "format": "ppn", "table": table, "check": check, "says": says,
         "column": column, "action": action, "rows_checked": checked,
         "rows_failed": int(failed * share), "examples": examples if failed * share >= 1 else None,
         "received_date": pd.Timestamp(day)}
        for table, check, says, column, action, checked, failed, examples in _POLICE_CHECKS
    ]  # fmt: skip
    return CHECK_RESULTS.conform(pd.DataFrame(rows, columns=CHECK_RESULTS.columns))


def table_counts(results: pd.DataFrame) -> pd.DataFrame:
    """Build TABLE_COUNTS that go with check results."""
    rows = []
    for (agency, format_, table, day), checks in results.groupby(
        ["agency", "format", "table", "received_date"], sort=True
    ):
        aside = checks.loc[checks["action"] == "quarantine", "rows_failed"].sum()
        sent = checks["rows_checked"].max()
        rows.append(
            {"agency": agency, "format": format_, "table": table, "rows_in": sent,
             "accepted": sent - aside, "quarantined": aside, "received_date": day}
        )  # fmt: skip
    return TABLE_COUNTS.conform(pd.DataFrame(rows, columns=TABLE_COUNTS.columns))


def findings(*said: dict[str, Any]) -> pd.DataFrame:
    """Build DELIVERY_FINDINGS; what is not said of one is invented."""
    usual = {
        "received_date": pages.AS_OF, "table": None, "expected": "what was promised",
        "found": "something else", "next_step": "ask the agency", "what": "Something is unusual.",
    }  # fmt: skip
    rows = pd.DataFrame([{**usual, **one} for one in said], columns=DELIVERY_FINDINGS.columns)
    return DELIVERY_FINDINGS.conform(
        rows.assign(received_date=pd.to_datetime(rows["received_date"]))
    )


FINDINGS = findings(
    {"agency": "health", "format": "ecds_csds", "kind": "refused",
     "received_date": pages.AS_OF + timedelta(days=1), "what": "A table must be there and is not.",
     "expected": "the table patients", "found": "no file of that name"},
    {"agency": "police", "format": "ppn", "kind": "unusual_volume", "table": EPISODES,
     "what": "missing_episodes holds far fewer rows than usual.",
     "expected": "1,800 to 2,400 rows, as in the last 8 deliveries", "found": "700 rows",
     "next_step": "ask the agency whether the export was cut short"},
    {"agency": "education", "format": "school_census", "kind": "late",
     "what": "The newest delivery is late.", "expected": "data not more than 3 days old",
     "found": "data as of 2 November 2026"},
    {"agency": "education", "format": "school_census", "kind": "schema_drift",
     "table": "pupilonroll", "what": "pupilonroll lacks 1 column that its contract names.",
     "expected": "every column of the contract", "found": "not sent: recorded_date"},
    {"agency": "social_care", "format": "ssd", "kind": "cannot_tell",
     "what": "It cannot be told yet whether this delivery is of its usual size."},
    {"agency": "restrictions", "format": "restrictions_list", "kind": "unusual_volume",
     "what": "restrictions_list holds 4,321 rows."},
)  # fmt: skip


def spellings() -> pd.DataFrame:
    """Build SPELLINGS_APPLIED of the last police delivery."""
    rows = [
        {"agency": "police", "format": "ppn", "table": NOTICES, "column": "outcome",
         "spelling": spelling, "code": code, "rows": count,
         "received_date": pd.Timestamp(pages.AS_OF)}
        for spelling, code, count in (
            ("nfa", "no_further_action", 312), ("notice was sent", "notice_sent", 5),
        )
    ]  # fmt: skip
    return SPELLINGS_APPLIED.conform(pd.DataFrame(rows))


def night_with_a_past(**changed: Any) -> SiteInputs:
    """Build a night for letters and pages of data checks."""
    ordinary = pages.site_inputs()
    history = pd.concat(
        [
            check_results(day, share=(1.0 if day == pages.AS_OF else (nth % 5) / 6))
            for nth, day in enumerate(POLICE_DAYS)
        ],
        ignore_index=True,
    )
    newest = check_results(pages.AS_OF)
    other = ordinary.check_results["agency"] != "police"
    counted = ordinary.table_counts["agency"] != "police"
    said = {
        "check_results": pd.concat([ordinary.check_results[other], newest], ignore_index=True),
        "table_counts": pd.concat(
            [ordinary.table_counts[counted], table_counts(newest)], ignore_index=True
        ),
        "check_history": CHECK_HISTORY.conform(history),
        "count_history": COUNT_HISTORY.conform(table_counts(history)),
        "delivery_findings": FINDINGS,
        "spellings_applied": spellings(),
        "data_contact": "the data team at data@exampleshire.example",
        "outcome": pages.gate(
            tuple(build.FORMATS),
            {},
            findings=changes_only(
                current_findings(FINDINGS, ordinary.deliveries), ordinary.deliveries
            ),
        ),
        "set_aside": pd.DataFrame(
            {"person_id": [pages.MAIN, pages.MAIN], "agency": ["health", "police"], "rows": [2, 1]}
        ),
    }
    return pages.site_inputs(**{**said, **changed})
