"""Counts of linkage that may be shown: none of them tells how long the restrictions list is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS

if TYPE_CHECKING:
    import pandas as pd

    from reports.inputs import SiteInputs

WAYS = ("identifier", "decision", "details", "alone")
"""How a record came to its person; see `core.catalogue.LINKS`."""

# Records of persons, of which the restrictions list's are some: with the rows of the other files
# each of these tells how long that list is, alone or by adding up.
_COUNT_RESTRICTED = ("restricted_persons", "source_persons", "alone", "clerical_queue")


def linked_records(inputs: SiteInputs) -> pd.DataFrame:
    """Give agency, matched_by, needs_check and n, without the restrictions list.

    Args:
        inputs: the night.
    """
    rows = inputs.links_by_agency
    return rows[(rows["agency"] != RESTRICTIONS) & (rows["n"] > 0)]


def counts_to_show(inputs: SiteInputs) -> dict[str, int]:
    """Give the counts of linkage by name.

    Where records are counted by agency, ways of matching are summed from there: beside a sum with
    the restrictions list, that sum would tell its length.

    Args:
        inputs: the night.
    """
    counts = {
        name: count for name, count in inputs.links_summary.items() if name not in _COUNT_RESTRICTED
    }
    rows = linked_records(inputs)
    if rows.empty:
        return counts
    by_way = rows.groupby("matched_by")["n"].sum()
    counts |= {f"by_{way}": int(by_way.get(way, 0)) for way in WAYS if way != "alone"}
    counts["needs_check"] = int(rows.loc[rows["needs_check"].astype("bool"), "n"].sum())
    counts["pairs_to_look_at"] = int(inputs.clerical_counts["n"].sum())
    return counts
