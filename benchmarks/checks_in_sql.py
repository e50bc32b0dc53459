"""The checks of a suite, written straight in DuckDB SQL: what Great Expectations is measured by.

Generated from the same suites, so both are asked the same. A law in
`tests/generative/test_expectations_laws.py` has both find the same rows in any delivery.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.parse import UNREADABLE
from expectations.suites import COPY, FIRST_DAY, WAS_READ

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pandas as pd

    from agencies.contract import Table
    from expectations.suites import Check


def count_failures(
    connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, checks: Sequence[Check], table: Table
) -> dict[str, int]:
    """Count the rows that fail each check, by its code.

    Args:
        connection: a database in memory.
        rows: a parsed table.
        checks: its suite.
        table: the contract.
    """
    connection.register("sent", rows)
    row_checks = {c.code: where for c in checks if (where := _where(c, checks))}
    failed: dict[str, int] = {}
    if row_checks:
        counts = ", ".join(f"count(*) FILTER (WHERE {where})" for where in row_checks.values())
        (found,) = connection.execute(f"SELECT {counts} FROM sent").fetchall()
        failed = dict(zip(row_checks, found, strict=True))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE said AS {_said(table)}").fetchall()
    for check in checks:
        if check.code not in failed:
            ((count,),) = connection.execute(_between_rows(check, table)).fetchall()
            failed[check.code] = int(count)
    return failed


def _where(check: Check, checks: Sequence[Check]) -> str | None:
    """Give the condition for a row to fail, for a check that looks at one row alone."""
    said, names = check.arguments, [_quoted(name) for name in check.names]
    if COPY in check.names or "Unique" in check.expectation:
        return None
    if check.names[0].startswith(WAS_READ):
        return _is_unreadable(check.names[0].removeprefix(WAS_READ))
    if check.looks_at_gaps:
        is_told_apart = check.unless in {one.code for one in checks}
        but = f" AND NOT {_is_unreadable(check.names[0])}" if is_told_apart else ""
        return f"{names[0]} IS NULL{but}"
    if "value_set" in said:
        return f"{names[0]} NOT IN ({', '.join(map(_text, said['value_set']))})"
    if "regex" in said:
        return f"NOT regexp_matches({names[0]}, {_text(said['regex'])})"
    if "max_value" in said:
        return f"{names[0]} > DATE '{FIRST_DAY}' + INTERVAL {int(said['max_value'])} DAY"
    return f"{names[0]} < {names[1]}"


def _said(table: Table) -> str:
    columns = ", ".join(_quoted(name) for name in (*(c.name for c in table.columns), UNREADABLE))
    return f"SELECT {columns}, count(*) AS times FROM sent GROUP BY ALL"


def _between_rows(check: Check, table: Table) -> str:
    if COPY in check.names:
        return "SELECT coalesce(sum(times - 1), 0) FROM said"
    key = [_quoted(name) for name in table.key]
    whole = " AND ".join(f"{name} IS NOT NULL" for name in key)
    return (
        f"SELECT coalesce(sum(readings), 0) FROM (SELECT count(*) AS readings FROM said "
        f"WHERE {whole} GROUP BY {', '.join(key)} HAVING count(*) > 1)"
    )


def _is_unreadable(name: str) -> str:
    return f"list_contains(string_split(coalesce({_quoted(UNREADABLE)}, ''), ','), {_text(name)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
