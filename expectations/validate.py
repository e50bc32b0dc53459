"""Runs one table's suite in Great Expectations: which rows break which check.

The only module that knows that library. It never raises and its results may hold raw values, so
here a check that could not be run is an error, values are excluded, and its own pages (which load
files from elsewhere) are not used.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

import core.telemetry  # noqa: F401  read by the library when it is imported
from agencies.parse import ROW, UNREADABLE
from core.errors import ExpectationFailed
from expectations.suites import COPY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agencies.contract import Table
    from expectations.suites import Check

_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    # Without this the results hold the values themselves.
    "exclude_unexpected_values": True,
    # The frame is indexed by `_row`, so the list of indices is the list of row numbers. Asking
    # for the column by `unexpected_index_column_names` gives the same and took 3.8 s instead of
    # 0.1 s for 100,000 rows that fail.
    "return_unexpected_index_query": False,
}


@dataclass(frozen=True)
class Outcome:
    """What one check found: how many rows it looked at, and the numbers of those that fail."""

    checked: int
    failed: frozenset[int]


class Validator:
    """A Great Expectations context without files, made once for all tables of a delivery."""

    def __init__(self) -> None:
        """Import the library, which takes about four seconds, only when a delivery is checked."""
        import great_expectations as gx
        import great_expectations.expectations as classes
        from great_expectations.expectations.row_conditions import Column

        # It tells about each temporary folder, at a level it sets itself when it is imported.
        logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}
        asset = context.data_sources.add_pandas("delivery").add_dataframe_asset("table")
        self._batches = asset.add_batch_definition_whole_dataframe("rows")
        self._suite_class, self._classes = gx.ExpectationSuite, classes
        self._no_copy = Column(COPY) == False  # noqa: E712  a condition the library reads

    def find_failures(
        self, rows: pd.DataFrame, checks: Sequence[Check], *, table: Table
    ) -> dict[str, Outcome]:
        """Give the outcome of every check, by its code.

        Raises:
            ExpectationFailed: a check could not be run; it is never taken as passed.
        """
        batch = self._batches.get_batch(batch_parameters={"dataframe": _with_copies(rows, table)})
        suite = self._suite_class(
            table.name,
            expectations=[self._expectation(check) for check in checks],
        )
        results = batch.validate(suite, result_format=_RESULT_FORMAT).results
        found = {r.expectation_config.meta["code"]: _outcome(r, table=table) for r in results}
        if sorted(found) != sorted(check.code for check in checks):
            raise _not_run(table, f"{len(found)} of {len(checks)} checks")
        return {
            check.code: _without(found[check.code], found.get(check.unless or ""))
            for check in checks
        }

    def _expectation(self, check: Check) -> Any:
        return getattr(self._classes, check.expectation)(
            **check.arguments,
            row_condition=self._no_copy if check.ignores_copies else None,
            meta={"code": check.code},
        )


def _outcome(result: Any, *, table: Table) -> Outcome:
    code = result.expectation_config.meta["code"]
    # One key on success; otherwise one entry a metric, each with a message that may hold values.
    if result.exception_info.get("raised_exception") is not False:
        raise _not_run(table, f"check {code} ended with an exception")
    details = result.result
    failed = frozenset(int(row) for row in details["unexpected_index_list"] or ())
    if len(failed) != details["unexpected_count"]:
        raise _not_run(table, f"check {code} did not name every row that fails")
    return Outcome(details["element_count"] - details.get("missing_count", 0), failed)


def _without(outcome: Outcome, better: Outcome | None) -> Outcome:
    return Outcome(outcome.checked, outcome.failed - better.failed) if better else outcome


def _with_copies(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Index rows by number, and mark those that say again what an earlier row said."""
    # Without a name: the library answers a named index with a slow dictionary a row.
    numbered = rows.sort_values(ROW).set_index(ROW).rename_axis(None)
    # A row in which everything could be read was looked at too, and counts as checked.
    numbered[UNREADABLE] = numbered[UNREADABLE].fillna("")
    said = [column.name for column in table.columns] + [UNREADABLE]
    # Same rows have the same key, and few keys repeat: only those are compared in full.
    likely = numbered.duplicated(list(table.key), keep=False) if table.key else None
    likely_rows = numbered if likely is None else numbered[likely]
    numbered[COPY] = likely_rows.duplicated(said).reindex(numbered.index, fill_value=False)
    return numbered


def _not_run(table: Table, found: str) -> ExpectationFailed:
    return ExpectationFailed(
        f"The checks of table {table.name} could not all be run.",
        where=f"table {table.name}",
        expected="a result from every check of the contract",
        found=found,
        next_step="report it to the people who maintain the checks; the night is held",
    )
