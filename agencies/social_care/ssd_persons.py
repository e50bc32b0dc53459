"""The children of a Standard Safeguarding Dataset delivery: details, identifiers, address, team."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from agencies.identity import (
    make_persons,
    other_postcodes,
    tidy_postcodes,
    valid_nhs_numbers,
)
from agencies.social_care.meanings import is_disabled
from agencies.social_care.ssd_families import family_ids, parent_names

if TYPE_CHECKING:
    from agencies.contract import Tables

FEED_ID = "social_care/ssd"


def ssd_persons(tables: Tables) -> pd.DataFrame:
    """Give each child as the case system holds them now; see `core.catalogue.SOURCE_PERSONS`.

    One row per row of `ssd_person`. Absent: a table that was not sent leaves its columns
    missing; without a row of `ssd_disability` nobody is said to have no disability.
    """
    persons = tables["ssd_person"]
    own_ids = persons["pers_person_id"]
    addresses = tables["ssd_address"].sort_values("addr_address_start_date", kind="stable")
    home = _current_addresses(addresses)
    postcode = _of(own_ids, home["postcode"])
    disabilities = tables.get("ssd_disability")
    own_nhs = valid_nhs_numbers(persons["pers_common_child_id"])
    linked_nhs = valid_nhs_numbers(_of(own_ids, _identifiers(tables, "NHS Number")))
    return make_persons(
        persons,
        FEED_ID,
        person="pers_person_id",
        forename=persons["pers_forename"],
        surname=persons["pers_surname"],
        birth_date=persons["pers_dob"],
        expected_birth_date=persons["pers_expected_dob"],
        sex=persons["pers_sex"].where(persons["pers_sex"].isin(("M", "F"))),
        postcode=postcode,
        address=_of(own_ids, home["first_line"]),
        nhs_number=own_nhs.fillna(linked_nhs),
        upn=_of(own_ids, _identifiers(tables, "Unique Pupil Number")).str.upper(),
        ethnicity=persons["pers_ethnicity"],
        is_disabled=None
        if disabilities is None
        else is_disabled(
            own_ids, of=disabilities["disa_person_id"], codes=disabilities["disa_disability_code"]
        ),
        death_date=persons["pers_death_date"],
        team=_of(own_ids, _current_teams(tables)),
        postcodes_before=other_postcodes(
            addresses["addr_person_id"],
            tidy_postcodes(addresses["addr_address_postcode"]),
            current=postcode,
            own_ids=own_ids,
        ),
        parent_names=_of(own_ids, parent_names(tables)),
        family_id=FEED_ID + "/" + family_ids(tables, own_ids),
    )


def address_parts(addresses: pd.DataFrame) -> pd.DataFrame:
    """Give postcode and first line (flat, house, street) of each row of `ssd_address`."""
    texts = addresses["addr_address_json"]
    return pd.DataFrame(
        {
            "postcode": tidy_postcodes(addresses["addr_address_postcode"]),
            "first_line": texts.map({t: _first_line(t) for t in texts.dropna().unique()}),
        },
        index=addresses.index,
    ).astype("str")


def team_names(tables: Tables, team_ids: pd.Series) -> pd.Series:
    """Give the names of teams; the id where no name was sent."""
    departments = tables.get("ssd_department")
    if departments is None:
        return team_ids
    named = departments.drop_duplicates("dept_team_id").set_index("dept_team_id")
    return team_ids.map(named["dept_team_name"]).fillna(team_ids)


def _of(own_ids: pd.Series, by_child: pd.Series) -> pd.Series:
    """Give each child's text; `map` alone forgets that it is text where no child has one."""
    return own_ids.map(by_child).astype("str")


def _first_line(text: str) -> str | None:
    said = json.loads(text)
    parts = (
        [said.get(name) for name in ("FLAT", "HOUSE", "STREET")] if isinstance(said, dict) else []
    )
    line = " ".join(str(part).strip() for part in parts if part and str(part).strip())
    return line or None


def _current_addresses(addresses: pd.DataFrame) -> pd.DataFrame:
    """Give the open address of each child: of several the home before a placement, then the latest."""
    still_open = addresses[addresses["addr_address_end_date"].isna()]
    is_home = ~still_open["addr_address_type"].str.contains("placement", case=False, na=False)
    latest = (
        still_open.assign(is_home=is_home)
        .sort_values(["is_home", "addr_address_start_date", "addr_table_id"], na_position="first")
        .drop_duplicates("addr_person_id", keep="last")
    )
    return address_parts(latest).set_index(latest["addr_person_id"])


def _identifiers(tables: Tables, kind: str) -> pd.Series:
    """Give each child's number of one kind that is still valid, of several the latest."""
    linked = tables.get("ssd_linked_identifiers")
    if linked is None:
        return pd.Series(dtype="str")
    current = linked[(linked["link_identifier_type"] == kind) & linked["link_valid_to_date"].isna()]
    latest = current.sort_values(
        ["link_valid_from_date", "link_table_id"], na_position="first"
    ).drop_duplicates("link_person_id", keep="last")
    return latest.set_index("link_person_id")["link_identifier_value"]


def _current_teams(tables: Tables) -> pd.Series:
    """Give the team of each child's open involvement, of several the latest."""
    involvements = tables["ssd_involvements"]
    still_open = involvements[involvements["invo_involvement_end_date"].isna()]
    latest = still_open.sort_values(
        ["invo_involvement_start_date", "invo_involvements_id"], na_position="first"
    ).drop_duplicates("invo_person_id", keep="last")
    return team_names(tables, latest.set_index("invo_person_id")["invo_professional_team"])
