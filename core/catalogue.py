"""The datasets of a night: grain, columns, who makes them, what they may hold.

The one place that names them. A stage that writes a dataset passes it through `conform`, so a
missing column, a null where none is allowed or a surprising column stops the night.
Dates are midnight, without time zone, in `datetime64[us]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.errors import StoreError

Kind = Literal["text", "date", "flag", "maybe_flag", "whole", "maybe_whole", "number"]
_DTYPES: dict[Kind, str] = {
    "text": "str",
    "date": "datetime64[us]",
    "flag": "bool",
    "maybe_flag": "boolean",
    "whole": "int64",
    "maybe_whole": "Int64",
    "number": "float64",
}


@dataclass(frozen=True)
class Field:
    """A column of a dataset: its name, what it means, its kind, and if it may be empty."""

    name: str
    kind: Kind
    help: str
    optional: bool = False


@dataclass(frozen=True)
class Dataset:
    """A named table of the night."""

    name: str
    grain: str
    made_by: str
    fields: tuple[Field, ...]
    personal: bool = False
    open_ended: bool = False  # more columns may follow (a feature matrix)

    @property
    def columns(self) -> list[str]:
        """Names of the declared columns, in order."""
        return [field.name for field in self.fields]

    def conform(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Give the rows with declared columns in order and in their types.

        Raises:
            StoreError: a column is missing or surprising, or empty where it may not be.
        """
        missing = [c for c in self.columns if c not in rows.columns]
        surprising = [c for c in rows.columns if c not in self.columns]
        if missing or (surprising and not self.open_ended):
            raise StoreError(
                f"Dataset {self.name} does not have the columns it is declared with.",
                where=f"dataset {self.name}, made by {self.made_by}",
                expected=f"columns {', '.join(self.columns)}",
                found=f"missing: {missing or 'none'}; not declared: {surprising or 'none'}",
                next_step="correct the stage that makes it, or its entry in core/catalogue.py",
            )
        rows = rows[[*self.columns, *surprising]].reset_index(drop=True)
        rows = rows.astype({field.name: _DTYPES[field.kind] for field in self.fields})
        for field in self.fields:
            empty = int(rows[field.name].isna().sum())
            if empty and not field.optional and not field.kind.startswith("maybe_"):
                raise StoreError(
                    f"Dataset {self.name} has empty values in {field.name}.",
                    where=f"dataset {self.name}, column {field.name}",
                    expected="a value in every row",
                    found=f"{empty:,} of {len(rows):,} rows empty",
                    next_step="correct the stage that makes it; absence needs a word of its own",
                )
        return rows

    def empty(self) -> pd.DataFrame:
        """Give the dataset with its columns and no row."""
        return self.conform(pd.DataFrame({column: [] for column in self.columns}))


def _optional(name: str, kind: Kind, help_text: str) -> Field:
    return Field(name, kind, help_text, optional=True)


DELIVERIES = Dataset(
    "deliveries", "delivery (one agency, one format)", "agencies",
    (
        Field("agency", "text", "agency code, such as police"),
        Field("format", "text", "published format, such as ssd or cin_census"),
        Field("received_date", "date", "the day the delivery reached us"),
        Field("current_as_of", "date", "the day the agency says its data is current"),
        Field("coverage_start", "date", "first day the delivery speaks about"),
        Field("coverage_end", "date", "last day the delivery speaks about"),
        Field("area", "text", "geographic area the delivery covers"),
        Field("can_record_sharing", "flag", "the agency's system can record who was told"),
        Field("is_historical_load", "flag", "past records loaded in one go"),
        Field("recording_delay_days", "whole", "days from recording to our knowing, as stated"),
        Field("capabilities", "text", "what the format can record, comma separated, sorted"),
        Field("missing_tables", "text", "optional tables that were not sent, comma separated"),
        Field("sha256", "text", "hash of the delivery's manifest and files"),
        Field("rows", "whole", "rows as received, over all tables"),
    ),
)  # fmt: skip

SOURCE_PERSONS = Dataset(
    "source_persons", "person as one agency's system holds them", "agencies",
    (
        Field("source_person_id", "text", "agency/format/the agency's own person id"),
        Field("agency", "text", "agency code"),
        Field("format", "text", "format the record came in"),
        _optional("forename", "text", "as sent, trimmed"),
        _optional("surname", "text", "as sent, trimmed"),
        _optional("birth_date", "date", "date of birth"),
        _optional("expected_birth_date", "date", "due date of an unborn child"),
        _optional("sex", "text", "M, F, or empty where not known"),
        _optional("postcode", "text", "latest home postcode, upper case with one space"),
        _optional("address", "text", "latest first line of the home address"),
        _optional("nhs_number", "text", "ten digits, only if the check digit is right"),
        _optional("upn", "text", "as sent, upper case; linkage decides on its check letter"),
        _optional("ethnicity", "text", "census code; audit only, never a model input"),
        Field("is_disabled", "maybe_flag", "a disability is recorded; audit only"),
        _optional("death_date", "date", "date of death"),
        _optional("team", "text", "name of the team that holds the record now"),
    ),
    personal=True,
)  # fmt: skip

_EVENT_FIELDS = (
    Field("source_record_id", "text", "agency/table/the agency's own row id"),
    Field("agency", "text", "agency that recorded it"),
    Field("format", "text", "format it came in"),
    Field("kind", "text", "code from core.vocabulary.EVENT_KINDS"),
    Field("category", "text", "concern, routine, joint, response or administrative"),
    Field("event_date", "date", "when it happened, or is booked to happen"),
    _optional("recorded_date", "date", "when the agency's system held it, if sent"),
    _optional("raised_by", "text", "who brought it: core.vocabulary.RaisedBy"),
    _optional("outcome", "text", "core.vocabulary.Outcome; empty if none was recorded"),
    Field("is_nfa", "maybe_flag", "closed with no further action; empty if not recorded"),
    Field("is_injury", "flag", "an injury was reported or seen"),
    _optional("team", "text", "team that dealt with it"),
    _optional("worker", "text", "pseudonymous worker reference"),
    _optional("place", "text", "school, hospital site or station"),
    Field("child_seen", "maybe_flag", "the child was seen; empty if not recorded"),
    Field("child_seen_alone", "maybe_flag", "the child was seen alone; empty if not recorded"),
    _optional("attended", "text", "agencies that attended, comma separated, if recorded"),
    _optional("told_agency", "text", "agency recorded as told about it"),
    _optional("told_date", "date", "day that agency was told"),
    _optional("detail", "text", "short coded words from a closed list, safe to show on a page"),
)

SOURCE_EVENTS = Dataset(
    "source_events", "entry of one agency about one of its persons", "agencies",
    (
        Field("source_person_id", "text", "whom it is about, in the agency's own system"),
        *_EVENT_FIELDS,
        _optional("address_key", "text", "postcode and first line; only for address_recorded"),
    ),
    personal=True,
)  # fmt: skip

CHECK_RESULTS = Dataset(
    "check_results", "check of one table of one delivery", "expectations",
    (
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("table", "text", "table of the contract"),
        Field("check", "text", "code of the check"),
        Field("says", "text", "the check as a sentence"),
        _optional("column", "text", "column it is about, if one"),
        Field("action", "text", "stop, quarantine or warn"),
        Field("rows_checked", "whole", "rows looked at"),
        Field("rows_failed", "whole", "rows that did not pass"),
    ),
)  # fmt: skip

TABLE_COUNTS = Dataset(
    "table_counts", "table of a delivery", "expectations",
    (
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("table", "text", "table of the contract"),
        Field("rows_in", "whole", "rows as received"),
        Field("accepted", "whole", "rows that went on"),
        Field("quarantined", "whole", "rows set aside"),
    ),
)  # fmt: skip

FIRST_RECEIVED = Dataset(
    "first_received", "source record of the newest deliveries", "flows",
    (
        Field("source_record_id", "text", "the record"),
        Field("received_date", "date", "first delivery in which it reads as it does now"),
    ),
)  # fmt: skip

LINKAGE_SUMMARY = Dataset(
    "linkage_summary", "count of linkage", "linkage",
    (Field("measure", "text", "what is counted"), Field("n", "whole", "how many")),
)  # fmt: skip

LINKS = Dataset(
    "links", "source person", "linkage",
    (
        Field("source_person_id", "text", "the agency's person"),
        Field("agency", "text", "agency code"),
        Field("person_id", "text", "the person it was put with, such as 482731-K"),
        Field("matched_by", "text", "identifier, details, or alone (no other record found)"),
        _optional("match_probability", "number", "of the weakest link used for this record"),
        Field("needs_check", "flag", "matched on details near the line: check it is the right child"),
    ),
)  # fmt: skip

PERSONS = Dataset(
    "persons", "person", "linkage",
    (
        Field("person_id", "text", "stable reference"),
        _optional("forename", "text", "for an identity bar, after an access check"),
        _optional("surname", "text", "for an identity bar, after an access check"),
        _optional("birth_date", "date", "date of birth most records agree on"),
        _optional("expected_birth_date", "date", "due date, while unborn"),
        _optional("sex", "text", "M, F or empty; audit only"),
        _optional("ethnicity", "text", "census code; audit only"),
        Field("is_disabled", "maybe_flag", "audit only"),
        _optional("death_date", "date", "date of death"),
        _optional("team", "text", "team that holds the social care record"),
        Field("agencies", "text", "agencies with a record, comma separated, sorted"),
        Field("household_id", "text", "persons recorded at one address share it; alone if unknown"),
        Field("is_restricted", "flag", "on the restrictions list: never listed, shown or trained on"),
    ),
    personal=True,
)  # fmt: skip

CHRONOLOGY = Dataset(
    "chronology", "entry about one person", "features",
    (
        Field("event_id", "text", "source record and kind; unique"),
        Field("person_id", "text", "whom it is about"),
        *_EVENT_FIELDS,
        Field("received_date", "date", "first delivered to us"),
        Field("known_date", "date", "from when on it may be used"),
        _optional("concern_agency", "text", "agency whose concern this is, if it is one"),
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
        _optional("age_years", "number", "age on that day; below 0 while unborn; empty if no date"),
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
        _optional("latest_concern_date", "date", "most recent concern of this person"),
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
        _optional("last_joint_date", "date", "most recent joint discussion"),
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

SCORES = Dataset(
    "scores", "(person, as-of date, model version)", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("model_version", "text", "version in the registry"),
        Field("base_value", "number", "log-odds of the average record"),
        Field("score", "number", "log-odds; orders the list, shown to no practitioner"),
        Field("adds_up", "flag", "base value and contributions give the score"),
    ),
)  # fmt: skip

CONTRIBUTIONS = Dataset(
    "contributions", "(person, as-of date, feature)", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("feature", "text", "name of the feature"),
        Field("value", "number", "value of the feature"),
        Field("contribution", "number", "signed share of the score, in log-odds"),
    ),
)  # fmt: skip

REVIEW_LIST = Dataset(
    "review_list", "listed record", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the night"),
        Field("entry_order", "whole", "order of entering the capacity; shown to no practitioner"),
        Field("listed_by", "text", "model or practice_rule"),
        Field("first_listed", "date", "first night of this spell on the list"),
        Field("is_new", "flag", "not on the list last night"),
    ),
)  # fmt: skip

LISTING_HISTORY = Dataset(
    "listing_history", "(record, spell on the list)", "models",
    (
        Field("person_id", "text", "person"),
        Field("spell", "whole", "1 for the first time on the list"),
        Field("first_listed", "date", "first night"),
        Field("last_listed", "date", "last night seen on the list"),
        Field("entered_because", "text", "a sentence's code: see models.review_list"),
        _optional("left_date", "date", "the night it was no longer on the list"),
        _optional("left_because", "text", "code; leaving the capacity is never called resolved"),
    ),
)  # fmt: skip

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        DELIVERIES, SOURCE_PERSONS, SOURCE_EVENTS, CHECK_RESULTS, TABLE_COUNTS, LINKS, PERSONS,
        CHRONOLOGY, SHARING, COHORT, LABELS, RULE_RESULTS, FEATURE_MATRIX, SCORES, CONTRIBUTIONS,
        REVIEW_LIST, LISTING_HISTORY, FIRST_RECEIVED, LINKAGE_SUMMARY, DROPPED, FACTS, FEATURE_ENTRIES,
    )
}  # fmt: skip
