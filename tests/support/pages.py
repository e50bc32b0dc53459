"""Builds what the pages of an invented night are made from.

`site_inputs()` is an ordinary night by the practice rule; `model_inputs()` one with a model.
Facts are counted here, slowly and plainly, so that a page test needs no feature code.
"""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pandas as pd

from agencies.contract import Agency
from core.catalogue import (
    CHECK_RESULTS,
    COHORT,
    CONTRIBUTIONS,
    DELIVERY_FINDINGS,
    LISTING_HISTORY,
    REVIEW_LIST,
    SCORES,
    SHARING,
    SPELLINGS_APPLIED,
    TABLE_COUNTS,
)
from features.catalogue import FEATURES
from features.coverage import Coverage
from features.practice_rule import apply_practice_rule, untestable_clauses
from reports.gate import FeedFacts, GateFacts, decide_outcome
from reports.inputs import Outcome, PastNight, SiteInputs, Step
from tests.support import chronology as build
from tests.support.card import card_data

AS_OF = date(2026, 11, 21)
AGENCIES = (
    Agency("social_care", "Children’s social care", "Social care"),
    Agency("police", "Police", "Police"),
    Agency("health", "Health", "Health"),
    Agency("education", "Education", "Education"),
)
NAMES = {agency.code: agency.name for agency in AGENCIES}
MAIN = "482731-K"
LIMITS = {
    "days_late": 3, "caution_share": 0.02, "hold_share": 0.10, "fewest_rows_to_hold": 10,
}  # fmt: skip

STORY = """
    event | event_date | agency      | kind                     | outcome           | raised_by | detail    | needs_check | attended              | is_injury
    ------+------------+-------------+--------------------------+-------------------+-----------+-----------+-------------+-----------------------+----------
    h1    | 2025-01-10 | health      | address_recorded         |                   |           | address_1 |             |                       |
    h2    | 2025-01-12 | social_care | address_recorded         |                   |           | address_1 |             |                       |
    x1    | 2025-12-08 | education   | attendance_concern       |                   |           |           |             |                       |
    x2    | 2026-01-14 | police      | domestic_abuse_incident  | notice_sent       |           | standard  |             |                       |
    x3    | 2026-01-16 | social_care | contact_agency           | no_further_action | police    |           |             |                       |
    x4    | 2026-02-03 | health      | emergency_attendance     | discharged        |           |           | yes         |                       | yes
    h3    | 2026-02-20 | health      | address_recorded         |                   |           | address_2 |             |                       |
    x5    | 2026-03-04 | health      | was_not_brought          | was_not_brought   |           |           |             |                       |
    x6    | 2026-03-19 | police      | domestic_abuse_incident  | no_further_action |           | standard  |             |                       |
    x7    | 2026-03-27 | education   | suspension               |                   |           |           |             |                       |
    x8    | 2026-03-30 | social_care | contact_family           | no_further_action | family    |           |             |                       |
    x9    | 2026-04-22 | health      | was_not_brought          | was_not_brought   |           |           |             |                       |
    x10   | 2026-05-12 | social_care | strategy_discussion      | other             |           |           |             | social_care,education |
    x11   | 2026-06-09 | police      | domestic_abuse_incident  | no_further_action |           | medium    |             |                       |
    h4    | 2026-06-18 | education   | address_recorded         |                   |           | address_3 |             |                       |
    x12   | 2026-07-15 | education   | attendance_concern       |                   |           |           |             |                       |
    x13   | 2026-09-08 | education   | school_started           |                   |           |           |             |                       |
    x14   | 2026-09-21 | police      | public_protection_notice | notice_sent       | officer   | high      |             |                       |
    x15   | 2026-09-23 | social_care | contact_agency           | no_further_action | police    |           |             |                       |
    x16   | 2026-10-14 | health      | vulnerability_recorded   |                   |           |           | yes         |                       |
    x17   | 2026-11-05 | police      | domestic_abuse_incident  | no_further_action |           | standard  | yes         |                       |
    x18   | 2026-11-12 | education   | attendance_concern       |                   |           |           |             |                       |
    x19   | 2026-12-03 | social_care | child_protection_review  |                   |           |           |             |                       |
"""
TOLD = """
    event | recipient_agency | told_date
    ------+------------------+-----------
    x2    | social_care      | 2026-01-15
    x7    | social_care      | 2026-03-28
    x14   | social_care      | 2026-09-22
    x8    | education        | 2026-04-01
"""


def main_story() -> pd.DataFrame:
    """Give the entries of the main record."""
    rows = build.read_table(STORY).rename(columns={"event": "event_id"})
    rows["person_id"] = MAIN
    rows["known_date"] = rows["event_date"].where(rows["event_date"] <= "2026-11-21", "2026-11-01")
    rows["recorded_date"] = rows["event_date"].where(rows["event_date"] <= "2026-11-21")
    events = build.chronology_from([row._asdict() for row in rows.itertuples(index=False)])
    events.loc[events["matched_by"].notna() & events["needs_check"], "matched_by"] = "details"
    return events


def other_stories() -> pd.DataFrame:
    """Give the entries of some more records, each simple and each different."""
    rows: list[dict[str, Any]] = []
    kinds = (
        ("police", "missing_episode", "no_further_action"),
        ("health", "was_not_brought", "was_not_brought"),
        ("social_care", "contact_family", "no_further_action"),
        ("education", "suspension", None),
    )
    for nth, person in enumerate(("109310-D", "771612-B", "335004-T"), start=2):
        for at in range(3 * nth):
            agency, kind, outcome = kinds[at % (nth if nth < 5 else 4)]
            day = AS_OF - timedelta(days=20 + 17 * at)
            rows.append(
                {
                    "event_id": f"{person}-{at}", "person_id": person, "agency": agency,
                    "kind": kind, "outcome": outcome, "event_date": day.isoformat(),
                    "raised_by": "family" if kind == "contact_family" else None,
                    "recorded_date": day.isoformat(),
                }
            )  # fmt: skip
    return build.chronology_from(rows)


def count_facts(chronology: pd.DataFrame, sharing: pd.DataFrame, coverage: Coverage) -> Any:
    """Count the facts of each record the slow way."""
    start = pd.Timestamp(AS_OF) - pd.Timedelta(days=365)
    rows = []
    for person, events in chronology.groupby("person_id"):
        known = events[events["known_date"] <= pd.Timestamp(AS_OF)]
        year = known[(known["event_date"] > start) & (known["event_date"] <= pd.Timestamp(AS_OF))]
        year = year[year["category"] != "administrative"]
        joint = year[year["category"] == "joint"]
        concerns = year[year["category"] == "concern"]
        told = concerns["event_id"].isin(sharing["event_id"])
        can_share = any(coverage.can(agency, "sharing") for agency in concerns["agency"].unique())
        rows.append(
            {
                "person_id": person,
                "contacts_365d": len(year),
                "agencies_365d": year["agency"].nunique(),
                "joint_discussions_365d": len(joint),
                "last_joint_date": joint["event_date"].max() if len(joint) else pd.NaT,
                "closed_alone_365d": int(year["is_nfa"].fillna(False).sum()),
                "concerns_365d": len(concerns),
                "concerns_not_shared_365d": int((~told).sum()) if can_share else pd.NA,
                "needs_check_entries": int(year["needs_check"].sum()),
            }
        )
    return pd.DataFrame(rows).astype({"concerns_not_shared_365d": "Int64"})


def review_list(person_ids: list[str], *, listed_by: str, new: list[str]) -> pd.DataFrame:
    """Build REVIEW_LIST: some new tonight, the others listed 9 days ago."""
    rows = pd.DataFrame(
        {
            "person_id": person_ids,
            "as_of_date": pd.Timestamp(AS_OF),
            "entry_order": range(1, len(person_ids) + 1),
            "listed_by": listed_by,
            "first_listed": [
                pd.Timestamp(AS_OF) - pd.Timedelta(days=0 if person in new else 9)
                for person in person_ids
            ],
            "is_new": [person in new for person in person_ids],
        }
    )
    return REVIEW_LIST.conform(rows)


STEPS = (
    Step(name="Receive files", status="done", sentence="5 deliveries. Hashes match."),
    Step(name="Check files", status="done", sentence="12,000 rows in, 11,990 accepted, 10 set aside."),
    Step(name="Match to children", status="done", sentence="5,012 persons."),
    Step(name="Build patterns", status="done", sentence="1,240 records looked at."),
    Step(name="List", status="done", sentence="4 records on the list."),
    Step(name="Publish", status="done", sentence="All pages of the night."),
)  # fmt: skip


def site_inputs(
    *,
    agencies: tuple[str, ...] = ("social_care", "police", "health", "education"),
    chronology: pd.DataFrame | None = None,
    told: str = TOLD,
    delivered: dict[str, Any] | None = None,
    **changed: Any,
) -> SiteInputs:
    """Build an ordinary night by the practice rule.

    Args:
        agencies: who sent something; entries of the others are left out.
        chronology: other entries than the invented stories.
        told: who was told, as text; see `tests.support.chronology.sharing`.
        delivered: columns of DELIVERIES with another value; see `tests.support.chronology`.
        **changed: fields of SiteInputs with another value.
    """
    deliveries = build.deliveries(
        agencies=agencies,
        **{"current_as_of": AS_OF, "received_date": AS_OF, "coverage_end": AS_OF, "rows": 1000}
        | (delivered or {}),
    )
    coverage = Coverage.from_deliveries(deliveries)
    if chronology is None:
        chronology = pd.concat([main_story(), other_stories()], ignore_index=True)
    chronology = chronology[chronology["agency"].isin(agencies)].reset_index(drop=True)
    sharing = build.sharing(told, chronology) if len(chronology) and told else SHARING.empty()
    persons = sorted(set(chronology["person_id"]))
    cohort = COHORT.conform(
        pd.DataFrame(
            {
                "person_id": persons,
                "as_of_date": pd.Timestamp(AS_OF),
                "age_years": 7.0,
                "household_id": persons,
            }
        )
    )
    results = apply_practice_rule(chronology, cohort, coverage=coverage, as_of_date=AS_OF)
    said: dict[str, Any] = {
        "partnership_name": "Exampleshire safeguarding partnership",
        "as_of_date": AS_OF,
        "run_at": "22 November 2026, 2:14am",
        "run_reference": "r-20261122-7c41",
        "code_version": "0.1.0+4f1c9e2",
        "settings_hash": "77ac02d1",
        "is_simulated": True,
        "review_capacity": 30,
        "seed": 7,
        "agencies": AGENCIES,
        "outcome": gate(agencies, untestable_clauses(coverage, AS_OF)),
        "steps": STEPS,
        "coverage": coverage,
        "untestable_clauses": untestable_clauses(coverage, AS_OF),
        "features": FEATURES,
        "deliveries": deliveries,
        "check_results": check_results(agencies),
        "table_counts": table_counts(agencies),
        "delivery_findings": DELIVERY_FINDINGS.empty(),
        "spellings_applied": SPELLINGS_APPLIED.empty(),
        "dropped": pd.DataFrame({"reason": ["restricted"], "agency": ["police"], "rows": [4]}),
        "links_summary": {"source_persons": 7241, "persons": 5012, "needs_check": 3},
        "persons": pd.DataFrame({"person_id": persons, "age_years": 7.4, "team": "North"}),
        "chronology": chronology,
        "sharing": sharing,
        "cohort": cohort,
        "facts": count_facts(chronology, sharing, coverage),
        "rule_results": results,
        "review_list": review_list(persons, listed_by="practice_rule", new=persons[:2]),
        "listing_history": LISTING_HISTORY.empty(),
        "previous_nights": tuple(
            PastNight(
                as_of_date=AS_OF - timedelta(days=back),
                outcome="held" if back == 3 else "published",
                listed=0 if back == 3 else 20 + back % 4,
            )
            for back in range(1, 9)
        ),
    }
    return SiteInputs(**{**said, **changed})


def gate(agencies: tuple[str, ...], untestable: dict[str, str], **changed: Any) -> Outcome:
    """Decide the outcome of an ordinary night."""
    facts: dict[str, Any] = {
        "as_of_date": AS_OF,
        "has_restrictions_list": True,
        "agency_names": NAMES,
        "feeds": tuple(
            FeedFacts(feed=f"{code}/{build.FORMATS[code]}", received_date=AS_OF,
                      current_as_of=AS_OF, rows=1000, quarantined=3)
            for code in agencies
        ),
        "untestable_clauses": tuple(untestable),
        "listed": 4,
        **LIMITS,
    }  # fmt: skip
    return decide_outcome(GateFacts(**{**facts, **changed}))


def check_results(agencies: tuple[str, ...]) -> pd.DataFrame:
    """Build CHECK_RESULTS: two checks of one table for each agency."""
    rows = [
        {
            "agency": code, "format": build.FORMATS[code], "table": "events", "check": check,
            "says": says, "column": column, "action": action, "rows_checked": 1000,
            "rows_failed": failed,
        }
        for code in agencies
        for check, says, column, action, failed in (
            ("C001", "Every row has a date.", "event_date", "quarantine", 3),
            ("C002", "Every row has a key of its own.", None, "stop", 0),
        )
    ]  # fmt: skip
    return CHECK_RESULTS.conform(pd.DataFrame(rows, columns=CHECK_RESULTS.columns))


def table_counts(agencies: tuple[str, ...]) -> pd.DataFrame:
    """Build TABLE_COUNTS: one table for each agency."""
    rows = [
        {"agency": code, "format": build.FORMATS[code], "table": "events", "rows_in": 1000,
         "accepted": 997, "quarantined": 3}
        for code in agencies
    ]  # fmt: skip
    return TABLE_COUNTS.conform(pd.DataFrame(rows, columns=TABLE_COUNTS.columns))


# --- a night with a model ----------------------------------------------------------------------


def model_inputs(*, status: str = "in_use", **changed: Any) -> SiteInputs:
    """Build a night whose list was made by a model: real features, invented contributions."""
    from features.matrix import build_feature_matrix, find_entries

    night = site_inputs()
    matrix = build_feature_matrix(
        night.chronology, night.sharing, night.cohort, coverage=night.coverage, as_of_date=AS_OF
    )
    names = [spec.name for spec in FEATURES]
    scores, contributions = [], []
    for row in matrix.itertuples(index=False):
        shares = {
            name: ((nth * 37) % 11 - 4) / 9 * (1 if getattr(row, name) else -0.3)
            for nth, name in enumerate(names)
        }
        scores.append(
            {"person_id": row.person_id, "as_of_date": AS_OF, "model_version": "3",
             "base_value": -2.31, "score": -2.31 + sum(shares.values()), "adds_up": True}
        )  # fmt: skip
        contributions += [
            {"person_id": row.person_id, "as_of_date": AS_OF, "feature": name,
             "value": getattr(row, name), "contribution": share}
            for name, share in shares.items()
        ]  # fmt: skip
    said = {
        "model_status": status,
        "scores": SCORES.conform(_dated(scores)),
        "contributions": CONTRIBUTIONS.conform(_dated(contributions)),
        "feature_matrix": matrix,
        "feature_entries": find_entries(
            night.chronology, night.sharing, specs=FEATURES,
            person_ids=list(night.cohort["person_id"]), coverage=night.coverage, as_of_date=AS_OF,
        ),
        "card_data": card_data(accepted=status == "in_use"),
        "review_list": night.review_list.assign(listed_by="model"),
    }  # fmt: skip
    return dataclasses.replace(night, **{**said, **changed})


def _dated(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows).assign(as_of_date=pd.Timestamp(AS_OF))
