"""Builds a chronology, and what goes with it, from a table written as text.

    person | event_date | agency | kind            | raised_by
    -------+------------+--------+-----------------+----------
    Ann    | 2024-02-27 | police | missing_episode | family

Any column of the dataset may be given; an empty cell is missing. Left out: `event_id` is
e1, e2, … by row; `known_date` is the event date (so is `received_date`); the category is that of
the kind; an outcome of no_further_action sets `is_nfa`; `concern_agency` follows from the rest.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from core.catalogue import CHRONOLOGY, COHORT, DELIVERIES, SHARING
from core.dataset import Dataset
from core.vocabulary import EVENT_KINDS, Capability
from features.chronology import concern_agencies
from features.coverage import REPORTING_AGENCIES, Coverage

FORMATS = {
    "social_care": "ssd", "police": "ppn", "health": "ecds_csds", "education": "school_census",
    "housing_and_adults": "family_context",
}  # fmt: skip
CAPABILITIES = {
    "social_care": "concern child_seen family_concern concern closure injury joint_discussion "
    "strategy_discussion worker team address escalation",
    "police": "concern family_concern closure injury sharing worker",
    "health": "concern injury appointment team worker",
    "education": "concern",
    "housing_and_adults": "",
}
"""What each agency's published format can record; see `agencies` for the real ones."""


def read_table(text: str) -> pd.DataFrame:
    """Read rows written with `|` between cells; the line of dashes is optional."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    lines = [line for line in lines if set(line) - set("-+ |")]
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    header = [name or "" for name in cells[0]]
    if any(len(row) != len(header) for row in cells[1:]):
        message = "a row has more or fewer cells than the heading"
        raise ValueError(message)
    return pd.DataFrame(cells[1:], columns=header, dtype="str")


def chronology(text: str) -> pd.DataFrame:
    """Build CHRONOLOGY from text; see the module."""
    rows = read_table(text).rename(columns={"person": "person_id", "event": "event_id"})
    return chronology_from([row._asdict() for row in rows.itertuples(index=False)])


def chronology_from(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Build CHRONOLOGY from one dictionary a row; see the module for what may be left out."""
    if not rows:
        return CHRONOLOGY.empty()
    events = pd.DataFrame([_complete(row, nth) for nth, row in enumerate(rows, start=1)])
    events["concern_agency"] = events["concern_agency"].fillna(concern_agencies(events))
    events = events.sort_values(["person_id", "event_date", "event_id"], kind="stable")
    return CHRONOLOGY.conform(events)


def _complete(row: dict[str, Any], nth: int) -> dict[str, Any]:
    given = {name: value for name, value in row.items() if not _is_empty(value)}
    event_id = given.get("event_id", f"e{nth}")
    full = dict.fromkeys(CHRONOLOGY.columns) | {
        "event_id": event_id,
        "agency": "social_care",
        "matched_by": "identifier",
        "needs_check": False,
        "is_injury": False,
    }
    full |= given
    full.setdefault("source_record_id", None)
    full["source_record_id"] = full["source_record_id"] or f"{full['agency']}/test/{event_id}"
    full["format"] = full["format"] or FORMATS[full["agency"]]
    full["category"] = full["category"] or EVENT_KINDS[full["kind"]].category.value
    for column in ("event_date", "recorded_date", "known_date", "received_date", "told_date"):
        full[column] = None if full[column] is None else pd.Timestamp(full[column])
    full["known_date"] = full["known_date"] or full["event_date"]
    full["received_date"] = full["received_date"] or full["known_date"]
    for column in ("is_nfa", "is_injury", "child_seen", "child_seen_alone", "needs_check"):
        full[column] = _flag(full[column])
    if full["is_nfa"] is None and full["outcome"] is not None:
        full["is_nfa"] = full["outcome"] == "no_further_action"
    return full


def _is_empty(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _flag(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"yes": True, "no": False, "y": True, "n": False}[value.lower()]
    return value if value is None else bool(value)


def sharing(text: str, events: pd.DataFrame) -> pd.DataFrame:
    """Build SHARING from text with columns event, recipient_agency, told_date.

    Left out: `known_date` is the told date; the basis is recipient_code.
    """
    rows = read_table(text).rename(columns={"event": "event_id"})
    rows = rows.merge(events[["event_id", "person_id", "source_record_id"]], on="event_id")
    rows["told_date"] = pd.to_datetime(rows["told_date"])
    rows["known_date"] = pd.to_datetime(rows.get("known_date", rows["told_date"]))
    rows["basis"] = rows.get("basis", "recipient_code")
    return SHARING.conform(rows)


def nothing_shared() -> pd.DataFrame:
    """Build SHARING without a row."""
    return SHARING.empty()


def deliveries(*, agencies: tuple[str, ...] = tuple(REPORTING_AGENCIES), **said: Any) -> Any:
    """Build DELIVERIES: one historical load of each agency, from 2015 to 2035.

    Args:
        agencies: who sent something.
        **said: columns with another value for all rows, or {agency: value} for some.
    """
    rows = [_delivery(agency) for agency in agencies]
    frame = pd.DataFrame(rows, columns=DELIVERIES.columns)
    for column, value in said.items():
        values = value if isinstance(value, dict) else dict.fromkeys(agencies, value)
        for agency, one in values.items():
            frame.loc[frame["agency"] == agency, column] = _stamp(one)
    return DELIVERIES.conform(frame)


def coverage(*, agencies: tuple[str, ...] = tuple(REPORTING_AGENCIES), **said: Any) -> Coverage:
    """Build a Coverage; see `deliveries`. Unless told otherwise it covers 2015 to 2035."""
    return Coverage.from_deliveries(deliveries(agencies=agencies, **said))


def _delivery(agency: str) -> dict[str, Any]:
    return {
        "agency": agency, "format": FORMATS[agency],
        "received_date": pd.Timestamp("2035-01-01"), "current_as_of": pd.Timestamp("2035-01-01"),
        "coverage_start": pd.Timestamp("2015-01-01"), "coverage_end": pd.Timestamp("2035-01-01"),
        "area": "Invented County", "can_record_sharing": True, "is_historical_load": True,
        "recording_delay_days": 0,
        "capabilities": ",".join(sorted(CAPABILITIES[agency].split())),
        "missing_tables": "", "sha256": "0" * 64, "rows": 0,
    }  # fmt: skip


def _stamp(value: Any) -> Any:
    return pd.Timestamp(value) if isinstance(value, date) else value


def without(agency: str, *capabilities: Capability) -> str:
    """Give an agency's usual capabilities less some, for `deliveries(capabilities={...})`."""
    left = set(CAPABILITIES[agency].split()) - {capability.value for capability in capabilities}
    return ",".join(sorted(left))


def cohort(*person_ids: str, as_of: str) -> pd.DataFrame:
    """Build COHORT: these persons, aged 7, each in a household of their own."""
    people = sorted(person_ids)
    return COHORT.conform(
        pd.DataFrame(
            {
                "person_id": people,
                "as_of_date": pd.Timestamp(as_of),
                "age_years": 7.0,
                "household_id": [f"household of {person}" for person in people],
            }
        )
    )


def empty(dataset: Dataset, **columns: list[Any]) -> pd.DataFrame:
    """Build rows of a dataset from some columns; the others are missing."""
    length = len(next(iter(columns.values()))) if columns else 0
    rows = pd.DataFrame({name: [None] * length for name in dataset.columns})
    for name, values in columns.items():
        rows[name] = values
    return dataset.conform(rows)
