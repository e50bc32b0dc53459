"""Where a child of the Standard Safeguarding Dataset lives, and which adults are named for them.

A placement is where a child lives, so it is a stay like any other. Of what kind an address is goes
no further: it may tell that a child is to be adopted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.homes import is_same_person, make_adults, make_stays
from agencies.social_care.ssd_persons import FEED_ID, address_parts
from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS

if TYPE_CHECKING:
    from agencies.contract import Tables


def ssd_stays(tables: Tables) -> pd.DataFrame:
    """Give where each child lived, and when; see `core.catalogue.SOURCE_STAYS`.

    One row per row of `ssd_address` that says an address, placements too.
    """
    rows = tables["ssd_address"]
    if rows.empty:
        return SOURCE_STAYS.empty()
    parts = address_parts(rows)
    return make_stays(
        rows, FEED_ID, person="addr_person_id",
        postcode=parts["postcode"], address=parts["first_line"],
        first_date=rows["addr_address_start_date"], last_date=rows["addr_address_end_date"],
    )  # fmt: skip


def ssd_adults(tables: Tables) -> pd.DataFrame:
    """Give the adults the case system names for a child; see `core.catalogue.SOURCE_ADULTS`.

    One row per row of `named_adults` that is not about the child themself. An adult who is said to
    live with the child, and whose address can be told, is at that address from the later of the two
    first days on; every other adult is only named. Absent: days are missing where the last lies
    before the first.
    """
    if "named_adults" not in tables:
        return SOURCE_ADULTS.empty()
    rows = tables["named_adults"]
    rows = rows[~is_the_child(rows, tables["ssd_person"]).fillna(value=False).astype("bool")]
    first, last = rows["nada_start_date"], rows["nada_end_date"]
    can_be = ~(last < first)
    rows = rows.assign(nada_start_date=first.where(can_be), nada_end_date=last.where(can_be))
    lives_there = rows["nada_lives_with_child"].fillna(value=False).astype("bool")
    home = _homes_of_adults(rows[lives_there & can_be], ssd_stays(tables)).reindex(rows.index)
    first = rows["nada_start_date"]
    # Whoever has lived with the child for longer moved with them.
    moved_in = (first < home["first_date"]).fillna(value=False)
    return make_adults(
        rows, FEED_ID, adult="nada_adult_id",
        source_person_id=FEED_ID + "/" + rows["nada_person_id"].astype("str"),
        is_at_address=home["source_record_id"].notna(),
        forename=rows["nada_forename"], surname=rows["nada_surname"], birth_date=rows["nada_dob"],
        sex=rows["nada_sex"].where(rows["nada_sex"].isin(("M", "F"))),
        postcode=home["postcode"], address=home["address"],
        first_date=first.mask(moved_in, home["first_date"]), last_date=rows["nada_end_date"],
    )  # fmt: skip


def is_the_child(rows: pd.DataFrame, persons: pd.DataFrame) -> pd.Series:
    """Say which rows of `named_adults` tell of the child themself.

    Missing where a name or a date of birth is.

    Args:
        rows: accepted rows of `named_adults`.
        persons: accepted rows of `ssd_person`.
    """
    names = ("forename", "surname", "birth_date")
    own = rows[["nada_forename", "nada_surname", "nada_dob"]].set_axis(names, axis="columns")
    children = persons.drop_duplicates("pers_person_id").set_index("pers_person_id")
    children = children[["pers_forename", "pers_surname", "pers_dob"]]
    theirs = children.set_axis(names, axis="columns").reindex(rows["nada_person_id"].to_numpy())
    return is_same_person(own, theirs.set_axis(rows.index))


def _homes_of_adults(rows: pd.DataFrame, stays: pd.DataFrame) -> pd.DataFrame:
    """Give the child's address on the last day each adult is said to live there, or now.

    One row per adult of whom it can be told, under the index of `rows`. Absent: nobody can tell
    which where the child had two addresses on that day, or none.
    """
    asked = pd.DataFrame(
        {"source_person_id": FEED_ID + "/" + rows["nada_person_id"].astype("str"),
         "day": rows["nada_end_date"], "row": rows.index}
    )  # fmt: skip
    pairs = asked.merge(stays, on="source_person_id")
    is_open = pairs["last_date"].isna()
    began = pairs["first_date"].isna() | (pairs["first_date"] <= pairs["day"])
    goes_on = is_open | (pairs["last_date"] >= pairs["day"])
    there = pairs[is_open.where(pairs["day"].isna(), began & goes_on)]
    # One address twice is one; the later record of it says since when.
    there = there.sort_values(["row", "first_date"], na_position="first", kind="stable")
    there = there.drop_duplicates(["row", "postcode", "address"], keep="last")
    return there.drop_duplicates("row", keep=False).set_index("row")[
        ["source_record_id", "postcode", "address", "first_date"]
    ]
