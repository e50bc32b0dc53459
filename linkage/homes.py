"""Says what a home is, and which persons share one now.

A home is a postcode and a first line, made comparable. A postcode alone is a street, and words
such as "no fixed abode" are no home. Never evidence about a child, and never shown.
"""

from __future__ import annotations

import pandas as pd

from linkage.evidence import clean_address, clean_postcode

MOST_PERSONS_AT_HOME = 12
"""An address that more share is a children's home, a hostel, a refuge or a school."""


def join_homes(postcodes: pd.Series, first_lines: pd.Series) -> pd.Series:
    """Give each home as one text; empty unless postcode and first line are both known.

    Args:
        postcodes: as `linkage.evidence.clean_postcode` gives them.
        first_lines: as `linkage.evidence.clean_address` gives them.
    """
    is_known = (postcodes != "") & (first_lines != "")
    return (postcodes + "|" + first_lines).where(is_known, "")


def find_homes(rows: pd.DataFrame) -> pd.Series:
    """Give the home that each row names; empty where it names none.

    Args:
        rows: postcode and address, as agencies sent them.
    """
    places = find_places(rows)
    return join_homes(places["place_postcode"], places["place_line"])


def find_places(rows: pd.DataFrame) -> pd.DataFrame:
    """Give place_postcode and place_line of each row, made comparable; empty where it has none.

    Args:
        rows: postcode and address, as agencies sent them.
    """
    cleaned = {}
    for name, clean in (("postcode", clean_postcode), ("address", clean_address)):
        sent = rows[name].astype("str").fillna("")
        cleaned[name] = sent.map({one: clean(one) for one in sent.unique()}).astype("str")
    return pd.DataFrame({"place_postcode": cleaned["postcode"], "place_line": cleaned["address"]})


def find_households(addresses: pd.DataFrame) -> pd.Series:
    """Give each person a household_id, which keeps a household on one side of a split.

    One value per row of `addresses`, same index: the smallest person_id among the persons at the
    same address. Absent: a person without a full address, or at an address that more than
    `MOST_PERSONS_AT_HOME` share, stands alone, under their own person_id.

    Args:
        addresses: person_id and home (see `join_homes`); one row per person.
    """
    homes = addresses[addresses["home"] != ""].groupby("home")["person_id"]
    first, persons = homes.transform("min"), homes.transform("size")
    shared = first[persons <= MOST_PERSONS_AT_HOME]
    return shared.reindex(addresses.index).fillna(addresses["person_id"]).astype("str")
