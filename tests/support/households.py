"""Reads who lives where from small text tables, so that an example can be read aloud."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from core.catalogue import LINKS, SOURCE_ADULTS, SOURCE_PERSONS, SOURCE_STAYS
from linkage.at_address import SocialCareSent
from linkage.household import Households, build_households
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import FEEDS

_FORMATS = {**dict(FEEDS), "housing_and_adults": "family_context"}
NIGHT = date(2026, 11, 22)


def live(children: str, stays: str = "", adults: str = "", **said: Any) -> Households:
    """Say who lives where, of text tables.

    children: child, agency, and of forename, surname, born, family, home what is known; each row
    is a record of its own. stays: child, agency, home, from, to. adults: id, agency, with, and of
    forename, surname, born, home, from, to, entry, there what is known; `there` is yes unless it
    says no. A home is written `4 Mill Road, AB12 3LN`.

    Args:
        children: a table.
        stays: a table.
        adults: a table.
        **said: see `linkage.household.build_households`; `can_name_adults` and
            `social_care_current_as_of`, and `adults_set_aside`, a table like adults.
    """
    persons = _read(children)
    people = SOURCE_PERSONS.conform(
        pd.DataFrame(
            [
                {
                    "source_person_id": _key(row["agency"], row["child"]),
                    "birth_date": _day(row.get("born")),
                    "family_id": row.get("family"),
                    **_who(row),
                }
                for row in persons
            ],
            columns=SOURCE_PERSONS.columns,
        )
    )
    links = people[["source_person_id", "agency"]].assign(
        person_id=[row["child"] for row in persons],
        matched_by="alone", match_probability=None, needs_check=False,
    )  # fmt: skip
    given = {
        "restricted": (), "can_name_adults": True, "social_care_current_as_of": NIGHT,
        "adults_set_aside": "",
        "as_of_date": NIGHT, **said,
    }  # fmt: skip
    shuffle = given.pop("shuffle", None)
    social_care = SocialCareSent(
        given.pop("can_name_adults"),
        given.pop("social_care_current_as_of"),
        _adults(_read(given.pop("adults_set_aside"))),
    )
    frames = [_stays(_read(stays)), _adults(_read(adults)), people, LINKS.conform(links)]
    if shuffle is not None:
        frames = [frame.sample(frac=1, random_state=shuffle) for frame in frames]
    return build_households(
        *frames[:2],
        source_persons=frames[2],
        links=frames[3],
        parameters=REVIEWED_PARAMETERS,
        social_care=social_care,
        **given,
    )


def adults_at(households: Households) -> list[str]:
    """Give each fact as `Reuben: police p1+p2 no`, or with the reason why nobody can tell."""
    facts, links = households.adults_at_address, households.adult_links
    ids = links["source_adult_id"].str.rsplit("/", n=1).str[-1].groupby(links["adult_id"])
    known = ids.agg(lambda own: "+".join(sorted(own)))
    return sorted(
        f"{person}: {agency} {known[adult]} {named}" + (f" {why}" if isinstance(why, str) else "")
        for person, adult, agency, named, why in zip(
            facts["person_id"], facts["adult_id"], facts["agency"],
            facts["named_by_social_care"], facts["cannot_tell_because"], strict=True,
        )
    )  # fmt: skip


def lives_with(households: Households) -> list[str]:
    """Give each link as `Reuben same_address Isaac`."""
    links = households.household_links
    told = links["person_id"] + " " + links["kind"] + " " + links["other_person_id"]
    return [str(link) for link in told]


def _read(table: str) -> list[dict[str, str]]:
    lines = [line for line in table.strip().splitlines() if "|" in line]
    if not lines:
        return []
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [
        {name: cell for name, cell in zip(header, row, strict=True) if cell and cell != "-"}
        for row in rows
    ]


def _stays(rows: list[dict[str, str]]) -> pd.DataFrame:
    made = [
        {
            "source_record_id": f"{row['agency']}/stays/{number}",
            "source_person_id": _key(row["agency"], row["child"]),
            **_when(row),
            **_who(row),
        }
        for number, row in enumerate(rows, start=1)
    ]
    return _conformed(SOURCE_STAYS, made)


def _adults(rows: list[dict[str, str]]) -> pd.DataFrame:
    made = [
        {
            "source_record_id": f"{row['agency']}/adults/{number}",
            "source_adult_id": _key(row["agency"], row.get("id", f"row-{number}")),
            "source_person_id": _key(row["agency"], row["with"]) if "with" in row else None,
            "source_event_id": row.get("entry"),
            "is_at_address": row.get("there") != "no",
            "birth_date": _day(row.get("born")),
            **_when(row),
            **_who(row),
        }
        for number, row in enumerate(rows, start=1)
    ]
    return _conformed(SOURCE_ADULTS, made)


def _conformed(dataset: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(dict.fromkeys([*dataset.columns, *_WHO])))
    return dataset.conform(frame[dataset.columns])


_WHO = ("agency", "format", "forename", "surname", "sex", "postcode", "address")


def _who(row: dict[str, str]) -> dict[str, str | None]:
    line, _, postcode = row.get("home", "").rpartition(", ")
    return {
        "agency": row["agency"], "format": _FORMATS[row["agency"]],
        "forename": row.get("forename"), "surname": row.get("surname"), "sex": row.get("sex"),
        "postcode": postcode or None, "address": line or None,
    }  # fmt: skip


def _when(row: dict[str, str]) -> dict[str, pd.Timestamp | None]:
    return {"first_date": _day(row.get("from")), "last_date": _day(row.get("to"))}


def _day(text: str | None) -> pd.Timestamp | None:
    return pd.Timestamp(text) if text else None


def _key(agency: str, number: str) -> str:
    return f"{agency}/{_FORMATS[agency]}/{number}"
