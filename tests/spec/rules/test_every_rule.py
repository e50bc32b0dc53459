"""What holds for every rule, so that a new one cannot be half made."""

from __future__ import annotations

import pkgutil
import re

import pytest

import expectations.rules
from agencies.feeds import all_feeds
from expectations.between_agencies import ALL
from expectations.rule import Rule, all_rules, rules_of
from tests.spec.rules.examples import accepted, broken, marked, read_example, tables_of

MODULES = sorted(module.name for module in pkgutil.iter_modules(expectations.rules.__path__))
EVERY_RULE = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@EVERY_RULE
def test_a_rule_does_what_its_two_examples_say(rule: Rule) -> None:
    sound, faulty = read_example(rule, rule.accepts), read_example(rule, rule.refuses)
    assert broken(rule, sound) == {}
    assert min(accepted(rule, sound).values()) > 0, "the accepted example is not looked at"
    assert marked(rule.accepts) == {}
    assert broken(rule, faulty) == marked(rule.refuses)
    assert set(marked(rule.refuses)) == set(rule.about), "one refused row for each table"


def test_every_feed_has_rules() -> None:
    assert [f"{f.agency.code}/{f.format}" for f in all_feeds() if not rules_of(f)] == []


def test_there_are_rules_for_every_agency_that_records_entries() -> None:
    assert {rule.agency for rule in all_rules()} == {
        "social_care", "police", "health", "education", "housing_and_adults", "restrictions", ALL,
    }  # fmt: skip


def test_a_rule_stands_in_a_file_that_starts_with_its_code() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes) == len(MODULES)
    assert sorted(name.split("_")[0] for name in MODULES) == sorted(c.lower() for c in codes)


@EVERY_RULE
def test_a_rule_names_tables_and_columns_of_its_contract(rule: Rule) -> None:
    tables = tables_of(rule)
    named = {tables[table].column(column).name for table, column in rule.about.items()}
    assert named == set(rule.about.values())
    assert set(rule.needs) <= set(tables)
    # An example shows all that the rule needs; it may show what else the rule looks at if it is there.
    assert {*rule.accepts, *rule.refuses} >= {*rule.about, *rule.needs}


@EVERY_RULE
def test_a_rule_says_a_sentence_and_why_it_acts(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^.]+\.", rule.says)
    assert rule.why.startswith(("Children in need census, rule ", "Ours"))
    assert rule.why.endswith(".")


@EVERY_RULE
def test_no_rule_sets_a_person_aside_and_only_the_restrictions_list_holds_the_night(
    rule: Rule,
) -> None:
    tables = tables_of(rule).values()
    # What refers to another table for its persons holds entries, whatever its key.
    persons = {
        table.name
        for table in tables
        if table.person_column in table.key
        and table.person_column not in {reference.column for reference in table.references}
    }
    assert rule.action == "warn" or rule.agency == "restrictions" or not persons & set(rule.about)
    assert (rule.action == "stop") <= (rule.agency == "restrictions")


@EVERY_RULE
def test_a_rule_without_a_row_to_look_at_finds_none(rule: Rule) -> None:
    example = {name: text.strip("\n").splitlines()[0] for name, text in rule.refuses.items()}
    tables = read_example(rule, example)
    assert broken(rule, tables) == {}
