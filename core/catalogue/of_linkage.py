"""Datasets of linkage: who is who, how sure that is, and who lives with whom."""

from __future__ import annotations

from dataclasses import replace

from core.dataset import Dataset, Field, optional

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
        optional("match_probability", "number", "of the weakest link used for this record"),
        Field("needs_check", "flag", "matched on details near the line: check it is the right child"),
    ),
)  # fmt: skip

CLERICAL_QUEUE = Dataset(
    "clerical_queue", "pair of source persons that somebody should look at", "linkage",
    (
        Field("source_person_id", "text", "one record, the smaller id of the two"),
        Field("other_source_person_id", "text", "the other record"),
        Field("why", "text", "near_the_line, identifier_conflict, cluster_too_large, identifier_overused, "
              "nearly_another_person, decisions_contradict, decision_outlived, needs_check or "
              "random_sample"),
        Field("sentence", "text", "why, in plain words without a personal value"),
        Field("is_linked", "flag", "the two stand with one person tonight"),
        optional("match_probability", "number", "that the two are one child's"),
        optional("match_weight", "number", "log2 odds: the sum of the waterfall"),
        optional("waterfall", "text", "prior and each comparison: name: what was found (weight), "
                  "separated by semicolons"),
        optional("stratum", "text", "what it was drawn by chance from, whatever else asks for a look"),
        optional("stratum_pairs", "maybe_whole", "how many undecided pairs it was drawn from"),
    ),
)  # fmt: skip

CLERICAL_DECISIONS = Dataset(
    "clerical_decisions", "decision about a pair of source persons", "flows",
    (
        Field("source_person_id", "text", "one record"),
        Field("other_source_person_id", "text", "the other record"),
        Field("decision", "text", "same, different, or undo (takes back what was said before)"),
        Field("decided_at", "date", "when; of two on one pair the later row counts, whatever the days"),
        optional("decided_by", "text", "who, as a staff reference"),
        optional("reason", "text", "why, in words"),
        optional("why", "text", "the rest: the pair as it stood in the clerical queue when it was "
                 "given out; empty if it was not there"),
        Field("is_linked", "maybe_flag", "the two stood with one person"),
        optional("match_probability", "number", "that the two are one child's"),
        optional("stratum", "text", "what the pair was drawn by chance from; empty if it was not"),
        optional("stratum_pairs", "maybe_whole", "how many pairs it was drawn from"),
        optional("identity", "text", "hashes of name and birth date of the one record as it stood: once "
                 "both are others, the decision no longer counts (`linkage.clerical.identify`)"),
        optional("other_identity", "text", "the same of the other record"),
    ),
    personal=True,
)  # fmt: skip

PERSON_CHANGES = Dataset(
    "person_changes", "change of a person's reference, of all nights so far", "linkage",
    (
        optional("old_person_id", "text", "the reference before; empty for a new person"),
        optional("new_person_id", "text", "the reference after; empty for a person who is gone"),
        optional("night", "date", "as-of date of the night it changed on"),
        Field("what", "text", "merged, split, new or gone"),
    ),
)  # fmt: skip

PERSONS = Dataset(
    "persons", "person", "linkage",
    (
        Field("person_id", "text", "stable reference"),
        optional("forename", "text", "for an identity bar, after an access check"),
        optional("surname", "text", "for an identity bar, after an access check"),
        optional("birth_date", "date", "date of birth most records agree on"),
        optional("expected_birth_date", "date", "due date, while unborn"),
        optional("sex", "text", "M, F or empty; audit only"),
        optional("ethnicity", "text", "census code; audit only"),
        Field("is_disabled", "maybe_flag", "audit only"),
        optional("death_date", "date", "date of death"),
        optional("team", "text", "team that holds the social care record"),
        Field("agencies", "text", "agencies with a record, comma separated, sorted"),
        Field("household_id", "text", "persons recorded at one address share it; alone if unknown"),
        Field("is_restricted", "flag", "on the restrictions list: never listed, shown or trained on"),
    ),
    personal=True,
)  # fmt: skip

LINKAGE_QUALITY = Dataset(
    "linkage_quality", "estimate of links that are wrong, or missing, in one group", "linkage",
    (
        Field("source", "text", "truth (invented counties only), clerical (estimated from decisions on "
              "pairs drawn by chance) or queue (decisions on pairs queued for a reason)"),
        Field("measure", "text", "false_links or missed_links"),
        Field("group", "text", "all, sex, ethnicity, age or address"),
        Field("value", "text", "the group's value, such as M, 5 to 10 or no fixed address"),
        Field("n", "whole", "links, or pairs of one child, that were looked at"),
        Field("wrong", "whole", "of them wrong, or missing"),
        optional("share", "number", "wrong of n, in an estimate each stratum by its size; empty: cannot "
                 "tell"),
        optional("low", "number", "lower end of the 95% range"),
        optional("high", "number", "upper end of the 95% range"),
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
        optional("observed", "number", "share that is one child's; empty if there is no pair"),
        optional("low", "number", "lower end of the 95% range"),
        optional("high", "number", "upper end of the 95% range"),
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

ADULT_LINKS = Dataset(
    "adult_links", "source adult, of any night so far", "linkage",
    (
        Field("source_adult_id", "text", "the agency's adult"),
        Field("adult_id", "text", "reference of the adult it was put with, such as adult-482731-K"),
        Field("is_present", "flag", "somebody sent it for this night"),
    ),
)  # fmt: skip

STAYS = Dataset(
    "stays", "stay of a person or adult at an address, as one agency recorded it", "linkage",
    (
        Field("member_id", "text", "person_id, or adult_id"),
        Field("is_adult", "flag", "an adult whom an agency recorded; otherwise a person"),
        Field("home", "text", "postcode and first line, made comparable"),
        Field("agency", "text", "agency that recorded it"),
        optional("first_date", "date", "first day there, or the day it was recorded"),
        optional("last_date", "date", "last day there; empty if it goes on, or nobody said"),
        Field("source_record_id", "text", "the record that says so"),
    ),
    personal=True,
)  # fmt: skip

HOUSEHOLD_LINKS = Dataset(
    "household_links", "(person, other person, kind of link)", "linkage",
    (
        Field("person_id", "text", "one person"),
        Field("other_person_id", "text", "the other; each link stands twice, once for each"),
        Field("kind", "text", "same_family (an agency groups them) or same_address"),
        optional("first_date", "date", "first day it is recorded for"),
        optional("last_date", "date", "last day; empty if it goes on, or nobody said"),
        Field("agencies", "text", "agencies whose records say so, comma separated, sorted"),
        Field("evidence", "text", "source_record_ids that say so, comma separated"),
    ),
)  # fmt: skip

ADULTS_AT_ADDRESS = Dataset(
    "adults_at_address", "(person, adult recorded at the person's address, agency)", "linkage",
    (
        Field("person_id", "text", "the child"),
        Field("adult_id", "text", "reference of the adult; says nothing about who it is"),
        Field("agency", "text", "agency that recorded the adult there"),
        Field("first_date", "date", "first day both were recorded there, as far as known"),
        Field("last_date", "date", "last day both were recorded there"),
        Field("evidence", "text", "source_record_ids that say so, of adult and child, comma "
              "separated"),
        optional("event_evidence", "text", "source_record_ids of the child's own entries in which "
                 "the adult was recorded, comma separated"),
        Field("named_by_social_care", "text", "yes, no, or cannot_tell"),
        optional("cannot_tell_because", "text", "not_sent (social care sent no names of adults), "
                 "no_name (no full name was recorded), nearly_alike (a similar name is there), "
                 "set_aside (it may be in a row that could not be used) or not_yet (recorded after the day on which social care's delivery is current)"),
    ),
)  # fmt: skip
