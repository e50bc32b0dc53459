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
from core.errors import ExpectationFailed
from expectations.batch import build_batch, looked_at
from expectations.suites import COPY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agencies.contract import Table
    from expectations.suites import Check

# Nearly every check of nearly every delivery passes, and to be told just that takes half the time.
_PASSED_OR_NOT = {"result_format": "BOOLEAN_ONLY"}
_WHICH_ROWS = {
    "result_format": "COMPLETE",
    # Without this the results hold the values themselves.
    "exclude_unexpected_values": True,
    # The frame is indexed by `_row`, so the list of indices is the list of row numbers. Asking
    # for the column by `unexpected_index_column_names` gives the same and took 3.8 s instead of
    # 0.1 s for 100,000 rows that fail.
    "return_unexpected_index_query": False,
}
NOBODY = pd.Index([], dtype="int64")


@dataclass(frozen=True)
class Outcome:
    """What one check found: how many rows it looked at, and the numbers of those that fail."""

    checked: int
    failed: pd.Index


class Validator:
    """A Great Expectations context without files, made once for all tables of a delivery."""

    def __init__(self) -> None:
        """Import the library, which takes about four seconds, only when a delivery is checked."""
        import great_expectations as gx
        import great_expectations.expectations as classes
        from great_expectations.expectations.row_conditions import Column
        from great_expectations.validator.v1_validator import Validator as Run

        # It tells about each temporary folder, at a level it sets itself when it is imported.
        logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}
        asset = context.data_sources.add_pandas("delivery").add_dataframe_asset("table")
        self._batches = asset.add_batch_definition_whole_dataframe("rows")
        self._suite_class, self._classes, self._run = gx.ExpectationSuite, classes, Run
        self._no_copy = Column(COPY) == False  # noqa: E712  a condition the library reads

    def find_failures(
        self, rows: pd.DataFrame, checks: Sequence[Check], *, table: Table
    ) -> dict[str, Outcome]:
        """Give the outcome of every check, by its code.

        Absent: a check that finds nothing to look at is not run, and has looked at no row.

        Raises:
            ExpectationFailed: a check could not be run; it is never taken as passed.
        """
        batch = build_batch(rows, checks, table=table)
        looked = {check.code: looked_at(check, batch) for check in checks}
        # One run for both questions: each new one reads the whole table to give it a fingerprint.
        run = self._run(self._batches, batch_parameters={"dataframe": batch})
        has_copies = bool(batch[COPY].any())

        def ask(some: Iterable[Check], form: dict[str, Any]) -> dict[str, Any]:
            wanted = {c.code: self._expectation(c, has_copies=has_copies) for c in some}
            run.result_format = form
            suite = self._suite_class(table.name, expectations=list(wanted.values()))
            results = run.validate_expectation_suite(suite).results if wanted else ()
            return _by_code(results, wanted, table=table)

        passed = ask((check for check in checks if looked[check.code]), _PASSED_OR_NOT)
        faulty = [c for c in checks if c.code in passed and not passed[c.code].success]
        failed = {
            code: _failed(result, looked[code], table=table)
            for code, result in ask(faulty, _WHICH_ROWS).items()
        }
        return {
            check.code: Outcome(looked[check.code], _without(failed, check)) for check in checks
        }

    def _expectation(self, check: Check, *, has_copies: bool) -> Any:
        return getattr(self._classes, check.expectation)(
            **check.arguments,
            row_condition=self._no_copy if check.ignores_copies and has_copies else None,
            meta={"code": check.code},
        )


def _by_code(results: Iterable[Any], wanted: Iterable[str], *, table: Table) -> dict[str, Any]:
    found = {}
    for result in results:
        code = result.expectation_config.meta["code"]
        # One key on success; otherwise one entry a metric, each with a message that may hold values.
        if result.exception_info.get("raised_exception") is not False:
            raise _not_run(table, f"check {code} ended with an exception")
        found[code] = result
    if set(found) != set(wanted):
        raise _not_run(table, f"{len(found)} checks with a result")
    return found


def _failed(result: Any, looked: int, *, table: Table) -> pd.Index:
    code, details = result.expectation_config.meta["code"], result.result
    failed = pd.Index(details["unexpected_index_list"] or (), dtype="int64").sort_values()
    if len(failed) != details["unexpected_count"]:
        raise _not_run(table, f"check {code} did not name every row that fails")
    if details["element_count"] - details.get("missing_count", 0) != looked:
        raise _not_run(table, f"check {code} looked at other rows than it was to")
    return failed


def _without(failed: dict[str, pd.Index], check: Check) -> pd.Index:
    mine = failed.get(check.code, NOBODY)
    return mine.difference(failed[check.unless]) if check.unless in failed else mine


def _not_run(table: Table, found: str) -> ExpectationFailed:
    return ExpectationFailed(
        f"The checks of table {table.name} could not all be run.",
        where=f"table {table.name}",
        expected="a result from every check of the contract",
        found=found,
        next_step="report it to the people who maintain the checks; the night is held",
    )
