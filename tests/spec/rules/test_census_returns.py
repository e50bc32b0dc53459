"""Whole returns: one that no rule refuses, and for each rule one that it must refuse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agencies.feeds import find_feed
from agencies.parse import parse_tables
from expectations.census import KEPT_BY_CONTRACT
from expectations.checkpoint import Checked, check_delivery
from expectations.rule import Rule, rules_of
from tests.spec.rules.census import CHANGES, CHANGES_TO_CONTRACT, changed, write
from tests.spec.rules.examples import broken

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

FEED = find_feed("social_care", "cin_census")
RULES = {rule.code: rule for rule in rules_of(FEED)}


def _tables(folder: Path, changes: dict[str, object], rule: Rule | None = None) -> Tables:
    """Read a return; for one rule only the tables it reads, because parsing takes the time."""
    raw = FEED.read(write(changed(changes), folder)).tables
    names = {*rule.about, *rule.needs} if rule else set(raw)
    return parse_tables({name: rows for name, rows in raw.items() if name in names}, FEED)


def _checked(folder: Path, *changes: dict[str, object]) -> Checked:
    together = {path: value for one in changes for path, value in one.items()}
    return check_delivery(_tables(folder, together), FEED, received_date=date(2026, 5, 12))


def test_there_is_a_change_for_every_rule() -> None:
    assert set(CHANGES) == set(RULES)
    assert set(CHANGES_TO_CONTRACT) == set(KEPT_BY_CONTRACT)


def test_no_rule_refuses_the_whole_return(tmp_path: Path) -> None:
    tables = _tables(tmp_path, {})
    assert {
        rule.code: broken(rule, tables) for rule in RULES.values() if broken(rule, tables)
    } == {}


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_refuses_the_return_that_was_changed_for_it(code: str, tmp_path: Path) -> None:
    rule = RULES[code]
    assert broken(rule, _tables(tmp_path, dict(CHANGES[code]), rule))


def test_the_whole_return_passes_every_check_of_a_delivery(tmp_path: Path) -> None:
    checked = _checked(tmp_path, {})
    assert checked.results["rows_failed"].sum() == 0
    assert checked.counts["quarantined"].sum() == 0
    untested = checked.results[checked.results["says"].str.startswith("Could not be tested")]
    # Neither was ever asked for in a return of 2026.
    assert sorted(zip(untested["table"], untested["check"], strict=True)) == [
        ("ChildIdentifiers", "code:GenderCurrent"),
        ("PreProceedingsandFGDM", "delivered"),
    ]


# Changes that meet in one row are tried in different deliveries.
@pytest.mark.parametrize(
    "codes", [("4011", "8500", "8608", "8630", "8842Q", "8925"), ("8510", "8640", "8650")]
)
def test_what_the_contract_keeps_is_found_under_the_contracts_own_check(
    codes: tuple[str, ...], tmp_path: Path
) -> None:
    checked = _checked(tmp_path, *(dict(CHANGES_TO_CONTRACT[code]) for code in codes))
    failed = checked.results[checked.results["rows_failed"] > 0]
    found = set(zip(failed["table"], failed["check"], strict=True))
    assert {KEPT_BY_CONTRACT[code] for code in codes} <= found


def test_an_entry_with_an_impossible_date_is_set_aside_and_its_child_reaches_linkage(
    tmp_path: Path,
) -> None:
    checked = _checked(tmp_path, dict(CHANGES["CIN1103"]), dict(CHANGES["CIN8600"]))
    aside = {name: rows for name, rows in checked.quarantined.items() if len(rows)}
    reasons = {name: rows["_reasons"].tolist() for name, rows in aside.items()}
    assert reasons == {"CINdetails": ["CIN8600"], "Assessments": ["CIN1103"]}
    persons = FEED.to_persons(checked.accepted)["source_person_id"]
    assert {"WHOLE1", "NOACTION1"} <= {one.rsplit("/", 1)[1] for one in persons}
    events = FEED.to_events(checked.accepted)
    whole = events[events["source_person_id"].str.endswith("/WHOLE1")]
    assert "assessment_started" not in set(whole["kind"])
    assert {"referral", "strategy_discussion", "child_protection_plan_started"} <= set(
        whole["kind"]
    )
