"""The datasets of a night: grain, columns, who makes them, what they may hold.

The one place that names them. A stage that writes a dataset passes it through `conform`, so a
missing column, a null where none is allowed or a surprising column stops the night.
Dates are midnight, without time zone, in `datetime64[us]`.
"""

from __future__ import annotations

from dataclasses import replace

from core.dataset import Dataset, Field, Kind


def _optional(name: str, kind: Kind, help_text: str) -> Field:
    return Field(name, kind, help_text, optional=True)


DELIVERIES = Dataset(
    "deliveries", "delivery (one agency, one format)", "agencies",
    (
        Field("agency", "text", "agency code, such as police"),
        Field("format", "text", "published format, such as ssd or cin_census"),
        Field("received_date", "date", "the day the delivery reached us"),
        # With this delivery and those it only changes, as a feed's records stood after it.
        Field("current_as_of", "date", "the day the agency says its data is current"),
        Field("coverage_start", "date", "first day the records speak about, without a gap after it"),
        Field("coverage_end", "date", "last day the records speak about"),
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
        _optional("postcodes_before", "text", "former home postcodes, without inner space, "
                  "separated by a space"),
        _optional("parent_names", "text", "forename and surname of each parent or carer, "
                  "separated by a semicolon"),
        _optional("other_identifier", "text", "an identifier that several agencies share and "
                  "that has no check digit, such as a unique learner number"),
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
        _optional("examples", "text", "numbers of the first rows that did not pass, as sent"),
        _optional("received_date", "date", "the delivery, by the day it reached us"),
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
        _optional("received_date", "date", "the delivery, by the day it reached us"),
    ),
)  # fmt: skip

# The same for every delivery so far, those refused and those replaced by later ones too.
CHECK_HISTORY = replace(CHECK_RESULTS, name="check_history")
COUNT_HISTORY = replace(TABLE_COUNTS, name="count_history")

SPELLINGS_APPLIED = Dataset(
    "spellings_applied", "spelling of a code in a column of a delivery", "agencies",
    (
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("table", "text", "table of the contract"),
        Field("column", "text", "column of the contract"),
        Field("spelling", "text", "what was sent, folded; always one that a mapping names"),
        Field("code", "text", "the code it was read as"),
        Field("rows", "whole", "rows it was applied to"),
        _optional("received_date", "date", "the delivery, by the day it reached us"),
    ),
)  # fmt: skip

SET_ASIDE = Dataset(
    "set_aside", "(person as one agency's system holds them, table)", "expectations",
    (
        Field("source_person_id", "text", "whom the rows are about, in the agency's own system"),
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("table", "text", "table of the contract"),
        Field("rows", "whole", "rows of the delivery in use that the checks set aside"),
    ),
    personal=True,
)  # fmt: skip

DELIVERY_FINDINGS = Dataset(
    "delivery_findings", "thing that is unusual or wrong about a delivery as a whole", "expectations",
    (
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("received_date", "date", "the delivery, by the day it reached us"),
        Field(
            "kind", "text", "refused, unusual_volume, late, schema_drift, same_again or cannot_tell"
        ),
        _optional("table", "text", "table it is about, if one"),
        Field("what", "text", "what is wrong, as a sentence without a personal value"),
        Field("expected", "text", "what was expected"),
        Field("found", "text", "what was found"),
        Field("next_step", "text", "what the data officer does next"),
    ),
)  # fmt: skip

FIRST_RECEIVED = Dataset(
    "first_received", "source record that stands", "agencies",
    (
        Field("source_record_id", "text", "the record"),
        Field("received_date", "date", "first delivery in which it reads as it does now"),
        Field("is_correction", "flag", "an earlier delivery held it and it read otherwise"),
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
        Field("matched_by", "text", "identifier, decision, details, or alone (no other record found)"),
        _optional("match_probability", "number", "of the weakest link used for this record"),
        Field("needs_check", "flag", "matched on details near the line: check it is the right child"),
    ),
)  # fmt: skip

CLERICAL_QUEUE = Dataset(
    "clerical_queue", "pair of source persons that somebody should look at", "linkage",
    (
        Field("source_person_id", "text", "one record, the smaller id of the two"),
        Field("other_source_person_id", "text", "the other record"),
        Field("why", "text", "near_the_line, identifier_conflict, cluster_too_large, "
              "nearly_another_person, decisions_contradict or needs_check"),
        Field("sentence", "text", "why, in plain words without a personal value"),
        Field("is_linked", "flag", "the two stand with one person tonight"),
        _optional("match_probability", "number", "that the two are one child's"),
        _optional("match_weight", "number", "log2 odds: the sum of the waterfall"),
        _optional("waterfall", "text", "prior and each comparison: name: what was found (weight), "
                  "separated by semicolons"),
    ),
)  # fmt: skip

CLERICAL_DECISIONS = Dataset(
    "clerical_decisions", "decision about a pair of source persons", "flows",
    (
        Field("source_person_id", "text", "one record"),
        Field("other_source_person_id", "text", "the other record"),
        Field("decision", "text", "same, different, or undo (takes back what was said before)"),
        Field("decided_at", "date", "when; of two on one pair the later row counts"),
        _optional("decided_by", "text", "who, as a staff reference"),
        _optional("reason", "text", "why, in words"),
    ),
    personal=True,
)  # fmt: skip

PERSON_CHANGES = Dataset(
    "person_changes", "change of a person's reference, of all nights so far", "linkage",
    (
        _optional("old_person_id", "text", "the reference before; empty for a new person"),
        _optional("new_person_id", "text", "the reference after; empty for a person who is gone"),
        _optional("night", "date", "as-of date of the night it changed on"),
        Field("what", "text", "merged, split, new or gone"),
    ),
)  # fmt: skip

# What linkage remembers for the next night, so that only what changed is worked out again; further
# columns are linkage's own (`linkage.memory.Memory`).
LINKAGE_BASIS = Dataset(
    "linkage_basis", "night (one row)", "linkage",
    (Field("value", "text", "hash of the code and parameters the rest is valid for"),),
    open_ended=True,
)  # fmt: skip
LINKAGE_RECORDS = Dataset(
    "linkage_records", "source person, of any night so far", "linkage",
    (
        Field("source_person_id", "text", "the agency's person"),
        Field("person_id", "text", "the person it was put with when it was last here"),
        Field("is_present", "flag", "it was here on this night"),
    ),
    open_ended=True,
)  # fmt: skip
LINKAGE_EVIDENCE = Dataset(
    "linkage_evidence", "source person", "linkage",
    (Field("source_person_id", "text", "the agency's person"),),
    personal=True, open_ended=True,
)  # fmt: skip
LINKAGE_PAIRS = Dataset(
    "linkage_pairs", "pair of marks (what a record holds) that agree", "linkage",
    (
        Field("left", "whole", "one mark"),
        Field("right", "whole", "the other mark"),
        Field("match_weight", "number", "log2 odds"),
        Field("match_probability", "number", "that the two are one child's"),
    ),
    open_ended=True,
)  # fmt: skip
LINKAGE_AFTERWARDS = replace(
    LINKAGE_PAIRS, name="linkage_afterwards", grain="pair of marks that is only asked about"
)
LINKAGE_CROWDED = Dataset(
    "linkage_crowded", "key that too many records share to be compared for its sake", "linkage",
    (Field("key", "whole", "hash of the key"),),
)  # fmt: skip
LINKAGE_ASKED = Dataset(
    "linkage_asked", "pair of rows of linkage_records with a question", "linkage",
    (
        Field("left", "whole", "row of one record"),
        Field("right", "whole", "row of the other"),
        Field("basis", "text", "decision, identifier or details"),
        Field("why", "text", "why the two were kept apart, or needs_check"),
    ),
)  # fmt: skip
LINKAGE_PERSONS = Dataset(
    "linkage_persons", "person, before restrictions and households", "linkage",
    (Field("person_id", "text", "stable reference"),),
    personal=True, open_ended=True,
)  # fmt: skip

LINKAGE_QUALITY = Dataset(
    "linkage_quality", "estimate of links that are wrong, or missing, in one group", "linkage",
    (
        Field("source", "text", "truth (invented counties only) or clerical (decisions)"),
        Field("measure", "text", "false_links or missed_links"),
        Field("group", "text", "all, sex, ethnicity, age or address"),
        Field("value", "text", "the group's value, such as M, 5 to 10 or no fixed address"),
        Field("n", "whole", "links, or pairs of one child, that were looked at"),
        Field("wrong", "whole", "of them wrong, or missing"),
        _optional("share", "number", "wrong of n; empty if n is 0: cannot tell"),
        _optional("low", "number", "lower end of the 95% range"),
        _optional("high", "number", "upper end of the 95% range"),
    ),
)  # fmt: skip

LINKAGE_CALIBRATION = Dataset(
    "linkage_calibration", "band of match probability", "linkage",
    (
        Field("from_probability", "number", "lower end of the band"),
        Field("to_probability", "number", "upper end of the band"),
        Field("pairs", "whole", "weighed pairs in the band"),
        Field("one_child", "whole", "of them one child's in truth"),
        Field("expected", "number", "mean match probability in the band"),
        _optional("observed", "number", "share that is one child's; empty if there is no pair"),
        _optional("low", "number", "lower end of the 95% range"),
        _optional("high", "number", "upper end of the 95% range"),
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
        CHECK_HISTORY, COUNT_HISTORY, SPELLINGS_APPLIED, DELIVERY_FINDINGS, SET_ASIDE, CLERICAL_QUEUE,
        CLERICAL_DECISIONS, PERSON_CHANGES, LINKAGE_QUALITY, LINKAGE_CALIBRATION,
        LINKAGE_BASIS, LINKAGE_RECORDS, LINKAGE_EVIDENCE, LINKAGE_PAIRS, LINKAGE_AFTERWARDS,
        LINKAGE_CROWDED, LINKAGE_ASKED, LINKAGE_PERSONS,
    )
}  # fmt: skip
