"""Turns a police force's tables into persons and entries. See `agencies.police.ppn_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.events import coded_words, join_events, make_events
from agencies.homes import is_same_person, is_under_age, make_adults, make_stays
from agencies.identity import join_words, make_persons, tidy_postcodes
from agencies.police.ppn_tables import CONCERN_TYPES, RISK_GRADES, TABLES
from agencies.readers import read_tables
from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS
from core.vocabulary import Outcome, RaisedBy

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Sent, Tables

FEED = "police/ppn"

_SEXES = {"Male": "M", "Female": "F"}
# An open matter has no outcome yet; that it is open still tells that it was not closed.
_OUTCOMES = {"notice_sent": Outcome.NOTICE_SENT, "no_further_action": Outcome.NO_FURTHER_ACTION}
_IS_NFA = {"notice_sent": False, "no_further_action": True, "ongoing": False}
_RAISED_BY = {
    "family": RaisedBy.FAMILY,
    "public": RaisedBy.PUBLIC,
    "agency": RaisedBy.OTHER_AGENCY,
    "officer": RaisedBy.POLICE,
}
# A force tells the hub; children’s social care leads it, and its contact names the force.
_TOLD = {"safeguarding_hub": "social_care"}
_PRESENT = {True: "Child present", False: "Child not present"}
# Tables of entries → column with the number by which a row about an adult may name one.
_ENTRIES = {
    "public_protection_notices": "notice_id",
    "domestic_abuse_incidents": "incident_id",
    "missing_episodes": "episode_id",
}


def read(folder: Path) -> Sent:
    """Read the tables as text, as sent."""
    return read_tables(folder, TABLES)


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the children the force holds, in the order sent.

    One row per nominal. Absent: police records hold no NHS number and no pupil number.
    """
    sent = tables["nominals"]
    return make_persons(
        sent, FEED, person="nominal_id",
        forename=sent["given_name"], surname=sent["surname"], birth_date=sent["date_of_birth"],
        expected_birth_date=sent["expected_birth_date"],
        sex=sent["gender"].map(_SEXES), postcode=tidy_postcodes(sent["postcode"]),
        address=sent["address_line"],
        parent_names=join_words(sent["guardian_given_name"], sent["guardian_surname"]),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:
    """Give notices, domestic abuse incidents and missing episodes as entries.

    One row per notice, incident or episode and child. Knowable: from `recorded_date`.
    Absent: `is_nfa` is empty where no outcome was recorded; `told_agency` where nobody is
    recorded as told; `told_date` where the day cannot be told, as when it lies before the entry.
    """
    notices = tables["public_protection_notices"]
    incidents = tables["domestic_abuse_incidents"]
    missing = tables["missing_episodes"]
    return join_events(
        [
            make_events(
                notices, FEED, person="nominal_id", kind="public_protection_notice",
                date="created_date", raised_by=notices["raised_by"].map(_RAISED_BY),
                # Only what the force recorded as an injury: "physical harm" may be feared.
                is_injury=notices["injury_reported"].fillna(value=False),
                detail=coded_words(
                    notices["concern_type"].map(CONCERN_TYPES.codes),
                    _other_concerns(tables), _risk(notices),
                ),
                **_dealt_with(notices, "created_date"),
            ),
            make_events(
                incidents, FEED, person="nominal_id", kind="domestic_abuse_incident",
                date="incident_date",
                detail=coded_words(incidents["child_present"].map(_PRESENT), _risk(incidents)),
                **_dealt_with(incidents, "incident_date"),
            ),
            make_events(
                missing, FEED, person="nominal_id", kind="missing_episode",
                date="reported_date", **_dealt_with(missing, "reported_date"),
            ),
        ]
    )  # fmt: skip


def to_stays(tables: Tables) -> pd.DataFrame:
    """Give where an officer recorded a child's home, each time the adults there were written down.

    One row per child, day and address. Absent: the home address of `nominals` has no day, so it
    is no stay. A stay is the day on which an officer saw it: who lived there later nobody said.
    """
    if "persons_at_address" not in tables:
        return SOURCE_STAYS.empty()
    rows = tables["persons_at_address"]
    rows = rows.assign(postcode=tidy_postcodes(rows["postcode"]))
    # Every adult of an address has a row of their own.
    rows = rows.drop_duplicates(["nominal_id", "seen_date", "postcode", "address_line"])
    return make_stays(
        rows, FEED, person="nominal_id", postcode=rows["postcode"],
        address=rows["address_line"], first_date=rows["seen_date"], last_date=rows["seen_date"],
    )  # fmt: skip


def to_adults(tables: Tables) -> pd.DataFrame:
    """Give the adults an officer recorded at a child's address, each from the day of it on.

    One row per row about an adult. Absent: nobody says until when; who was under 18 on the day is
    a child, and the child is no adult at their own address, so they have no row (rules POL12 and
    POL13 count them); the entry is missing where the number names none of this child's.
    """
    if "persons_at_address" not in tables:
        return SOURCE_ADULTS.empty()
    rows = tables["persons_at_address"]
    is_child = is_under_age(rows["date_of_birth"], rows["seen_date"]) | is_the_nominal(
        rows, tables["nominals"]
    )
    rows = rows[~is_child.fillna(value=False).astype("bool")]
    return make_adults(
        rows, FEED, adult="adult_nominal_id",
        source_person_id=FEED + "/" + rows["nominal_id"].astype("str"),
        source_event_id=_named_entries(rows, tables),
        is_at_address=True,
        forename=rows["given_name"], surname=rows["surname"], birth_date=rows["date_of_birth"],
        sex=rows["gender"].map(_SEXES), postcode=tidy_postcodes(rows["postcode"]),
        address=rows["address_line"], first_date=rows["seen_date"],
    )  # fmt: skip


def is_the_nominal(rows: pd.DataFrame, nominals: pd.DataFrame) -> pd.Series:
    """Say which rows of `persons_at_address` tell of the child themself, whatever their number.

    Missing where a name or a date of birth is.

    Args:
        rows: accepted rows of `persons_at_address`.
        nominals: accepted rows of `nominals`.
    """
    names = {"given_name": "forename", "surname": "surname", "date_of_birth": "birth_date"}
    children = nominals.drop_duplicates("nominal_id").set_index("nominal_id")[list(names)]
    theirs = children.reindex(rows["nominal_id"].to_numpy()).set_axis(rows.index)
    return is_same_person(rows[list(names)].rename(columns=names), theirs.rename(columns=names))


def _named_entries(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """Give the `source_record_id` of the child's entry each row names, if it is there once."""
    by = ["notice_id", "nominal_id"]
    entries = pd.concat(
        [tables[name].rename(columns={number: "notice_id"})[[*by, "source_record_id"]]
         for name, number in _ENTRIES.items()]
    )  # fmt: skip
    named = entries.drop_duplicates(by, keep=False).set_index(by)["source_record_id"]
    found = named.reindex(pd.MultiIndex.from_frame(rows[by])).set_axis(rows.index)
    return found.astype("str")


def _other_concerns(tables: Tables) -> pd.Series:
    """Give what else each notice is about, in words, in the order of the code list."""
    notices = tables["public_protection_notices"]
    words = pd.Series(pd.NA, index=notices.index, dtype="str")
    if "notice_concerns" not in tables:
        return words
    main = notices.set_index("notice_id")["concern_type"]
    more = tables["notice_concerns"]
    more = more[more["concern_type"] != more["notice_id"].map(main)]
    order = {code: place for place, code in enumerate(CONCERN_TYPES.codes)}
    more = more.sort_values("concern_type", key=lambda codes: codes.map(order), kind="stable")
    said = more["concern_type"].map(CONCERN_TYPES.codes)
    return notices["notice_id"].map(said.groupby(more["notice_id"]).agg(", ".join)).astype("str")


def _risk(rows: pd.DataFrame) -> pd.Series:
    return rows["risk_grade"].map(RISK_GRADES.codes)


def _dealt_with(rows: pd.DataFrame, date: str) -> dict[str, Any]:
    told = rows["shared_date"]
    return {
        "outcome": rows["outcome"].map(_OUTCOMES),
        "is_nfa": rows["outcome"].map(_IS_NFA),
        "worker": rows["officer_ref"],
        "place": rows["station"],
        "told_agency": rows["shared_with"].replace(_TOLD),
        # Nobody is told of what has not happened yet: on what day they were, nobody can say.
        "told_date": told.where(told >= rows[date]),
    }
