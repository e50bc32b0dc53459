"""Is this delivery what was promised? Every row is accepted, or set aside with its reasons.

Makes CHECK_RESULTS and TABLE_COUNTS. Neither holds a value from a record; quarantined rows do,
and stay where source records stay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import RESTRICTIONS
from agencies.parse import ROW
from core.catalogue import TABLE_COUNTS
from core.errors import ExpectationFailed
from expectations.findings import Asked, Findings
from expectations.references import find_orphans
from expectations.refusal import Limit, why_empty, why_refused
from expectations.rule import rules_of
from expectations.suites import Action, build_suite, is_past, says_not_after
from expectations.validate import Outcome, Validator

if TYPE_CHECKING:
    from datetime import date

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
        refused_because: why nothing of the delivery may be used, as a sentence; None if it may.
    """

    accepted: Tables
    quarantined: Tables
    results: pd.DataFrame
    counts: pd.DataFrame
    refused_because: str | None = None


def check_delivery(
    tables: Tables,
    feed: Feed,
    *,
    received_date: date | None = None,
    standing: Tables | None = None,
    limit: Limit | None = None,
) -> Checked:
    """Check every table of a delivery against its contract, and the tables against each other.

    One row per row sent, accepted or quarantined, in the order sent. First each table alone, then
    rules between tables on the rows that are left, then references to rows that are left.

    Absent: a check that needs a table, a column or a date that is not there is in the results as
    one that could not be tested, with no row checked.

    Args:
        tables: parsed tables; see `agencies.parse.parse_tables`.
        feed: the contract.
        received_date: the day the delivery reached us.
        standing: rows of earlier deliveries that this one only changes; they can be referred to,
            and rules look at them. None for a delivery of everything, which replaces them all.
        limit: how many rows one check may set aside; the usual one if none is given.

    Raises:
        ExpectationFailed: a table that must be there is not, a check could not be run, or the
            restrictions list holds a row that cannot be used.
    """
    _require_tables(tables, feed)
    findings = Findings(feed)
    _check_tables(tables, findings, received_date=received_date)
    _check_rules(tables, findings, standing=standing or {})
    _check_references(tables, findings, standing=standing or {})
    _stop_if_asked(findings)
    checked = _split(tables, findings)
    because = why_refused(checked.results, checked.counts, limit=limit or Limit())
    if not because and standing is None:
        because = why_empty(checked.counts, feed)
    return replace(checked, refused_because=because)


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


def _check_tables(tables: Tables, findings: Findings, *, received_date: date | None) -> None:
    feed = findings.feed
    # A restriction that is set aside would show a record that nobody may see.
    on_fault: Action = "stop" if feed.agency.code == RESTRICTIONS else "quarantine"
    validator = Validator()
    for table in feed.tables:
        if table.name not in tables:
            asked = Asked(table=table.name, code="delivered", says=table.meaning)
            findings.add_untested(asked, because="this table was not sent")
            continue
        rows = tables[table.name]
        checks = build_suite(table, on_fault=on_fault, received_date=received_date)
        outcomes = validator.find_failures(rows, checks, table=table)
        for check in checks:
            found = outcomes[check.code]
            asked = Asked(
                table=table.name, code=check.code, says=check.says, column=check.column,
                action=check.action,
            )  # fmt: skip
            if len(rows) and not found.checked:
                findings.add_untested(asked, because=f"no row holds {check.needs}")
            else:
                findings.add(asked, found)
        if received_date is None:
            _add_dates_untested(table, findings)


def _add_dates_untested(table: Table, findings: Findings) -> None:
    for column in filter(is_past, table.columns):
        code = f"not_after_delivery:{column.name}"
        asked = Asked(table=table.name, code=code, says=says_not_after(column), column=column.name)
        findings.add_untested(asked, because="the day of the delivery was not given")


def _check_rules(tables: Tables, findings: Findings, *, standing: Tables) -> None:
    rules = rules_of(findings.feed)
    read = {name for rule in rules for name in (*rule.about, *rule.needs)}
    refused = findings.refused()
    left = {
        name: rows[~rows[ROW].isin(refused[name])] if name in refused else rows
        for name, rows in tables.items()
        if name in read
    }
    # An entry of tonight belongs to a person of last month, whose date of birth a rule looks up.
    held = {
        name: _put_on_top(standing[name], left.get(name), findings.feed.table(name))
        for name in standing
        if name in read
    }
    for rule in rules:
        for table, column in rule.about.items():
            asked = Asked(
                table=table, code=rule.code, says=rule.says, column=column, action=rule.action
            )
            missing = [name for name in (table, *rule.needs) if name not in left | held]
            if missing:
                findings.add_untested(asked, because=f"{' and '.join(missing)} was not sent")
            elif table in left:
                found, gap = apply_rule(rule, table, rows=left[table], tables=left | held)
                if gap:
                    findings.add_untested(asked, because=gap)
                else:
                    findings.add(asked, found)


def _put_on_top(standing: pd.DataFrame, left: pd.DataFrame | None, table: Table) -> pd.DataFrame:
    rows = pd.concat([standing, *([] if left is None else [left])], ignore_index=True)
    return rows.drop_duplicates(list(table.key), keep="last") if table.key else rows


def apply_rule(
    rule: Rule, table: str, *, rows: pd.DataFrame, tables: Tables
) -> tuple[Outcome, str | None]:
    """Give what a rule finds in a table, and why it could not be tested if it could not.

    Absent: a rule that finds nothing, and reads a column that no row fills in, was not tested.

    Args:
        rule: the rule.
        table: one of those it is about.
        rows: rows of that table that are asked about.
        tables: all rows it looks at.
    """
    breaks = rule.check(rows, rule.about[table], tables)
    broken = breaks.fillna(value=False).astype("bool")
    found = Outcome(int(breaks.notna().sum()), pd.Index(rows.loc[broken, ROW]).sort_values())
    gaps = _gaps(rule, tables)
    if len(rows) and not len(found.failed) and (gaps or not found.checked):
        return found, f"no row holds {' and '.join(gaps) or 'what it compares'}"
    return found, None


def _gaps(rule: Rule, tables: Tables) -> list[str]:
    """Give the columns the rule reads that no row holds; its refused example names all of them."""
    read = [
        (tables[table], name.strip(" >"))
        for table, text in rule.refuses.items()
        if len(tables.get(table, ()))
        for name in text.strip().splitlines()[0].split("|")
    ]
    return [name for rows, name in read if rows[name].isna().all()]


def _check_references(tables: Tables, findings: Findings, *, standing: Tables) -> None:
    refused = findings.refused()
    for one in find_orphans(tables, findings.feed, refused=refused, standing=standing):
        column = one.reference.column
        asked = Asked(
            table=one.table.name, code=one.code, says=one.says, column=column, action=one.action
        )
        if len(tables[one.table.name]) and not one.checked:
            findings.add_untested(asked, because=f"no row holds {column}")
        else:
            findings.add(asked, Outcome(one.checked, one.failed))


def _stop_if_asked(findings: Findings) -> None:
    failed = [r for r in findings.rows if r["action"] == "stop" and r["rows_failed"]]
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


def _split(tables: Tables, findings: Findings) -> Checked:
    feed = findings.feed
    accepted: Tables = {}
    quarantined: Tables = {}
    counts = []
    for table in feed.tables:
        if table.name not in tables:
            continue
        rows = tables[table.name]
        reasons = findings.reasons(table.name, rows[ROW])
        aside = rows[reasons.notna()].assign(**{REASONS: reasons.dropna()})
        accepted[table.name] = rows[reasons.isna()].reset_index(drop=True)
        quarantined[table.name] = aside.reset_index(drop=True)
        counts.append({
            "agency": feed.agency.code, "format": feed.format, "table": table.name,
            "rows_in": len(rows), "accepted": len(accepted[table.name]),
            "quarantined": len(quarantined[table.name]), "received_date": None,
        })  # fmt: skip
    counted = TABLE_COUNTS.conform(pd.DataFrame(counts, columns=TABLE_COUNTS.columns))
    _conserve(counted, findings)
    return Checked(accepted, quarantined, findings.results, counted)


def _conserve(counts: pd.DataFrame, findings: Findings) -> None:
    said = {table: len(rows) for table, rows in findings.refused().items()}
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
