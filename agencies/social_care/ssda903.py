"""The SSDA903 return: the yearly record of looked-after children, as persons and entries.

It holds no names. A child is found elsewhere by unique pupil number, date of birth, sex and the
postcode of the home they came from. Each year's return holds again what is still going on, so an
episode or a review is one record however often it comes. Why care ended, and what kind of
placement a child is in, reach no entry: either may tell that a child is to be adopted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.contract import Feed
from agencies.events import join_events, make_events
from agencies.identity import address_keys, make_persons, tidy_postcodes
from agencies.readers import read_tables
from agencies.social_care.agency import AGENCY
from agencies.social_care.columns import codes
from agencies.social_care.meanings import (
    ANOTHER_EPISODE_FOLLOWS,
    STARTED_TO_BE_LOOKED_AFTER,
    legal_status_words,
)
from agencies.social_care.ssda903_tables import CHILD, TABLES
from core.vocabulary import Capability

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Sent, Tables

FEED_ID = "social_care/ssda903"

_NEW_LEGAL_STATUS = ("L", "B", "U")
_NEW_PLACEMENT = ("S", "P", "T", "B", "U")
_NO_NUMBER = r"UN\d"


def _read(folder: Path) -> Sent:
    # Councils write the year before the name of the file: `2017-episodes.csv`.
    return read_tables(folder, TABLES, prefix="*")


def _to_persons(tables: Tables) -> pd.DataFrame:
    children = tables["header"]
    latest = tables["episodes"].sort_values(["DECOM", CHILD]).drop_duplicates(CHILD, keep="last")
    home = tidy_postcodes(latest.set_index(CHILD)["HOME_POST"])
    numbers = children["UPN"].str.upper()
    return make_persons(
        children,
        FEED_ID,
        person=CHILD,
        birth_date=children["DOB"],
        sex=children["SEX"].where(children["SEX"].isin(("M", "F"))),
        postcode=children[CHILD].map(home).astype("str"),
        upn=numbers.mask(numbers.str.fullmatch(_NO_NUMBER).fillna(value=False).astype("bool")),
        ethnicity=children["ETHNIC"],
    )


def _to_events(tables: Tables) -> pd.DataFrame:
    parts = _episodes(tables["episodes"])
    if "reviews" in tables:
        parts.append(_events(tables["reviews"], "looked_after_review", "REVIEW"))
    if "missing" in tables:
        rows = tables["missing"]
        words = rows["MISSING"].map(dict(codes("missing_type").codes))
        parts.append(_events(rows, "missing_episode", "MIS_START", detail=words))
    if "social_worker" in tables:
        rows = tables["social_worker"]
        parts.append(_events(rows, "worker_allocated", "SW_DECOM", worker=rows["SW_ID"]))
    return join_events(parts)


def _events(rows: pd.DataFrame, kind: str, date: str, **said: Any) -> pd.DataFrame:
    return make_events(rows, FEED_ID, person=CHILD, kind=kind, date=date, **said)


def _episodes(rows: pd.DataFrame) -> list[pd.DataFrame]:
    began = rows[rows["RNE"] == STARTED_TO_BE_LOOKED_AFTER]
    ended = rows[rows["REC"].notna() & (rows["REC"] != ANOTHER_EPISODE_FOLLOWS)]
    status = rows[rows["RNE"].isin(_NEW_LEGAL_STATUS)]
    moved = rows[rows["RNE"].isin(_NEW_PLACEMENT)]
    # Where a child is placed for adoption is nobody's to know who does not know it already.
    shown = moved[~moved["PLACE"].str.startswith("A", na=False)]
    postcodes = tidy_postcodes(shown["PL_POST"])
    no_line = pd.Series(pd.NA, index=shown.index, dtype="str")
    keys = address_keys(postcodes, no_line)
    return [
        _events(began, "looked_after_started", "DECOM"),
        _events(ended, "looked_after_ended", "DEC", is_end=True),
        _events(status, "legal_status_changed", "DECOM", detail=legal_status_words(status["LS"])),
        _events(moved, "placement_started", "DECOM"),
        _events(shown[keys.notna()], "address_recorded", "DECOM", address_key=keys.dropna()),
    ]


FEED = Feed(
    agency=AGENCY,
    format="ssda903",
    title="SSDA903 return on looked-after children",
    tables=TABLES,
    # It speaks of looked-after children alone, so what it lacks about others means nothing.
    capabilities=frozenset({Capability.WORKER}),
    needs={Capability.WORKER: "social_worker"},
    read=_read,
    to_persons=_to_persons,
    to_events=_to_events,
    source="DfE, Children looked-after return (SSDA903), files of 2015 to 2026",
    sharing="Not recorded: the return has no column for who was told.",
    recorded="Not recorded: an entry, and how a period of care ended, is known from the day the "
    "return reached us.",
    days_between=366,  # once a year
)
