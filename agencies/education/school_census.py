"""Turns school census tables into pupils and entries. See `agencies.education.school_census_tables`.

A pupil stands in several collections under one number, so every entry that a roll row gives is
taken from the first collection that told it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pandas as pd

from agencies.education.census_day import census_days
from agencies.education.school_census_tables import (
    ABSENCES,
    COLLECTION,
    EXCLUSION_CATEGORIES,
    EXCLUSION_REASONS,
    OFF_ROLL_ID,
    ON_ROLL_ID,
    TABLES,
)  # fmt: skip
from agencies.events import coded_words, join_events, make_events
from agencies.homes import make_stays
from agencies.identity import address_keys, make_persons, other_postcodes, tidy_postcodes
from agencies.parse import parse_table

if TYPE_CHECKING:
    from agencies.contract import Table, Tables

FEED = "education/school_census"

# Persistent and severe absence: DfE, Pupil absence in schools in England, methodology.
ATTENDANCE_CONCERN_SHARE, SEVERE_ABSENCE_SHARE = 0.10, 0.50

_PUPIL, _DAY = "pupil", "_census_day"
_KINDS = {
    "SUSP": "suspension",
    "FIXD": "suspension",
    "LNCH": "suspension",
    "PERM": "permanent_exclusion",
}


def to_persons(tables: Tables) -> pd.DataFrame:
    """Give the pupils as the latest collection describes them, ordered by their number.

    One row per pupil number. Knowable: with the latest collection of the delivery.
    Absent: addresses are an optional table, without which postcode and address are missing;
    ethnicity is the latest that any collection told, because only the spring census asks.
    """
    # Within a collection the roll comes last (it has no order): it says where a pupil is now.
    rolls = _stack(tables, "pupilnolongeronroll", "pupilonroll")
    rolls = rolls.sort_values([_DAY, "order"], kind="stable", na_position="last")
    latest = rolls.drop_duplicates(_PUPIL, keep="last").sort_values(_PUPIL, ignore_index=True)
    addresses = _addresses(tables)
    homes = _homes(addresses).drop_duplicates(_PUPIL, keep="last").set_index(_PUPIL)
    postcode = latest[_PUPIL].map(homes["postcode"])
    told = rolls.dropna(subset="ethnicity").drop_duplicates(_PUPIL, keep="last")
    return make_persons(
        latest, FEED, person=_PUPIL,
        forename=latest["forename"], surname=latest["surname"], birth_date=latest["dob"],
        sex=latest["sex"], upn=latest["upn"].str.upper(),
        postcode=postcode,
        address=latest[_PUPIL].map(homes["first_line"]),
        ethnicity=latest[_PUPIL].map(told.set_index(_PUPIL)["ethnicity"]),
        postcodes_before=other_postcodes(
            addresses[_PUPIL], addresses["postcode"], current=postcode, own_ids=latest[_PUPIL]
        ),
    )  # fmt: skip


def to_events(tables: Tables) -> pd.DataFrame:
    """Give starts, leavings, suspensions, exclusions, attendance concerns and addresses.

    One row per start and leaving of a school, suspension or exclusion, pupil and term with an
    attendance concern, and address that differs from the collection before.
    Knowable: from `recorded_date` where the extract has our extension; attendance and addresses
    happen, for us, on census day.
    Absent: a pupil without possible sessions has no attendance concern and no sign of a good
    attendance either.
    """
    rolls = _stack(tables, "pupilonroll", "pupilnolongeronroll")
    starts = rolls.drop_duplicates([_PUPIL, "NativeId", "entrydate"])
    left = _stack(tables, "pupilnolongeronroll")
    leavings = left.drop_duplicates([_PUPIL, "NativeId", "leavingdate"])
    homes = _homes(_addresses(tables))
    moves = homes[homes["key"] != homes.groupby(_PUPIL)["key"].shift()]
    return join_events(
        [
            make_events(
                starts, FEED, person=_PUPIL, kind="school_started", date="entrydate",
                place=starts["NativeId"],
            ),
            make_events(
                leavings, FEED, person=_PUPIL, kind="school_left", date="leavingdate",
                is_end=True, place=leavings["NativeId"],
            ),
            _exclusions(_stack(tables, "termlyexclusionsonroll", "termlyexclusionsoffroll")),
            _attendance_concerns(tables, "pupilonroll", "termlysessiondetailsonroll"),
            _attendance_concerns(tables, "pupilnolongeronroll", "termlysessiondetailsoffroll"),
            make_events(
                moves, FEED, person=_PUPIL, kind="address_recorded", date=_DAY,
                address_key=moves["key"],
            ),
        ]
    )  # fmt: skip


def to_stays(tables: Tables) -> pd.DataFrame:
    """Give where each pupil lived, as far as censuses tell; a pupil may live at two addresses.

    One row per pupil, address and run of collections that hold it. Absent: only census days are
    told: the first that holds the address, and the last, where a later one of the pupil holds
    none but others; without the optional tables of addresses there is no stay.
    """
    rows = _addresses(tables).dropna(subset=["key", _DAY])
    rows = rows.drop_duplicates([_PUPIL, _DAY, "key"], ignore_index=True)
    rows["nth"] = rows.groupby(_PUPIL)[_DAY].rank(method="dense")
    newest = rows.groupby(_PUPIL)["nth"].transform("max")
    begins = rows.groupby([_PUPIL, "key"])["nth"].diff() != 1
    rows["run"] = begins.groupby([rows[_PUPIL], rows["key"]]).cumsum()
    of_run = rows.groupby([_PUPIL, "key", "run"])
    last = of_run[_DAY].transform("max")
    ended = of_run["nth"].transform("max") < newest
    stays = rows.assign(last=last.where(ended))[begins]
    return make_stays(
        stays, FEED, person=_PUPIL, postcode=stays["postcode"], address=stays["first_line"],
        first_date=stays[_DAY], last_date=stays["last"],
    )  # fmt: skip


def _stack(tables: Tables, *names: str) -> pd.DataFrame:
    """Give some tables as one, earliest collection first, with the pupil in one column.

    Absent: a table that was not sent has no rows, and its columns all the same.
    """
    contracts = {table.name: table for table in TABLES}
    sent = []
    for name in names:
        rows = tables.get(name, _no_rows(contracts[name]))
        order = {f"{name}orderseqcolumn": "order"}
        sent.append(rows.rename(columns={ON_ROLL_ID: _PUPIL, OFF_ROLL_ID: _PUPIL, **order}))
    rows = pd.concat(sent, ignore_index=True)
    rows[_DAY] = census_days(rows)
    return rows.sort_values(_DAY, kind="stable", ignore_index=True)


def _no_rows(table: Table) -> pd.DataFrame:
    raw = pd.DataFrame({column.name: [] for column in table.columns}, dtype="str")
    return parse_table(raw, table, prefix=FEED)


def _addresses(tables: Tables) -> pd.DataFrame:
    """Give every address of each pupil, earliest collection first, in the order sent.

    Absent: `key` is missing where a row holds neither a postcode nor a first line.
    """
    rows = _stack(tables, "addressesonroll", "addressesoffroll")
    rows = rows.sort_values([_DAY, "order"], kind="stable", ignore_index=True)
    parts = (rows[part].fillna("") for part in ("saon", "paon", "street"))
    split = functools.reduce(lambda line, part: line + " " + part, parts)
    split = split.str.split().str.join(" ")
    rows["first_line"] = split.mask(split == "").fillna(rows["addressline1"])
    rows["postcode"] = tidy_postcodes(rows["postcode"])
    rows["key"] = address_keys(rows["postcode"], rows["first_line"])
    return rows


def _homes(addresses: pd.DataFrame) -> pd.DataFrame:
    """Give the first address of each pupil and collection, earliest collection first.

    Absent: a collection whose first address of a pupil is not usable has no row for that pupil.
    """
    first = addresses.drop_duplicates([_PUPIL, _DAY])
    return first.dropna(subset="key", ignore_index=True)


def _exclusions(rows: pd.DataFrame) -> pd.DataFrame:
    return make_events(
        rows, FEED, person=_PUPIL, kind=rows["category"].map(_KINDS), date="startdate",
        place=rows["NativeId"],
        detail=coded_words(
            rows["category"].map(EXCLUSION_CATEGORIES.codes),
            rows["reason1"].map(EXCLUSION_REASONS.codes),
        ),
    )  # fmt: skip


def _attendance_concerns(tables: Tables, roll: str, sessions: str) -> pd.DataFrame:
    """Give an entry for each roll row whose pupil missed a tenth or more of the sessions.

    Absent: sessions without a number or a code cannot be counted as missed.
    """
    rows, details = _stack(tables, roll), _stack(tables, sessions)
    missed = details[details["attendancereason"].isin(list(ABSENCES.codes))]
    by_pupil = missed.groupby([_PUPIL, "NativeId", *COLLECTION], sort=True, as_index=False).agg(
        missed=("sessions", "sum"), counted_date=("recorded_date", "max")
    )
    # Without `validate`, whose message would quote pupil numbers; the groups are unique.
    rows = rows.merge(by_pupil, on=[_PUPIL, "NativeId", *COLLECTION])
    # Someone who left one school twice in a term has two roll rows and one count of sessions.
    rows = rows.drop_duplicates([_PUPIL, "NativeId", *COLLECTION], ignore_index=True)
    possible = rows["termlysessionspossible"].where(rows["termlysessionspossible"] > 0)
    # Some extracts hold more sessions missed than possible. Only the two thresholds are ever
    # shown, so that noise can say "half or more" and never more than all.
    share = rows["missed"] / possible
    # What the count says was known only when its last row was.
    rows["recorded_date"] = rows[["recorded_date", "counted_date"]].max(axis=1)
    concern = (share >= ATTENDANCE_CONCERN_SHARE).fillna(value=False)
    severe = (share >= SEVERE_ABSENCE_SHARE).fillna(value=False)
    detail = pd.Series("Absent for 10% or more of sessions", index=rows.index)
    detail = detail.mask(severe, "Absent for 50% or more of sessions")
    return make_events(
        rows[concern], FEED, person=_PUPIL, kind="attendance_concern", date=_DAY,
        place=rows["NativeId"], detail=detail,
    )  # fmt: skip
