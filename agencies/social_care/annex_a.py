"""Ofsted's Annex A workbook: what a council sends before an inspection, as persons and entries.

It holds no names, addresses or numbers of other agencies: a child is found elsewhere by date of
birth and sex alone. It looks back six months, so an entry that drops out of a later list has not
been taken back, and it does not say when anything was recorded.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.contract import Feed, Sent, fold
from agencies.events import join_events, make_events
from agencies.identity import make_persons
from agencies.social_care.agency import AGENCY
from agencies.social_care.annex_a_codes import annex_a_codes
from agencies.social_care.annex_a_tables import CHILD, CHILDREN, LISTS, TABLES, TEAM, WORKER
from agencies.social_care.annex_a_workbook import read_workbook
from agencies.social_care.meanings import (
    closure_outcomes,
    closure_words,
    contact_kinds,
    is_closed_nfa,
    nfa_outcomes,
    raised_by,
)
from core.vocabulary import Capability, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

FEED_ID = "social_care/annex_a"

# Annex A groups what the census tells apart. "Individual" may be family, a neighbour or the child,
# so who it was is not known (10); of the services of a group the least certain one is taken.
_CENSUS_SOURCE = {
    "a) Individual": "10", "b) Schools": "2A", "c) Education services": "2B",
    "d) Health services": "3F", "e) Housing": "4", "f) LA services": "5B", "g) Police": "6",
    "h) Other legal agency": "7", "i) Other": "8", "j) Anonymous": "9", "k) Unknown": "10",
}  # fmt: skip
_CENSUS_CLOSURE = {
    "a) Adopted": "RC1", "b) Died": "RC2", "c) Residence Order": "RC3",
    "d) Special Guardianship Order": "RC4", "e) Transfer to another LA": "RC5",
    "f) Transfer to Adult Social Services": "RC6",
    "g) 'Other' incl. Child no longer in need": "RC7",
    "h) Child not in need after assessment": "RC8", "RC9": "RC9",
}  # fmt: skip
_SEX = {"a) Male": "M", "b) Female": "F"}
_YES_OR_NO = {"Y": True, "N": False}


def _read(folder: Path) -> Sent:
    sent = read_workbook(folder, LISTS)
    children = _children(sent.tables)
    columns = {CHILDREN.name: tuple(children.columns), **sent.columns}
    return Sent({CHILDREN.name: children, **sent.tables}, columns, sent.files_ignored)


def _children(lists: Tables) -> pd.DataFrame:
    """Give each child once; of several lists the last that fills a cell in decides."""
    told = pd.concat(list(lists.values())[::-1], ignore_index=True)
    names = [column.name for column in CHILDREN.columns]
    # The first that is filled in counts, so the lists stand from the last to the first.
    return told[names].groupby(CHILD, sort=False).first().reset_index().astype("str")


def _to_persons(tables: Tables) -> pd.DataFrame:
    children = tables[CHILDREN.name]
    held = pd.concat([rows[[CHILD, TEAM]] for rows in tables.values() if TEAM in rows])
    teams = held.dropna().drop_duplicates(CHILD, keep="last").set_index(CHILD)[TEAM]
    disability = children["Does the Child have a Disability"]
    return make_persons(
        children,
        FEED_ID,
        person=CHILD,
        birth_date=children["Date of Birth"],
        sex=children["Gender"].map(_SEX),
        ethnicity=children["Ethnicity"],
        is_disabled=_flags(disability),
        team=children[CHILD].map(teams).astype("str"),
    )


def _to_events(tables: Tables) -> pd.DataFrame:
    made = [
        part
        for name, make in (
            ("list_1", _contacts), ("list_2", _early_help), ("list_3", _referrals),
            ("list_4", _assessments), ("list_5", _enquiries), ("list_7", _protection),
            ("list_8", _looked_after),
        )
        if name in tables
        for part in make(tables[name])
    ]  # fmt: skip
    return join_events([*made, *_in_need(tables), *_visits(tables)])


def _events(rows: pd.DataFrame, kind: str | pd.Series, date: str, **said: Any) -> pd.DataFrame:
    if TEAM in rows:
        said = {"team": rows[TEAM], "worker": _worker_numbers(rows[WORKER]), **said}
    return make_events(rows, FEED_ID, person=CHILD, kind=kind, date=date, **said)


def _worker_numbers(names: pd.Series) -> pd.Series:
    """Give a number for each worker, the same for the same name: no name of staff goes on."""
    numbers = {
        name: "W" + hashlib.sha256(fold(name).encode()).hexdigest()[:8]
        for name in names.dropna().unique()
    }
    return names.map(numbers).astype("str")


def _flags(codes: pd.Series) -> pd.Series:
    return codes.map(_YES_OR_NO).astype("boolean")


def _words(codes: pd.Series, name: str) -> pd.Series:
    return codes.map(dict(annex_a_codes(name).codes))


def _contacts(rows: pd.DataFrame) -> list[pd.DataFrame]:
    sources = rows["Contact Source"]
    census = sources.map(_CENSUS_SOURCE)
    return [
        _events(
            rows, contact_kinds(census), "Date of Contact", raised_by=raised_by(census),
            detail=_words(sources, "source"),
        )
    ]  # fmt: skip


def _early_help(rows: pd.DataFrame) -> list[pd.DataFrame]:
    # The end of the assessment is not the end of the help.
    return [_events(rows, "early_help_started", "Assessment start date", detail="Assessment")]


def _referrals(rows: pd.DataFrame) -> list[pd.DataFrame]:
    sources, nfa = rows["Referral Source"], _flags(rows["Referral NFA?"])
    return [
        _events(
            rows, "referral", "Date of referral", raised_by=raised_by(sources.map(_CENSUS_SOURCE)),
            is_nfa=nfa, outcome=nfa_outcomes(nfa), detail=_words(sources, "source"),
        )
    ]  # fmt: skip


def _assessments(rows: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _events(rows, "assessment_started", "Continuous Assessment Start Date"),
        _events(
            rows, "assessment_completed", "Continuous Assessment Date of Authorisation",
            is_end=True, child_seen=_flags(rows["Child Seen During Continuous Assessment"]),
        ),
    ]  # fmt: skip


def _enquiries(rows: pd.DataFrame) -> list[pd.DataFrame]:
    # Annex A dates an enquiry by the strategy discussion that began it.
    began = "Strategy discussion initiating Section 47 Enquiry Start Date"
    has_plan = _flags(
        rows["Did the Initial Child Protection Conference Result in a Child Protection Plan"]
    )
    return [
        _events(rows, "strategy_discussion", began),
        _events(rows, "section_47_enquiry", began),
        _events(
            rows, "initial_child_protection_conference",
            "Date of Initial Child Protection Conference",
            outcome=has_plan.map({True: Outcome.PLAN.value}).astype("str"),
        ),
    ]  # fmt: skip


def _in_need(tables: Tables) -> list[pd.DataFrame]:
    """Give closures, and the referrals that list 3 is too short to name."""
    rows = tables["list_6"]
    reasons = rows["Reason for Closure"].map(_CENSUS_CLOSURE)
    named = pd.MultiIndex.from_frame(tables["list_3"][[CHILD, "Date of referral"]])
    is_named = pd.MultiIndex.from_frame(rows[[CHILD, "CIN Start Date"]]).isin(named)
    return [
        _events(rows[~is_named], "referral", "CIN Start Date"),
        _events(
            rows, "episode_closed", "CIN Closure Date", is_end=True, is_nfa=is_closed_nfa(reasons),
            outcome=closure_outcomes(reasons), detail=closure_words(reasons),
        ),
    ]  # fmt: skip


def _visits(tables: Tables) -> list[pd.DataFrame]:
    """Give the last visit that each list names; a visit that several name is one entry."""
    parts = []
    said = pd.MultiIndex.from_arrays([[], []])
    for name, date in (
        ("list_7", "Date of the Last Statutory Visit"),
        ("list_8", "Date of Last Social Work Visit"),
        ("list_6", "Date Child Was Last Seen"),
    ):
        if name in tables:
            rows = tables[name]
            days = pd.MultiIndex.from_frame(rows[[CHILD, date]])
            new = rows[~days.isin(said)]
            said = said.append(days)
            parts.append(_events(new, "social_work_visit", date, **_seen(new, name)))
    return parts


def _seen(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """Give what a list says of its visit: list 6 is about a child who was seen."""
    if name == "list_6":
        return {"child_seen": True}
    return (
        {"child_seen_alone": _flags(rows["Was the Child Seen Alone?"])} if name == "list_7" else {}
    )


def _protection(rows: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _events(
            rows, "child_protection_plan_started", "Child Protection Plan Start Date",
            detail=_words(rows["Initial Category of Abuse"], "abuse"),
        ),
        _events(
            rows, "child_protection_plan_ended", "Child Protection Plan End Date", is_end=True
        ),
        _events(rows, "child_protection_review", "Date of latest review conference"),
    ]  # fmt: skip


def _looked_after(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Give the period of care; why it ended is left out, because one reason is adoption."""
    return [
        _events(rows, "looked_after_started", "Date Started to be Looked After"),
        _events(rows, "looked_after_ended", "Date Ceased to be Looked After", is_end=True),
        _events(rows, "looked_after_review", "Date of Latest Statutory Review"),
        _events(rows, "placement_started", "Start Date of Most Recent Placement"),
    ]


FEED = Feed(
    agency=AGENCY,
    format="annex_a",
    title="Ofsted Annex A workbook",
    tables=TABLES,
    # It does not tell family from other individuals, and has no address of a home.
    capabilities=frozenset(
        {
            Capability.CONCERN,
            Capability.CLOSURE,
            Capability.JOINT_DISCUSSION,
            Capability.STRATEGY_DISCUSSION,
            Capability.CHILD_SEEN,
            Capability.WORKER,
            Capability.TEAM,
            Capability.ESCALATION,
        }
    ),
    needs={
        Capability.CONCERN: "list_1",
        Capability.CLOSURE: "list_3.Referral NFA?",
        Capability.CHILD_SEEN: "list_4.Child Seen During Continuous Assessment",
        Capability.WORKER: f"list_3.{WORKER}",
        Capability.TEAM: f"list_3.{TEAM}",
    },
    read=_read,
    to_persons=_to_persons,
    to_events=_to_events,
    source="Ofsted, Annex A child-level lists, as in liia-tools-pipeline Annex_A_schema.yml (MIT)",
    sharing="Not recorded: the lists have no column for who was told.",
    recorded="Not recorded: an entry, and what came of it, is known from the day the workbook "
    "reached us.",
    days_between=31,  # before an inspection; where councils share it, once a month
)
