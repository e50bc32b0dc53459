"""Every contract of this project yields a suite, and what is right for one is right for all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.contract import Column, Feed, Tables
from agencies.feeds import all_feeds, find_feed
from agencies.parse import parse_table, parse_tables
from expectations.batch import build_batch, looked_at
from expectations.checkpoint import apply_rule, check_delivery
from expectations.rule import Rule, all_rules, rules_of
from expectations.suites import build_suite
from tests.spec.rules.examples import read_example
from tests.support.third_party import third_party

FEEDS = all_feeds()


def _name(feed: Feed) -> str:
    return f"{feed.agency.code}/{feed.format}"


def _empty(feed: Feed, *, optional: bool = True) -> Tables:
    raw = {
        table.name: pd.DataFrame(columns=[c.name for c in table.columns], dtype="str")
        for table in feed.tables
        if optional or not table.optional
    }
    return parse_tables(raw, feed)


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_every_table_has_a_suite_of_sentences(feed: Feed) -> None:
    for table in feed.tables:
        checks = build_suite(table, received_date=date(2026, 1, 1))
        assert len({check.code for check in checks}) == len(checks) > 0
        for check in checks:
            assert re.fullmatch(r"\S.*\.", check.says), check.code


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_no_pattern_has_a_group_that_the_library_would_try_to_give_back(feed: Feed) -> None:
    for column in (column for table in feed.tables for column in table.columns):
        assert re.compile(column.pattern or "").groups == 0, column.name


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_every_row_about_a_person_refers_to_one_or_is_one(feed: Feed) -> None:
    for table in feed.tables:
        refers = {reference.column for reference in table.references}
        assert table.person_column in refers | {None} | set(table.key), table.name


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_a_delivery_without_rows_passes_and_says_that_nothing_was_looked_at(feed: Feed) -> None:
    checked = check_delivery(_empty(feed), feed, received_date=date(2026, 1, 1))
    assert checked.results["rows_failed"].sum() == 0
    assert checked.results["rows_checked"].sum() == 0
    assert checked.counts["table"].tolist() == [table.name for table in feed.tables]


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_a_table_that_was_not_sent_is_named(feed: Feed) -> None:
    checked = check_delivery(_empty(feed, optional=False), feed, received_date=date(2026, 1, 1))
    missing = checked.results[checked.results["check"] == "delivered"]
    assert missing["table"].tolist() == [table.name for table in feed.tables if table.optional]


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_without_one_optional_table_nothing_that_reads_it_passes(feed: Feed) -> None:
    for table in (table for table in feed.tables if table.optional):
        tables = _empty(feed)
        del tables[table.name]
        results = check_delivery(tables, feed).results.set_index(["table", "check"])["says"]
        untested = results[results.str.startswith("Could not be tested, because ")]
        reads = {
            (about, rule.code)
            for rule in rules_of(feed)
            for about in rule.about
            if table.name in (about, *rule.needs)
        }
        assert {(table.name, "delivered"), *reads} <= set(untested.index)
        assert untested[(table.name, "delivered")].endswith(table.meaning)


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_without_one_optional_column_no_check_of_it_looks_at_a_row(feed: Feed) -> None:
    for table in feed.tables:
        checks = build_suite(table, received_date=date(2026, 1, 1))
        cells = {column.name: [_any_value(column)] for column in table.columns}
        for column in (column for column in table.columns if not column.required):
            raw = pd.DataFrame({**cells, column.name: [None]}, dtype="str")
            batch = build_batch(parse_table(raw, table, prefix="x"), checks, table=table)
            asked = [check for check in checks if column.name in check.needs.split(" and ")]
            looked = {c.code: looked_at(c, batch) for c in asked if not c.looks_at_gaps}
            # What is looked at nowhere is said to be untested; see test_checkpoint.
            assert not any(looked.values()), looked


def _any_value(column: Column) -> str:
    if column.codes:
        return next(iter(column.codes.codes))
    if column.type == "date":
        return date(2025, 4, 1).strftime(column.date_format.split("|")[0])
    return {"json": "{}", "flag": "y"}.get(column.type, "1")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_without_one_column_that_it_reads_a_rule_does_not_pass(rule: Rule) -> None:
    tables = read_example(rule, rule.accepts)
    for place, text in rule.refuses.items():
        for name in (one.strip() for one in text.strip().splitlines()[0].split("|")):
            if not len(tables.get(place, ())):
                continue
            gap = tables[place].assign(**{name: tables[place][name].shift(len(tables[place]))})
            left = {**tables, place: gap}
            for about in (about for about in rule.about if len(left.get(about, ()))):
                found, because = apply_rule(rule, about, rows=left[about], tables=left)
                assert len(found.failed) or because, (place, name)


def test_a_rule_between_tables_sets_a_row_aside_under_its_code() -> None:
    feed = find_feed("police", "ppn")
    said = {
        "nominals": [{"nominal_id": "N1", "date_of_birth": "2024-06-01"}],
        "public_protection_notices": [
            {"notice_id": "1", "nominal_id": "N1", "created_date": "2025-06-01"},
            {"notice_id": "2", "nominal_id": "N1", "created_date": "2015-06-01"},
        ],
    }
    raw = {
        table.name: pd.DataFrame(said.get(table.name, []), dtype="str").reindex(
            columns=[column.name for column in table.columns]
        ).astype("str")
        for table in feed.tables
    }  # fmt: skip
    checked = check_delivery(parse_tables(raw, feed), feed)
    aside = checked.quarantined["public_protection_notices"]
    assert aside[["notice_id", "_reasons"]].to_numpy().tolist() == [["2", "POL01"]]
    result = checked.results.set_index(["table", "check"]).loc[
        ("public_protection_notices", "POL01")
    ]
    assert (result["rows_checked"], result["rows_failed"]) == (2, 1)


def test_a_rule_whose_table_was_not_sent_is_untested_and_never_passed() -> None:
    feed = find_feed("education", "school_census")
    checked = check_delivery(_empty(feed, optional=False), feed)
    rule = checked.results[checked.results["check"] == "EDU03"].iloc[0]
    assert rule["says"] == (
        "Could not be tested, because pupilnolongeronroll was not sent: "
        "No pupil leaves a school before the day they joined it."
    )
    assert (rule["action"], rule["rows_checked"], rule["rows_failed"]) == ("warn", 0, 0)


def _given(path: Path, feed: Feed, folder: Path) -> Tables:
    (folder / path.name).write_bytes(path.read_bytes())
    return parse_tables(feed.read(folder).tables, feed)


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("agency", "name"), [("social_care", "csc.csv"), ("education", "education.csv")]
)
def test_the_family_context_sample_is_accepted_whole(
    agency: str, name: str, tmp_path: Path
) -> None:
    feed = find_feed(agency, "family_context")
    tables = _given(third_party(f"family_context_sample/{name}"), feed, tmp_path)
    counts = check_delivery(tables, feed).counts
    assert counts["accepted"].tolist() == [500]
