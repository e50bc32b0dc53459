"""The page of checks says what the checks do, and is the one in the docs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from agencies.feeds import all_feeds
from expectations.reference import describe_checks
from expectations.rule import all_rules
from expectations.suites import build_suite

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "checks.md"


def test_the_page_in_the_docs_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == describe_checks()


def test_every_rule_is_on_the_page_with_its_reason() -> None:
    page = describe_checks()
    for rule in all_rules():
        assert f"| `{rule.code}` | {rule.says} |" in page
        assert rule.why in page


def test_every_kind_of_check_that_a_contract_yields_is_on_the_page() -> None:
    described = set(re.findall(r"^\| `([a-z_]+)", describe_checks(), flags=re.MULTILINE))
    yielded = {
        check.code.split(":")[0]
        for feed in all_feeds()
        for table in feed.tables
        for check in build_suite(table, received_date=date(2026, 1, 1))
    }
    assert yielded <= described
    assert described - yielded == {"found", "delivered"}
