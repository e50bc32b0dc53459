"""Which rules a feed has."""

from __future__ import annotations

from agencies.feeds import all_feeds, find_feed
from expectations.between_agencies import ALL
from expectations.rule import all_rules, rules_of


def test_a_feed_gets_its_own_rules_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in rules_of(find_feed("police", "ppn"))]
    assert codes == [f"POL{number:02d}" for number in range(1, len(codes) + 1)]
    assert {rule.format for rule in rules_of(find_feed("health", "ecds_csds"))} == {"ecds_csds"}
    extract = rules_of(find_feed("education", "family_context"))
    assert {(rule.agency, rule.format) for rule in extract} == {("education", "family_context")}


def test_every_rule_is_some_feeds_or_stands_between_agencies() -> None:
    of_feeds = [rule.code for feed in all_feeds() for rule in rules_of(feed)]
    between = [rule.code for rule in all_rules() if rule.agency == ALL]
    assert sorted(of_feeds + between) == [rule.code for rule in all_rules()]
