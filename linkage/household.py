"""Says which persons live together, as far as addresses tell.

Used to keep a household on one side of a split between training and test. Never evidence about
a child, and never shown.
"""

from __future__ import annotations

import pandas as pd

MOST_PERSONS_AT_HOME = 12
"""An address that more persons share is a children's home, a hostel or a school."""


def find_households(addresses: pd.DataFrame) -> pd.Series:
    """Give each person a household_id.

    One value per row of `addresses`, same index: the smallest person_id among the persons at the
    same address. Absent: a person without a full address, or at an address that more than
    `MOST_PERSONS_AT_HOME` share, stands alone, under their own person_id.

    Args:
        addresses: person_id and home (postcode and first line made comparable, empty where not
            known); one row per person.
    """
    homes = addresses[addresses["home"] != ""].groupby("home")["person_id"]
    first, persons = homes.transform("min"), homes.transform("size")
    shared = first[persons <= MOST_PERSONS_AT_HOME]
    return shared.reindex(addresses.index).fillna(addresses["person_id"]).astype("str")
