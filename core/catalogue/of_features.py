"""Datasets of a child's chronology, and of what is measured on it."""

from __future__ import annotations

from core.catalogue.of_agencies import EVENT_FIELDS
from core.dataset import Dataset, Field, optional

CHRONOLOGY = Dataset(
    "chronology", "entry about one person", "features",
    (
        Field("event_id", "text", "source record and kind; unique"),
        Field("person_id", "text", "whom it is about"),
        *EVENT_FIELDS,
        Field("received_date", "date", "first delivered to us"),
        Field("known_date", "date", "from when on it may be used"),
        optional("concern_agency", "text", "agency whose concern this is, if it is one"),
        Field("matched_by", "text", "how the record was put with this person"),
        Field("needs_check", "flag", "check it is the right child"),
    ),
)  # fmt: skip

DROPPED = Dataset(
    "dropped", "(reason, agency) for entries that did not go into the chronology", "features",
    (
        Field("reason", "text", "restricted, no_person or repeated"),
        Field("agency", "text", "agency code"),
        Field("rows", "whole", "entries"),
    ),
)  # fmt: skip

SHARING = Dataset(
    "sharing", "(entry, agency that was told)", "features",
    (
        Field("event_id", "text", "the entry"),
        Field("person_id", "text", "whom it is about"),
        Field("recipient_agency", "text", "who was told"),
        Field("told_date", "date", "when"),
        Field("known_date", "date", "from when on this may be used"),
        Field("basis", "text", "recipient_code, matching_contact or attendance"),
        Field("source_record_id", "text", "the record that shows it"),
    ),
)  # fmt: skip

COHORT = Dataset(
    "cohort", "(person, as-of date)", "features",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        optional("age_years", "number", "age on that day; below 0 while unborn; empty if no date"),
        Field("household_id", "text", "for splits that keep a household together"),
    ),
)  # fmt: skip

LABELS = Dataset(
    "labels", "(person, as-of date) of the cohort, window closed", "features",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("label", "flag", "escalation after a closure within the label window"),
    ),
)  # fmt: skip

RULE_RESULTS = Dataset(
    "rule_results", "(person, as-of date, clause)", "features",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("clause", "text", "a, b, c or d"),
        Field("state", "text", "met, not_met or cannot_tell"),
        Field("evidence", "text", "event ids that decide it, comma separated; empty if none"),
        optional("latest_concern_date", "date", "most recent concern of this person"),
    ),
)  # fmt: skip

FEATURE_MATRIX = Dataset(
    "feature_matrix", "(person, as-of date) of the cohort", "features",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
    ),
    open_ended=True,
)  # fmt: skip

_COUNT = "; empty where nobody could have recorded it"

FACTS = Dataset(
    "facts", "(person of the cohort, night)", "features",
    (
        Field("person_id", "text", "person"),
        Field("contacts_365d", "maybe_whole", f"contacts in 12 months{_COUNT}"),
        Field("agencies_365d", "maybe_whole", f"agencies in contact{_COUNT}"),
        Field("joint_discussions_365d", "maybe_whole", f"joint discussions{_COUNT}"),
        optional("last_joint_date", "date", "most recent joint discussion"),
        Field("closed_alone_365d", "maybe_whole", f"closed by one agency acting alone{_COUNT}"),
        Field("concerns_365d", "maybe_whole", f"concerns{_COUNT}"),
        Field("concerns_not_shared_365d", "maybe_whole", f"with no record of being shared{_COUNT}"),
        Field("needs_check_entries", "maybe_whole", "entries to check it is the right child"),
    ),
)  # fmt: skip

FEATURE_ENTRIES = Dataset(
    "feature_entries", "(listed person, feature, entry)", "features",
    (
        Field("person_id", "text", "person"),
        Field("feature", "text", "name of the feature"),
        Field("event_id", "text", "an entry it is worked out from"),
    ),
)  # fmt: skip
