"""Do the agencies' records contradict each other? Rules that no single delivery can be asked.

They are about persons and entries as every agency's feed gave them, before any are linked, so two
records are held to be one person's only if they carry the same number. Nothing is ever set aside:
linkage weighs what it is given, and here the agencies are told which of their details differ.
"""

from __future__ import annotations

import pandas as pd

from core.catalogue import CHECK_RESULTS, SOURCE_EVENTS, SOURCE_PERSONS
from expectations.rule import all_rules

ALL = "all"  # stands for an agency in the rules between agencies
SOURCE_RECORDS = "source_records"  # stands for a format in them


def check_between_agencies(persons: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Check the records of all agencies against each other.

    One row per rule and feed that has records; see `core.catalogue.CHECK_RESULTS`. A record that
    shares its number with no other agency's is not counted as checked.

    Args:
        persons: see `core.catalogue.SOURCE_PERSONS`.
        events: see `core.catalogue.SOURCE_EVENTS`.
    """
    tables = {SOURCE_PERSONS.name: persons, SOURCE_EVENTS.name: events}
    results = []
    for rule in (rule for rule in all_rules() if rule.agency == ALL):
        for table, column in rule.about.items():
            rows = tables[table]
            breaks = rule.check(rows, column, tables)
            for (agency, format_), found in breaks.groupby([rows["agency"], rows["format"]]):
                results.append({
                    "agency": agency, "format": format_, "table": table, "check": rule.code,
                    "says": rule.says, "column": column, "action": rule.action,
                    "rows_checked": int(found.notna().sum()), "rows_failed": int(found.sum()),
                })  # fmt: skip
    return CHECK_RESULTS.conform(pd.DataFrame(results).reindex(columns=CHECK_RESULTS.columns))
