"""Other children of the same family or address: how many, and which of them are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports.case_context import Family
from reports.context import Link
from reports.record import window
from reports.wording import linking as words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from reports.record import Record


def find_family(
    record: Record, *, looked_at: Collection[str], listed: Collection[str], as_of_date: date
) -> Family | None:
    """Say how many other children belong to the record's family or address.

    None where there is nobody to count, which does not mean that the child lives alone.

    Args:
        record: the record.
        looked_at: persons looked at tonight. Nobody else is counted: a restricted person is
            never among them, and a number would tell that there is one.
        listed: persons with a page of their own.
        as_of_date: the night.
    """
    links = _of_the_year(record.household, as_of_date)
    links = links[links["other_person_id"].isin(looked_at)]
    family = set(links.loc[links["kind"] == "same_family", "other_person_id"])
    others = set(links["other_person_id"]) - family
    if not family and not others:
        return None
    return Family(
        sentence=words.family(len(family), len(others)),
        listed_as_well=words.FAMILY_LISTED,
        links=tuple(
            Link(text=person, href=f"{person}.html")
            for person in sorted((family | others) & set(listed))
        ),
    )


def _of_the_year(links: pd.DataFrame, as_of_date: date) -> pd.DataFrame:
    """Leave out links that ended before the last 12 months, or begin later."""
    if links.empty:
        return pd.DataFrame({"other_person_id": [], "kind": []})
    start, end = (pd.Timestamp(day) for day in window(as_of_date))
    is_over = links["last_date"] < start
    is_ahead = links["first_date"] > end
    return links[~is_over & ~is_ahead]
