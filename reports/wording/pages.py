"""Sentences of the review list, the run page and the page of data checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.wording.basics import (
    counted,
    day,
    first_upper,
    in_sentence,
    listed,
    number,
    tables_in_words,
)

# --- review list -------------------------------------------------------------------------------

LIST_TITLE = "Records to review"
NONE_RECORDED = "None recorded"
CHECK_MATCHES = "Check matches"
DATA_MISSING = "Data missing"
MISS_RATE = (
    "We do not know how many records that need a joint discussion are not on the list: "
    "no sample of other records has been reviewed."
)
NOBODY_LISTED = "No record met the line. This is unusual. The data team has been told."
HOW_BY_RULE = (
    (
        "No model is in use. Records are listed by a written practice rule with 4 parts, "
        "which looks at the last 12 months."
    ),
    (
        "Records to which more parts apply come first, then those with the most recent concern, "
        "until the list is full."
    ),
)
HOW_BY_MODEL = (
    (
        "A model adds up points for the pattern of contacts. The records with the most points "
        "are listed, until the list is full."
    ),
)
HOW_BY_DEMONSTRATION = (
    (
        "A model that is not fit for use made this list, as a demonstration. "
        "Do not use it to choose records."
    ),
)
HOW_ALWAYS = (
    (
        "New records come first, then those that have waited longest. Otherwise the order is "
        "drawn each night, so a record’s place on the page means nothing."
    ),
    (
        "A record leaves the list when other records come first, or when its pattern changes. "
        "That does not mean that anything has been settled."
    ),
    "Records under a restriction, such as an adoption, are never listed or shown.",
)


def list_lead(count: int, *, is_by_rule: bool) -> str:
    """Say how many records are on the list and what they have in common."""
    if count == 0:
        return "No record is on tonight’s list."
    on_list = "record is on the list" if count == 1 else "records are on the list"
    this = "this child" if count == 1 else "these children"
    if is_by_rule:
        return f"{count:,} {on_list}. The practice rule asks agencies to look at {this} together."
    return (
        f"{count:,} {on_list}. Agencies recorded contacts about {this}, "
        "but little joint working shows in the data."
    )


def room(capacity: int) -> str:
    """Say that the list is as long as there is room, which is not how many are in need."""
    return (
        f"The list has room for {counted(capacity, 'record', 'records')} a week. "
        "That is what the team can look at, not how many children need it."
    )


def shown(count: int) -> str:
    """Give the caption of the list's table."""
    return f"All {counted(count, 'record', 'records')} on the list, new first"


def days_on_list(days: int) -> str:
    """Say how long a record has been on the list."""
    return f"{counted(days, 'day', 'days')} on list" if days else ""


def held_banner(tonight: date, shown_list: date | None) -> str:
    """Say which list is showing while tonight's is held."""
    if shown_list is None:
        return (
            f"The list of {day(tonight)} was held back. No earlier list has been published. "
            "See nightly runs for what to do now."
        )
    return (
        f"This list is from {day(shown_list)}. The list of {day(tonight)} was held back. "
        "See nightly runs for what to do now."
    )


# --- run page ----------------------------------------------------------------------------------

OUTCOMES = {
    "published": ("Published", "green"),
    "published_with_caution": ("Published with caution", "yellow"),
    "held": ("List not published", "red"),
}
STEP_STATUS = {
    "done": ("Done", "green"),
    "caution": ("Caution", "yellow"),
    "failed": ("Failed", "red"),
    "not_started": ("Not started", "grey"),
}
NEEDS_ATTENTION = "Needs attention"
WHAT_TO_DO = "What to do now"
NIGHTS_FINDING = "Records on the list after each run"
NIGHTS_WHAT = (
    "Outline bars: published with caution. Pale bars: fewer than 10 records. "
    "Hatched bars: no list published, so their height means nothing."
)
NIGHTS_CAPTION = "Last nights"
NUMBERS_NOT_SHOWN = "Numbers of this file are not shown."
EVERY_PART_TESTED = "Every part of the practice rule could be tested."
FEW = "fewer than 10"
SMALL = "not shown, as one number is small"
WITHHELD = (
    "Numbers of people under 10 are not shown, nor numbers from which one could be worked out."
)
LINKED = {
    "persons": "Persons, after records of the same person were put together",
    "by_identifier": "Records put together by NHS number or unique pupil number",
    "by_decision": "Records put together because somebody decided so",
    "by_details": "Records put together by name, date of birth and address",
    "needs_check": "Of these, records to check that it is the right child",
    "identifier_conflicts": "Pairs kept apart because their identifiers do not agree",
    "most_records_of_one_person": "Most records put together as one person",
    "person_ids_kept": "References kept from the last run",
    "person_ids_new": "References given for the first time",
    "moved_since_last_night": "Records put with another person than in the last run",
    "pairs_to_look_at": "Pairs that wait for somebody to look at them",
    "records_all_alike": "Records not put together, as too many are alike in all they hold",
    "keys_not_used": "Keys not used, as too many records share them",
    "identifiers_overused": "Identifiers not used, as too many people share them",
    "kept_apart_by_birth_dates": "Pairs kept apart by their dates of birth",
    "kept_apart_by_forenames": "Pairs kept apart by their forenames, such as twins",
    "kept_apart_by_sexes": "Pairs kept apart by their sex",
    "kept_apart_by_nhs_numbers": "Pairs kept apart by their NHS numbers",
    "kept_apart_by_upns": "Pairs kept apart by their unique pupil numbers",
    "kept_apart_by_nearly_another_person": "Pairs kept apart as another child fits about as well",
    "kept_apart_by_cluster_too_large": "Pairs kept apart as too many records hang together",
    "kept_apart_by_same_feed": "Pairs kept apart because one agency holds them as two",
    "kept_apart_by_near_the_line": "Pairs kept apart as one agency may hold twins, or one child twice",
}
DROPPED = {
    "restricted": "Entries of restricted records, never used",
    "no_person": "Entries about somebody the agency sent no record for",
    "repeated": "Entries sent twice, used once",
}
NO_DATA = ("No data supplied", "grey")
FEED_GOOD = ("Good", "green")


def run_lead(total: int, notices: int) -> str:
    """Say what is on the list after the run."""
    records = "record is" if total == 1 else "records are"
    shown_total = FEW if 0 < total < 10 else number(total)
    sentence = f"{first_upper(shown_total)} {records} on the list."
    if not notices:
        return sentence
    need = "thing needs" if notices == 1 else "things need"
    return f"{sentence} {notices} {need} attention."


def held_lead(reason: str, shown_list: date | None) -> str:
    """Say why the list was held and which one is showing."""
    still = (
        f"The list of {day(shown_list)} is still showing."
        if shown_list
        else "No earlier list has been published."
    )
    return f"The new list was held back. {reason} {still}"


def nights_description(nights: int, held: int) -> str:
    """Describe the chart of the last nights."""
    lists = counted(nights - held, "list was", "lists were")
    not_published = f" On {counted(held, 'night', 'nights')} no list was published." if held else ""
    return f"{lists} published in the last {counted(nights, 'night', 'nights')}.{not_published}"


def tables_missing(tables: str) -> str:
    """Say which optional tables were not sent."""
    return f"Not sent: {tables_in_words(tables)}"


def by_received_date() -> str:
    """Say that the day of receipt stands for the recorded date."""
    return "No recorded dates were sent: the day we received each file is used."


def as_label(code: str) -> str:
    """Write a code as words for a label."""
    return first_upper(code.replace("_", " "))


# --- why a night is published, with caution, or held -------------------------------------------


def feed_words(agency: str, title: str) -> str:
    """Name a feed in a sentence: police file (Public protection notices)."""
    return f"{in_sentence(agency)} file ({title})"


def feed_absent(words: str) -> tuple[str, str]:
    """Say that an expected feed did not come."""
    return (
        f"The {words} is not there.",
        "Pages say “cannot tell” for what it would have shown.",
    )


def nothing_from(agency: str) -> tuple[str, str]:
    """Say that an agency supplied nothing."""
    return (
        f"No data was supplied by {in_sentence(agency)}.",
        "Its lane is hatched on every case page, and its answers are “cannot tell”.",
    )


def table_absent(words: str, tables: str) -> tuple[str, str]:
    """Say that optional tables were not sent."""
    names = tables_in_words(tables)
    noun = "A table is" if "," not in tables else "Tables are"
    return (f"{noun} missing from the {words}.", f"Not sent: {names}.")


def feed_late(words: str, current: date, days: int) -> tuple[str, str]:
    """Say that a feed is older than it should be."""
    return (
        f"The {words} is {counted(days, 'day', 'days')} old.",
        f"Contacts since {day(current)} are missing. Every case page says so.",
    )


def rows_set_aside(
    words: str, parts: Sequence[tuple[str, int, int]], *, may_count: bool
) -> tuple[str, str]:
    """Say that the checks set many rows of a feed aside, and of which tables."""
    headline = f"Many rows of the {words} were set aside."
    if not may_count:
        return (headline, NUMBERS_NOT_SHOWN)
    counts = [_of_rows(table, rows, set_aside) for table, rows, set_aside in parts]
    return (headline, f"{first_upper(listed(counts))} did not pass the checks. See data checks.")


def _of_rows(table: str, rows: int, set_aside: int) -> str:
    within = f" in {table.replace('_', ' ')}" if table else ""
    return f"{number(set_aside)} of {counted(rows, 'row', 'rows')}{within}"


def untested_parts(count: int) -> tuple[str, str]:
    """Say that parts of the rule could not be tested."""
    parts = counted(count, "part of the practice rule", "parts of the practice rule")
    return (f"{parts} could not be tested.", "They never count. This page says why.")


NO_RESTRICTIONS = (
    "The restrictions list is not there.",
    "Without it we cannot be sure that nobody is shown who must not be.",
)
REASONS_DO_NOT_ADD_UP = (
    "The reasons for some records do not add up.",
    "No list is made from a model whose reasons cannot be shown.",
)
NOBODY_QUALIFIES = ("No record is on the list.", "This is unusual. Check the steps below.")
DEMONSTRATION = (
    "The list was made by a model that is not fit for use.",
    "It is shown as a demonstration only. Nobody should choose records from it.",
)


def ask_again(words: str) -> str:
    """Say whom to ask for a file."""
    return f"Ask the sender of the {words} to send it again, and say what was found."


RUN_AGAIN = "When it is put right, run the night again from the start. Finished steps are kept."
TELL_MANAGER = "Tell the managers who use the list which date it is from."
ASK_RESTRICTIONS = "Ask the partnership’s data lead for the restrictions list."
CHECK_MODEL = "Go back to the practice rule until the model’s reasons can be shown."
