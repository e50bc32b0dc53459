"""Datasets of what agencies sent, and of what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from core.dataset import Dataset, Field, optional

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
        optional("forename", "text", "as sent, trimmed"),
        optional("surname", "text", "as sent, trimmed"),
        optional("birth_date", "date", "date of birth"),
        optional("expected_birth_date", "date", "due date of an unborn child"),
        optional("sex", "text", "M, F, or empty where not known"),
        optional("postcode", "text", "latest home postcode, upper case with one space"),
        optional("address", "text", "latest first line of the home address"),
        optional("nhs_number", "text", "ten digits, only if the check digit is right"),
        optional("upn", "text", "as sent, upper case; linkage decides on its check letter"),
        optional("ethnicity", "text", "census code; audit only, never a model input"),
        Field("is_disabled", "maybe_flag", "a disability is recorded; audit only"),
        optional("death_date", "date", "date of death"),
        optional("team", "text", "name of the team that holds the record now"),
        optional("postcodes_before", "text", "former home postcodes, without inner space, "
                  "separated by a space"),
        optional("parent_names", "text", "forename and surname of each parent or carer, "
                  "separated by a semicolon"),
        optional("family_id", "text", "agency/format/the agency's own number of the family"),
        optional("other_identifier", "text", "an identifier that several agencies share and "
                  "that has no check digit, such as a unique learner number"),
    ),
    personal=True,
)  # fmt: skip

EVENT_FIELDS = (
    Field("source_record_id", "text", "agency/table/the agency's own row id"),
    Field("agency", "text", "agency that recorded it"),
    Field("format", "text", "format it came in"),
    Field("kind", "text", "code from core.vocabulary.EVENT_KINDS"),
    Field("category", "text", "concern, routine, joint, response or administrative"),
    Field("event_date", "date", "when it happened, or is booked to happen"),
    optional("recorded_date", "date", "when the agency's system held it, if sent"),
    optional("raised_by", "text", "who brought it: core.vocabulary.RaisedBy"),
    optional("outcome", "text", "core.vocabulary.Outcome; empty if none was recorded"),
    Field("is_nfa", "maybe_flag", "closed with no further action; empty if not recorded"),
    Field("is_injury", "flag", "an injury was reported or seen"),
    optional("team", "text", "team that dealt with it"),
    optional("worker", "text", "pseudonymous worker reference"),
    optional("place", "text", "school, hospital site or station"),
    Field("child_seen", "maybe_flag", "the child was seen; empty if not recorded"),
    Field("child_seen_alone", "maybe_flag", "the child was seen alone; empty if not recorded"),
    optional("attended", "text", "agencies that attended, comma separated, if recorded"),
    optional("told_agency", "text", "agency recorded as told about it"),
    optional("told_date", "date", "day that agency was told"),
    optional("detail", "text", "short coded words from a closed list, safe to show on a page"),
)

SOURCE_EVENTS = Dataset(
    "source_events", "entry of one agency about one of its persons", "agencies",
    (
        Field("source_person_id", "text", "whom it is about, in the agency's own system"),
        *EVENT_FIELDS,
        optional("address_key", "text", "postcode and first line; only for address_recorded"),
    ),
    personal=True,
)  # fmt: skip

SOURCE_STAYS = Dataset(
    "source_stays", "stay of an agency's person at an address, as that agency recorded it", "agencies",
    (
        Field("source_record_id", "text", "agency/table/the agency's own row id, or its number"),
        Field("source_person_id", "text", "who lived there, in the agency's own system"),
        Field("agency", "text", "agency code"),
        Field("format", "text", "format it came in"),
        optional("postcode", "text", "upper case with one space"),
        optional("address", "text", "first line"),
        optional("first_date", "date", "first day there, or the day it was recorded"),
        optional("last_date", "date", "last day there; empty if it goes on, or nobody said"),
    ),
    personal=True,
)  # fmt: skip

SOURCE_ADULTS = Dataset(
    "source_adults", "adult as one agency recorded them once: at an address, or with a child", "agencies",
    (
        Field("source_record_id", "text", "agency/table/the agency's own row id, or its number"),
        Field("source_adult_id", "text", "agency/format/the agency's own number of the adult, or of "
              "the row where it has none"),
        Field("agency", "text", "agency code"),
        Field("format", "text", "format it came in"),
        optional("source_person_id", "text", "the child they were recorded with, if one"),
        optional("source_event_id", "text", "source_record_id of the entry it was recorded in"),
        Field("is_at_address", "flag", "recorded as living or being at the address; otherwise only "
              "named"),
        optional("forename", "text", "as sent, trimmed"),
        optional("surname", "text", "as sent, trimmed"),
        optional("birth_date", "date", "date of birth"),
        optional("sex", "text", "M, F, or empty where not known"),
        optional("postcode", "text", "upper case with one space"),
        optional("address", "text", "first line"),
        optional("first_date", "date", "first day, or the day it was recorded"),
        optional("last_date", "date", "last day; empty if it goes on, or nobody said"),
    ),
    personal=True,
)  # fmt: skip

ADULTS_SET_ASIDE = replace(
    SOURCE_ADULTS, name="adults_set_aside",
    grain="row about an adult that social care sent and the checks set aside, as far as it can be read",
)  # fmt: skip

CHECK_RESULTS = Dataset(
    "check_results", "check of one table of one delivery", "expectations",
    (
        Field("agency", "text", "agency code"),
        Field("format", "text", "format of the delivery"),
        Field("table", "text", "table of the contract"),
        Field("check", "text", "code of the check"),
        Field("says", "text", "the check as a sentence"),
        optional("column", "text", "column it is about, if one"),
        Field("action", "text", "stop, quarantine or warn"),
        Field("rows_checked", "whole", "rows looked at"),
        Field("rows_failed", "whole", "rows that did not pass"),
        optional("examples", "text", "numbers of the first rows that did not pass, as sent"),
        optional("received_date", "date", "the delivery, by the day it reached us"),
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
        optional("received_date", "date", "the delivery, by the day it reached us"),
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
        optional("received_date", "date", "the delivery, by the day it reached us"),
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
        optional("table", "text", "table it is about, if one"),
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
