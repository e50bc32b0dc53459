"""What could have been known about each child on a date, as numbers, and the entries behind them.

Makes FEATURE_MATRIX. Must never use an entry with `known_date` after the as-of date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.catalogue import FEATURE_MATRIX
from features.catalogue import FEATURES
from features.entries import known_entries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import duckdb

    from features.coverage import Coverage
    from features.spec import FeatureSpec


def build_feature_matrix(
    chronology: pd.DataFrame,
    sharing: pd.DataFrame,
    cohort: pd.DataFrame,
    *,
    coverage: Coverage,
    as_of_date: date,
) -> pd.DataFrame:
    """Build what could have been known about each child on a date.

    One row per (person_id, as_of_date) of the cohort, in order of person.
    Knowable: events with known_date <= as_of_date, whatever their event_date.
    Absent: no nulls; a person without such an entry has the feature's `absent` value. Whether
    an agency had nothing to record or sent nothing is told apart by `has_record_<agency>` (it
    recorded something) and `can_tell_<agency>` (its data covers the last 12 months).

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        sharing: see `core.catalogue.SHARING`.
        cohort: whom to describe; rows of other as-of dates are left out.
        coverage: what the deliveries can tell.
        as_of_date: the day we stand on.

    Raises:
        LeakageError: an event was not yet known on `as_of_date`.
    """
    person_ids = cohort.loc[cohort["as_of_date"] == pd.Timestamp(as_of_date), "person_id"].tolist()
    with known_entries(
        chronology, sharing, person_ids=person_ids, coverage=coverage, as_of_date=as_of_date
    ) as connection:
        matrix = values_of(connection, FEATURES)
    matrix.insert(1, "as_of_date", pd.Timestamp(as_of_date))
    return FEATURE_MATRIX.conform(matrix)


def values_of(connection: duckdb.DuckDBPyConnection, specs: Sequence[FeatureSpec]) -> pd.DataFrame:
    """Give the values of some features for every wanted person, in order of person.

    One row per person, one column per feature. Absent: see `FeatureSpec.absent`.

    Args:
        connection: from `features.entries.known_entries`.
        specs: which features.
    """
    columns = ",\n    ".join(f"{spec.sql} AS {spec.name}" for spec in specs)
    # A person without any entry has one row of nulls here, which no mask takes for an entry.
    # execute() plans so long a query once; sql() would plan it a second time for its columns.
    values: pd.DataFrame = connection.execute(
        f"SELECT person_id,\n    {columns}\n"
        "FROM wanted LEFT JOIN entries USING (person_id) GROUP BY person_id ORDER BY person_id"
    ).df()
    return values.astype({"person_id": "str"})


def find_entries(
    chronology: pd.DataFrame,
    sharing: pd.DataFrame,
    *,
    specs: Sequence[FeatureSpec],
    person_ids: Sequence[str],
    coverage: Coverage,
    as_of_date: date,
) -> pd.DataFrame:
    """Find the entries that features of some persons are worked out from.

    One row per (person_id, feature, event_id), in that order; for a count feature exactly the
    entries it counts, because both use the same condition.
    Knowable: as `build_feature_matrix`.

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        sharing: see `core.catalogue.SHARING`.
        specs: which features.
        person_ids: whose entries.
        coverage: what the deliveries can tell; what nobody can tell has no entries.
        as_of_date: the day we stand on.

    Raises:
        LeakageError: an event was not yet known on `as_of_date`.
    """
    with known_entries(
        chronology, sharing, person_ids=person_ids, coverage=coverage, as_of_date=as_of_date
    ) as connection:
        rows = connection.execute(_entries_sql(specs)).df()
    return rows.astype("str")


def _entries_sql(specs: Sequence[FeatureSpec]) -> str:
    nothing = "SELECT '' AS person_id, '' AS feature, '' AS event_id WHERE false"
    each = (
        f"SELECT person_id, '{spec.name}', event_id FROM entries WHERE {spec.in_window}"
        for spec in specs
    )
    return "\nUNION ALL ".join((nothing, *each)) + "\nORDER BY ALL"
