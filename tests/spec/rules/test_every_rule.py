"""What holds for every rule, so that a new one cannot be half made."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

import expectations.rules
from agencies.feeds import find_feed
from expectations.rule import Rule, all_rules

MODULES = sorted(module.name for module in pkgutil.iter_modules(expectations.rules.__path__))
EXAMPLES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py"))
)


def test_there_are_rules_for_every_agency_that_records_entries() -> None:
    assert {rule.agency for rule in all_rules()} == {
        "social_care", "police", "health", "education", "restrictions",
    }  # fmt: skip


def test_a_rule_stands_in_a_file_that_starts_with_its_code() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes) == len(MODULES)
    assert sorted(name.split("_")[0] for name in MODULES) == sorted(c.lower() for c in codes)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_names_tables_and_columns_of_its_contract(rule: Rule) -> None:
    feed = find_feed(rule.agency, rule.format)
    for table, column in rule.dates.items():
        assert feed.table(table).column(column).type == "date"
    assert {feed.table(name).name for name in rule.needs} == set(rule.needs)
    assert rule.dates


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_says_a_sentence_and_why_it_acts(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^.]+\.", rule.says)
    assert rule.why.startswith(("Children in need census, rule ", "Ours"))
    assert rule.why.endswith(".")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_an_example(rule: Rule) -> None:
    assert f"def test_{rule.code.lower()}_" in EXAMPLES
    assert re.search(rf'"{rule.code}"', EXAMPLES)
