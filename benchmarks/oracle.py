"""Do our census rules find what the sector's own validator finds in its own sample?

The validator (Data to Insight, csc-validator-be-cin 0.1.13, rules of 2025/26) was run on its
`fake_CIN_data.xml`; its counts and its report stand beside that file. A rule that fires nowhere
in the sample agrees by zero, which proves little: `tests/spec/rules/census.py` has a whole return
that each of them must refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import find_feed
from agencies.parse import ROW, parse_tables
from agencies.social_care.cin_census_xml import read_return
from benchmarks.results import Row
from expectations.census import KEPT_BY_CONTRACT
from expectations.checkpoint import check_delivery
from expectations.rule import Rule, rules_of

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

FEED = find_feed("social_care", "cin_census")
# These are about the whole return; the validator's counts hold only rules about rows.
ABOUT_THE_RETURN = ("2883", "2886Q", "2887Q", "2888Q")


@dataclass(frozen=True)
class Comparison:
    """What both found for one rule in one table, as numbers of rows.

    Attributes:
        rule: the validator's code.
        table: where rows were found; missing for a rule that found none.
        ours: numbers of the rows that we found.
        theirs: numbers of the rows that the validator found.
        looked_at: rows that could break the rule, by the results of checking the delivery.
        counted: rows that fail by the same results.
        counted_theirs: rows by the validator's own counts.
    """

    rule: str
    table: str
    ours: frozenset[int]
    theirs: frozenset[int]
    looked_at: int
    counted: int
    counted_theirs: int

    @property
    def agrees(self) -> bool:
        """Say whether counts and rows are the same."""
        return self.counted == self.counted_theirs and self.ours == self.theirs


def compare(folder: Path) -> list[Comparison]:
    """Compare rule by rule; one entry a rule and table in which either of the two looks for rows.

    Args:
        folder: holds `fake_CIN_data.xml` and the two files of the validator.
    """
    tables = parse_tables(read_return(folder / "fake_CIN_data.xml").tables, FEED)
    results = check_delivery(tables, FEED).results.set_index(["table", "check"])
    checked, failed = results["rows_checked"].to_dict(), results["rows_failed"].to_dict()
    report = pd.read_csv(folder / "oracle_user_report_fake_CIN_data.csv", dtype="str")
    counts = pd.read_csv(
        folder / "oracle_rule_counts_fake_CIN_data.csv", dtype={"rule_code": "str"}
    )
    # The validator numbers the rows of a table from 0, we from 1.
    theirs = {
        place: frozenset(group["ROW_ID"].astype("int64") + 1)
        for place, group in report.groupby(["rule_code", "tables_affected"])
    }
    counted_theirs = counts.set_index(["rule_code", "tables_affected"])["flagged_rows"].to_dict()
    ours = _found(tables)
    places = sorted({*theirs, *counted_theirs, *ours})
    return [
        Comparison(
            rule, table, ours.get((rule, table), frozenset()),
            theirs.get((rule, table), frozenset()),
            int(checked.get((table, _check(rule)), 0)),
            int(failed.get((table, _check(rule)), 0)),
            int(counted_theirs.get((rule, table), 0)),
        )
        for rule, table in places
    ]  # fmt: skip


def oracle_rows(folder: Path) -> list[Row]:
    """Give the oracle table: a row for each rule that fires, and one for those that fire nowhere."""
    compared = [one for one in compare(folder) if one.rule not in ABOUT_THE_RETURN]
    fire = [one for one in compared if one.ours or one.theirs or one.counted]
    silent = {one.rule for one in compared} - {one.rule for one in fire}
    tried = {one.rule for one in compared if one.looked_at} & silent
    rows = [
        Row(
            measure=f"Census rule {one.rule}, {one.table}",
            goal=f"{one.counted_theirs} rows, as the validator",
            figure=f"{one.counted} rows, {len(one.ours & one.theirs)} of them the same",
            met=one.agrees,
        )
        for one in fire
    ]
    by_count = {one.rule for one in fire if one.agrees} - {o.rule for o in fire if not o.agrees}
    return [
        *rows,
        Row(measure="Census rules that agree by count and by row", goal="every rule that fires",
            figure=f"{len(by_count)} of {len({one.rule for one in fire})}",
            met=len(by_count) == len({one.rule for one in fire})),
        Row(measure="Census rules that agree by zero: neither finds a row", goal="",
            figure=f"{len(silent)}, {len(tried)} of which had rows to look at", met=None),
        Row(measure="Census rules about the whole return: not in the validator’s counts", goal="",
            figure=", ".join(ABOUT_THE_RETURN), met=None),
    ]  # fmt: skip


def _found(tables: Tables) -> dict[tuple[str, str], frozenset[int]]:
    kept = {(code, table): frozenset[int]() for code, (table, _) in KEPT_BY_CONTRACT.items()}
    return kept | {
        (rule.code.removeprefix("CIN"), table): _rows(rule, table, tables)
        for rule in rules_of(FEED)
        for table in rule.about
    }


def _rows(rule: Rule, table: str, tables: Tables) -> frozenset[int]:
    breaks = rule.check(tables[table], rule.about[table], tables)
    return frozenset(tables[table].loc[breaks.fillna(value=False).astype(bool), ROW])


def _check(code: str) -> str:
    return KEPT_BY_CONTRACT[code][1] if code in KEPT_BY_CONTRACT else f"CIN{code}"
