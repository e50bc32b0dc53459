from __future__ import annotations

import re

import pytest

from core.catalogue import CHRONOLOGY
from features.catalogue import FEATURES, GROUPS, feature
from features.entries import _COLUMNS

# Of the reviewed word list of the pages, and what is never a model input.
FORBIDDEN = r"high-risk|red flag|alert|predict|failed to|positive|DNA|ignored|\bAI\b|because|causes"
NEVER_A_FEATURE = r"ethnic|disab|sex|gender|relig|faith|benefit|free.?school|fsm|povert|depriv|income|\bage\b|birth"


def test_at_least_50_features_in_at_least_7_groups_and_no_more_groups_than_a_page_holds():
    assert len(FEATURES) >= 50
    assert 7 <= len(GROUPS) <= 10
    assert {spec.group for spec in FEATURES} == set(GROUPS)


def test_names_are_unique():
    assert len({spec.name for spec in FEATURES}) == len(FEATURES)
    assert len({spec.plain_name for spec in FEATURES}) == len(FEATURES)
    assert len({group.code for group in GROUPS}) == len(GROUPS)


@pytest.mark.parametrize("spec", FEATURES, ids=lambda spec: spec.name)
def test_every_feature_is_described(spec):
    for text in (spec.plain_name, spec.absence, spec.source, spec.entries, spec.sentence.none):
        assert text.strip()
    if not spec.name.startswith(("has_record_", "can_tell_")):
        assert spec.name.endswith(f"_{spec.window_days}d")
        assert re.fullmatch(
            r"(days_since_\w+|\w+_(count|share|mean|entropy|days|change))_\d+d", spec.name
        )
    assert spec.window_days <= 730


@pytest.mark.parametrize("spec", FEATURES, ids=lambda spec: spec.name)
def test_no_feature_reads_what_is_never_a_model_input(spec):
    said = f"{spec.name} {spec.plain_name} {spec.entries} {spec.value}"
    assert not re.search(NEVER_A_FEATURE, said, re.IGNORECASE)


def test_features_read_chronology_columns_only():
    assert set(_COLUMNS) < set(CHRONOLOGY.columns)


@pytest.mark.parametrize("spec", FEATURES, ids=lambda spec: spec.name)
def test_every_value_reads_as_a_sentence(spec):
    below_zero = (-1.0, -4.0) if "_change_" in spec.name else ()
    for value in (0.0, 1.0, 2.0, 0.4, 364.0, 800.0, *below_zero):
        words = spec.say(value)
        assert re.fullmatch(r"[A-Z0-9][^{}]*\.", words)
        assert not re.search(FORBIDDEN, words)
        assert len(words.split()) <= 30


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("contacts_count_365d", 0, "No contact is recorded in the last 12 months."),
        ("contacts_count_365d", 1, "1 contact is recorded in the last 12 months."),
        ("contacts_count_365d", 1234, "1,234 contacts are recorded in the last 12 months."),
        (
            "days_since_joint_discussion_730d", 730,
            "No joint discussion is recorded in the last 2 years.",
        ),
        ("days_since_contact_365d", 0, "The last contact recorded was 0 days ago."),
        (
            "concerns_change_180d", -1,
            "1 fewer concern is recorded in the last 90 days than in the 90 days before.",
        ),
        (
            "family_concerns_nfa_share_365d", 0.5,
            ("50% of concerns from family, friends or neighbours in the last 12 months were closed "
            "with no further action."),
        ),
        ("can_tell_health", 0, "Cannot tell: the data sent by health does not cover the last 12 months."),
    ],
)  # fmt: skip
def test_sentences(name, value, words):
    assert feature(name).say(value) == words
