"""What the checks found in each table, for the data team: counts and sentences, never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from reports.context import CheckLine, TableChecks, Tag, ValidationPage
from reports.frame import make_frame
from reports.supply import Supply
from reports.wording import pages as words
from reports.wording.basics import number

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

    from reports.inputs import SiteInputs

_KEYS = ["agency", "format", "table"]


def build_context(inputs: SiteInputs) -> ValidationPage:
    """Gather what the page of data checks says.

    Args:
        inputs: the night.
    """
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    counts, results = (_countable(f) for f in (inputs.table_counts, inputs.check_results))
    counts = counts.assign(_order=[supply.order(code) for code in counts["agency"]]).sort_values(
        ["_order", *_KEYS], kind="stable"
    )
    checks = dict(iter(results.groupby(_KEYS, sort=True)))
    nothing = results.iloc[0:0]
    tables = tuple(
        _table(row, checks.get((row.agency, row.format, row.table), nothing), supply)
        for row in counts.itertuples(index=False)
    )
    return ValidationPage(
        frame=make_frame(inputs, title=words.CHECKS_TITLE, section="run"),
        lead=words.checks_lead(
            len(results),
            len(tables),
            int(counts["rows_in"].sum()),
            int(counts["quarantined"].sum()),
        )
        if tables
        else "",
        summary=tuple(
            (
                table.name,
                table.anchor,
                number(row.rows_in),
                number(row.accepted),
                number(row.quarantined),
                number(len(table.failed)),
            )
            for table, row in zip(tables, counts.itertuples(index=False), strict=True)
        ),
        tables=tables,
        not_counted=words.RESTRICTIONS_CHECKED if len(counts) < len(inputs.table_counts) else "",
        empty="" if tables else words.NOTHING_CHECKED,
    )


def _countable(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the restrictions list: its rows are people under a restriction."""
    return frame[frame["agency"] != RESTRICTIONS]


def _table(row: Any, checks: pd.DataFrame, supply: Supply) -> TableChecks:
    ordered = checks.sort_values(["check", "column"], kind="stable", na_position="first")
    lines = [_check(check) for check in ordered.itertuples(index=False)]
    passed = words.CHECK_STATES["passed"][0]
    return TableChecks(
        anchor=f"{row.agency}-{row.format}-{row.table}".replace("_", "-"),
        name=f"{words.as_label(supply.name(row.agency))}: {row.format}, {row.table}",
        counts=words.table_counts(row.rows_in, row.accepted, row.quarantined),
        failed=tuple(line for line in lines if line.tag.text != passed),
        passed=tuple(line for line in lines if line.tag.text == passed),
    )


def _check(check: Any) -> CheckLine:
    state = check.action if check.rows_failed else "passed"
    text, colour = words.CHECK_STATES[state]
    return CheckLine(
        sentence=str(check.says),
        column="" if check.column is None or check.column != check.column else str(check.column),
        checked=number(check.rows_checked),
        failed=number(check.rows_failed),
        tag=Tag(text=text, colour=colour),
    )
