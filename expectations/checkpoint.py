"""Is this delivery what was promised? Every row is accepted, or set aside with its reasons.

Makes CHECK_RESULTS and TABLE_COUNTS. Neither holds a value from a record; quarantined rows do,
and stay where source records stay.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import RESTRICTIONS
from agencies.parse import ROW
from core.catalogue import CHECK_RESULTS, TABLE_COUNTS
from core.errors import ExpectationFailed
from expectations.references import find_orphans
from expectations.rule import rules_of
from expectations.suites import Action, build_suite, is_dated, says_not_after
from expectations.validate import Outcome, Validator

if TYPE_CHECKING:
    from agencies.contract import Feed, Table, Tables
    from expectations.rule import Rule

REASONS = "_reasons"


@dataclass(frozen=True)
class Checked:
    """A delivery after its checks.

    Attributes:
        accepted: rows that go on, by table.
        quarantined: rows set aside, by table, with the codes of the checks in `_reasons`.
        results: see `core.catalogue.CHECK_RESULTS`.
        counts: see `core.catalogue.TABLE_COUNTS`.
    """

    accepted: Tables
    quarantined: Tables
    results: pd.DataFrame
    counts: pd.DataFrame


@dataclass
class _Findings:
    """What the checks have found so far about one delivery."""

    feed: Feed
    results: list[dict[str, object]] = field(default_factory=list)
    reasons: dict[str, dict[int, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(
        self,
        table: str,
        code: str,
        says: str,
        *,
        column: str | None,
        action: Action,
        found: Outcome,
    ) -> None:
        """Note the result of a check, and the rows it sets aside."""
        self.results.append({
            "agency": self.feed.agency.code, "format": self.feed.format, "table": table,
            "check": code, "says": says, "column": column, "action": action,
            "rows_checked": found.checked, "rows_failed": len(found.failed),
        })  # fmt: skip
        if action != "warn":
            for row in sorted(found.failed):
                self.reasons[table][row].append(code)

    def add_untested(self, table: str, code: str, says: str, *, because: str) -> None:
        """Note that a check could not be made. That is never the same as passing it."""
        self.add(
            table, code, f"Could not be tested, because {because}: {says}", column=None,
            action="warn", found=Outcome(0, frozenset()),
        )  # fmt: skip

    def refused(self) -> dict[str, set[int]]:
        """Give the numbers of the rows set aside so far."""
        return {table: set(rows) for table, rows in self.reasons.items()}


def check_delivery(tables: Tables, feed: Feed, *, received_date: date | None = None) -> Checked:
    """Check every table of a delivery against its contract, and the tables against each other.

    One row per row sent, accepted or quarantined, in the order sent. First each table alone, then
    rules between tables on the rows that are left, then references to rows that are left.

    Absent: a check that needs a table, or a date, that is not there is in the results as one
    that could not be tested, with no row checked.

    Args:
        tables: parsed tables; see `agencies.parse.parse_tables`.
        feed: the contract.
        received_date: the day the delivery reached us.

    Raises:
        ExpectationFailed: a table that must be there is not, a check could not be run, or the
            restrictions list holds a row that cannot be used.
    """
    _require_tables(tables, feed)
    findings = _Findings(feed)
    _check_tables(tables, findings, received_date=received_date)
    _check_rules(tables, findings)
    for orphans in find_orphans(tables, feed, refused=findings.refused()):
        findings.add(
            orphans.table.name, orphans.code, orphans.says, column=orphans.reference.column,
            action=orphans.action, found=Outcome(orphans.checked, orphans.failed),
        )  # fmt: skip
    _stop_if_asked(findings)
    return _split(tables, findings)


def _require_tables(tables: Tables, feed: Feed) -> None:
    missing = [t.name for t in feed.tables if t.name not in tables and not t.optional]
    surprising = sorted(set(tables) - {t.name for t in feed.tables})
    repeated = [name for name, rows in tables.items() if not rows[ROW].is_unique]
    if missing or surprising or repeated:
        raise ExpectationFailed(
            "The tables of a delivery are not those of its contract.",
            where=_name(feed),
            expected=f"tables {', '.join(t.name for t in feed.tables)}, rows numbered once",
            found=f"missing: {missing or 'none'}; not in the contract: {surprising or 'none'}; "
            f"with repeated row numbers: {repeated or 'none'}",
            next_step="ask the agency to send the missing tables, or correct the reader",
        )


def _check_tables(tables: Tables, findings: _Findings, *, received_date: date | None) -> None:
    feed = findings.feed
    # A restriction that is set aside would show a record that nobody may see.
    on_fault: Action = "stop" if feed.agency.code == RESTRICTIONS else "quarantine"
    validator = Validator()
    for table in feed.tables:
        if table.name not in tables:
            findings.add_untested(
                table.name, "delivered", table.meaning, because="this table was not sent"
            )
            continue
        checks = build_suite(table, on_fault=on_fault, received_date=received_date)
        outcomes = validator.find_failures(tables[table.name], checks, table=table)
        for check in checks:
            findings.add(
                table.name, check.code, check.says, column=check.column, action=check.action,
                found=outcomes[check.code],
            )  # fmt: skip
        if received_date is None:
            _add_dates_untested(table, findings)


def _add_dates_untested(table: Table, findings: _Findings) -> None:
    for column in filter(is_dated, table.columns):
        findings.add_untested(
            table.name, f"not_after_delivery:{column.name}", says_not_after(column),
            because="the day of the delivery was not given",
        )  # fmt: skip


def _check_rules(tables: Tables, findings: _Findings) -> None:
    refused = findings.refused()
    left = {name: rows[~rows[ROW].isin(refused.get(name, set()))] for name, rows in tables.items()}
    for rule in rules_of(findings.feed):
        for table, column in rule.dates.items():
            missing = [name for name in (table, *rule.needs) if name not in left]
            if missing:
                because = f"{' and '.join(missing)} was not sent"
                findings.add_untested(table, rule.code, rule.says, because=because)
                continue
            findings.add(
                table, rule.code, rule.says, column=column, action=rule.action,
                found=_apply(rule, column, left[table], left),
            )  # fmt: skip


def _apply(rule: Rule, column: str, rows: pd.DataFrame, left: Tables) -> Outcome:
    breaks = rule.check(rows, column, left)
    broken = breaks.fillna(value=False).astype(bool)
    return Outcome(int(breaks.notna().sum()), frozenset(rows.loc[broken, ROW]))


def _stop_if_asked(findings: _Findings) -> None:
    failed = [r for r in findings.results if r["action"] == "stop" and r["rows_failed"]]
    if failed:
        raise ExpectationFailed(
            "A table that the night depends on holds rows that cannot be used.",
            where=", ".join(
                sorted({f"{_name(findings.feed)}, table {r['table']}" for r in failed})
            ),
            expected="; ".join(str(r["says"]) for r in failed),
            found=", ".join(f"{r['rows_failed']:,} rows fail {r['check']}" for r in failed),
            next_step="have the rows corrected and send the whole table again; the night is held",
        )


def _split(tables: Tables, findings: _Findings) -> Checked:
    feed = findings.feed
    accepted: Tables = {}
    quarantined: Tables = {}
    counts = []
    for table in feed.tables:
        if table.name not in tables:
            continue
        rows = tables[table.name]
        why = {row: ",".join(codes) for row, codes in findings.reasons[table.name].items()}
        reasons = rows[ROW].map(why).astype("str")
        aside = rows.assign(**{REASONS: reasons})[reasons.notna()]
        accepted[table.name] = rows[reasons.isna()].reset_index(drop=True)
        quarantined[table.name] = aside.reset_index(drop=True)
        counts.append({
            "agency": feed.agency.code, "format": feed.format, "table": table.name,
            "rows_in": len(rows), "accepted": len(accepted[table.name]),
            "quarantined": len(quarantined[table.name]),
        })  # fmt: skip
    counted = TABLE_COUNTS.conform(pd.DataFrame(counts, columns=TABLE_COUNTS.columns))
    _conserve(counted, findings)
    results = pd.DataFrame(findings.results, columns=CHECK_RESULTS.columns)
    return Checked(accepted, quarantined, CHECK_RESULTS.conform(results), counted)


def _conserve(counts: pd.DataFrame, findings: _Findings) -> None:
    said = {table: len(rows) for table, rows in findings.reasons.items() if rows}
    wrong = counts[
        (counts["rows_in"] != counts["accepted"] + counts["quarantined"])
        | (counts["quarantined"] != counts["table"].map(said).fillna(0))
    ]
    if len(wrong):
        raise ExpectationFailed(
            "Rows were lost or made between delivery and quarantine.",
            where=f"{_name(findings.feed)}, {', '.join(wrong['table'])}",
            expected="rows sent = accepted + quarantined, and a reason for each set aside",
            found=f"{len(wrong)} tables that do not add up",
            next_step="report it to the people who maintain the checks; the night is held",
        )


def _name(feed: Feed) -> str:
    return f"{feed.agency.code}/{feed.format}"
