"""Sentences of the case page. Counts come in; what cannot be told is said, never written as 0."""

from __future__ import annotations

from datetime import date

from reports.wording.basics import counted, day, in_sentence, listed, number, span

CANNOT_TELL = "Cannot tell"
NONE_FOUND = "None found"

# --- heading and lead --------------------------------------------------------------------------

NEW = "New"
STILL_LISTED = "Still on the list"


def caption(age_years: int | None, team: str | None) -> str:
    """Say who it is about: age and team, never a name."""
    if age_years is None:
        who = "Age not recorded"
    elif age_years < 0:
        who = "Unborn child"
    else:
        who = f"Child aged {age_years}"
    if not team:
        return who
    return f"{who}, {team}" if "team" in team.lower() else f"{who}, {team} team"


def age_band(age_years: int | None) -> str:
    """Say the age as a band, for the list."""
    if age_years is None:
        return "Age not recorded"
    if age_years < 0:
        return "Unborn"
    bands = ((4, "Aged 0 to 4"), (9, "Aged 5 to 9"), (15, "Aged 10 to 15"), (17, "Aged 16 to 17"))
    return next((words for top, words in bands if age_years <= top), "Aged 18 or over")


def heading(reference: str, agencies: int) -> str:
    """Name the record by its reference and say how spread its contacts are."""
    if agencies == 0:
        return f"Record {reference}: no contacts recorded in 12 months"
    if agencies == 1:
        return f"Record {reference}: contacts with 1 agency"
    return f"Record {reference}: contacts spread across {agencies} agencies"


def lead_contacts(count: int) -> str:
    """Say how many contacts were recorded."""
    if count == 0:
        return "No contact is recorded about this child in 12 months."
    were = "contact was" if count == 1 else "contacts were"
    return f"{count:,} {were} recorded about this child in 12 months."


def lead_closed(count: int | None) -> str:
    """Say how many were closed by one agency acting alone."""
    if count is None:
        return "We cannot tell if any were closed with no further action: no data we hold shows it."
    if count == 0:
        return (
            "No record was found of one closed with no further action by one agency acting alone."
        )
    was = "was" if count == 1 else "were"
    return f"{count:,} {was} closed with no further action by one agency acting alone."


def lead_joint(count: int | None) -> str:
    """Say how many joint discussions are recorded."""
    if count is None:
        return "We cannot tell if agencies met: no data we hold would show a joint discussion."
    if count == 0:
        return "No joint discussion is recorded."
    return f"{counted(count, 'joint discussion is', 'joint discussions are')} recorded."


def fact_labels(concerns: int | None, joint: int | None, to_check: int) -> tuple[str, ...]:
    """Give the six labels; singular where the number is 1."""
    return (
        "contacts in 12 months",
        "agencies in contact",
        "joint discussion" if joint == 1 else "joint discussions",
        "closed by one agency alone",
        "concerns not shared" if concerns is None else f"concerns not shared, of {concerns:,}",
        "entry to check it’s the right child"
        if to_check == 1
        else "entries to check it’s the right child",
    )


# --- what this flag is -------------------------------------------------------------------------

BASED_ON = "based on the pattern of contacts in this record"
NOT_YET_JUDGED = (
    "not yet tested here: no judgements are recorded, so we do not know how often a listed "
    "record needs a joint discussion"
)
BY_RULE = "made by a written practice rule: no model is in use"
BY_DEMONSTRATION = "made by a model that is not fit for use, as a demonstration"


def one_of(listed_records: int, cohort: int) -> str:
    """Say how many records are listed, out of how many were looked at."""
    records = counted(listed_records, "record", "records")
    return f"one of {records} listed, out of {number(cohort)} looked at tonight"


# --- why ---------------------------------------------------------------------------------------

WHY_MODEL = "The model adds up points for the pattern of contacts."
WHY_RULE = (
    "No model is in use. This record is listed by a written practice rule. It looks at the last "
    "12 months and has 4 parts. A record can be listed when at least 1 part applies."
)
MORE_LIKELY = "Made listing more likely"
LESS_LIKELY = "Made listing less likely"
NOTHING_LESS = "Nothing in this record made listing less likely."
PARTS_MET = "Parts of the rule that apply"
PARTS_NOT_MET = "Tested, and do not apply, or do not apply yet"
PARTS_THAT_WAIT = (
    "A part that waits for a joint discussion applies only when the time for it is over."
)
NO_PART_UNMET = "Every part that could be tested applies."
NO_ENTRIES_BEHIND = "This is worked out from the whole record."
AVERAGE = "Average record"
THIS_RECORD = "This record"
LINE = "Records were listed tonight at or above"
METHOD = (
    "Points are the model’s own unit. They can be added and subtracted. They are not percentages.",
    "The average record is the average of the records the model learned from.",
    (
        "Reasons are grouped using a method called SHAP. Factors that move together, such as "
        "incidents and notices, are in one group, so that they do not share points unseen."
    ),
    (
        "Ethnicity, sex and disability are never used to list records. They are held only to "
        "check results for different groups. Religion, nationality and income are not used at all."
    ),
)


PARTS_IN_SHORT = {
    "a": "Concerns of 2 or more agencies close together, and no joint discussion after",
    "b": "Concerns of family, friends or neighbours closed with no further action",
    "c": "An injury reported, and no strategy discussion in time",
    "d": "Contacts closed by one agency acting alone, 3 times or more",
}


def and_more_parts(first: str, more: int) -> str:
    """Say that further parts of the rule apply."""
    if not more:
        return first
    rest = (
        "1 more part of the rule applies" if more == 1 else f"{more} more parts of the rule apply"
    )
    return f"{first}. {rest}"


def clause_frequency(met: int, tested: int) -> str:
    """Say how many of tonight's records a part of the rule applies to."""
    return f"This is so for {number(met)} of {number(tested)} records looked at tonight."


def more_reasons(count: int) -> str:
    """Name the line of the sum for the reasons that made listing more likely."""
    return f"{counted(count, 'reason', 'reasons')} that made listing more likely"


def less_reasons(count: int) -> str:
    """Name the line of the sum for the reasons that made listing less likely."""
    return f"{counted(count, 'reason', 'reasons')} that made listing less likely"


def other_factors(count: int, *, all_under_one: bool) -> str:
    """Name the line of the sum for everything else."""
    words = counted(count, "other group of factors", "other groups of factors")
    return f"{words}, each under 1 point" if all_under_one and count != 1 else words


def in_family(title: str, count: int) -> str:
    """Say to which family a reason belongs and how many factors it puts together."""
    return f"{title}: {counted(count, 'factor', 'factors together')}."


def not_told(plain_name: str) -> str:
    """Say that a factor counts as absent only since nothing could have shown it."""
    return f"Cannot tell: {in_sentence(plain_name)}"


NOT_TOLD_WHY = "No data that would show it was supplied for the whole period."


def usual_none(cohort: int) -> str:
    """Say that most records have nothing of this kind."""
    return f"More than half of the {number(cohort)} records looked at tonight have none."


def usual_count(cohort: int, middle: str) -> str:
    """Say what half of tonight's records stay below."""
    return f"Half of the {number(cohort)} records looked at tonight have {middle} or fewer."


def usual_level(cohort: int, middle: str) -> str:
    """Say what a share or a difference is for half of tonight's records."""
    return f"For half of the {number(cohort)} records looked at tonight it is {middle} or less."


def level(plain_name: str, value: float, middle: float) -> str:
    """Say an index in words: no reader is helped by a number between 0 and 1."""
    if value == middle:
        return f"{plain_name}: as in half of the records looked at tonight"
    higher = "higher" if value > middle else "lower"
    return f"{plain_name}: {higher} than in at least half of the records looked at tonight"


def usual_yes(count: int, cohort: int) -> str:
    """Say for how many of tonight's records something is so."""
    return f"This is so for {number(count)} of {number(cohort)} records looked at tonight."


def has_record(agency: str, *, has: bool) -> str:
    """Say whether an agency's data holds this child at all."""
    name = in_sentence(agency)
    return f"A record from {name} is among the data" if has else f"No record from {name} was found"


# --- chronology --------------------------------------------------------------------------------

DOWN_NUMBERS = "Numbers match the entries below the chart. Select a number to go to its entry."
NO_RECORD_SHARED = "No record"
NOT_RECORDED = "Not recorded"
SYSTEM_CANNOT = "Cannot tell: not recorded by this system"
ATTENDANCE_NOT_RECORDED = "Attendance not recorded"
INJURY = "An injury was reported"
SEEN, NOT_SEEN, SEEN_ALONE = "Child seen", "Child not seen", "Child seen alone"
EARLIER = "Earlier entries that the reasons point to"
NO_ADDRESS = "No address in the data we hold"
CHART_ACROSS = (
    "One row for each agency. Each numbered mark is a link to the same numbered row of the table "
    "below."
)
CHART_DOWN = (
    "One column for each agency, oldest first. Each numbered mark is a link to the same numbered "
    "entry below."
)
CHART_TITLE = "Contacts by agency over 12 months"
KEY = {
    "concern": "Concern",
    "routine": "Routine contact",
    "response": "Response to a concern",
    "joint": "Joint discussion, attended",
    "absent": "Did not attend",
    "closed": "Bar: closed, no further action",
    "shared": "Solid: recorded as shared",
    "not_shared": "Hollow: no record of being shared",
    "cannot_record": "Dashed: this system cannot record sharing",
    "told": "Who was told",
    "moved": "New address",
    "gap": "No data supplied",
    "group": "A week with several entries",
}


def period(start: date, end: date) -> str:
    """Say the period of the chronology."""
    return f"{span(start, end)}."


def attended_by(names: list[str]) -> str:
    """Say who attended a joint discussion."""
    return f"Attended: {listed(names)}"


def booked_after(when: date) -> str:
    """Head the entries that are booked ahead."""
    return f"Booked after {day(when)}"


def other_rows(kinds: list[str]) -> str:
    """Explain the rows whose number begins with a letter."""
    meanings = {
        "A": "Rows with A are changes to the record, not contacts.",
        "B": "Rows with B are booked ahead.",
        "E": "Rows with E are earlier than the chart.",
    }
    return " ".join(meanings[kind] for kind in kinds)


def grouped(entries: int) -> str:
    """Say that the chart shows weeks where there are many entries."""
    return (
        f"There are {number(entries)} entries, so the chart puts the entries of an agency in one "
        "week together. The table shows every entry."
    )


def no_recorded_dates(agencies: list[str]) -> str:
    """Say that an agency sent no recorded dates."""
    names = listed([in_sentence(name) for name in agencies])
    return f"No recorded dates were sent by {names}: the day we received each file is used."


def group_title(number_of: int, first: str) -> str:
    """Name a group of entries in the chart."""
    return f"{counted(number_of, 'entry', 'entries')} in one week, from entry {first}"


# --- who knows what ----------------------------------------------------------------------------

STATES = {
    "recorded": "Recorded",
    "told": "Told",
    "told_in_part": "Told in part",
    "no_record": "No record found",
    "cannot_tell": CANNOT_TELL,
}
NO_FACTS = "No concern or move is recorded in this period, so there is nothing to compare."
NO_DATA_AT_ALL = "No data supplied"
FORMAT_CANNOT = "This data cannot show it"
TELLING_CANNOT = "Neither system records who was told"


def reached_social_care(facts: int, not_reached: int, cannot: int, name: str) -> str:
    """Sum up how many facts reached one agency."""
    things = "this 1 thing" if facts == 1 else f"these {number(facts)} things"
    name = in_sentence(name)
    if cannot == facts:
        return f"We cannot tell if {things} reached {name}."
    count = not_reached or facts - cannot
    if count < facts:
        who = f"{number(count)} of {things}"
    else:
        who = "The 1 thing below" if facts == 1 else f"All {number(facts)} things below"
    if not_reached:
        have = "has" if count == 1 else "have"
        sentence = f"{who} {have} no record of reaching {name}, or reached it only in part."
    else:
        sentence = f"{who} {'is' if count == 1 else 'are'} recorded by {name}, or it was told."
    return sentence if not cannot else f"{sentence} For {number(cannot)} we cannot tell."


def told_by(by: str, when: str) -> str:
    """Say who told an agency, and when."""
    return f"By {in_sentence(by)}, {when}"


def told_part(told: int, of: int) -> str:
    """Say about how many of several entries an agency was told."""
    return f"Told about {number(told)} of {number(of)}"


def moved_times(count: int) -> str:
    """Say how often a new address was recorded."""
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    return f"Moved home {times}"


def still_shows(label: str) -> str:
    """Say that an agency holds an earlier address."""
    return f"Record still shows {label}"


def no_data_for(start: date, end: date) -> str:
    """Say for which days nothing was supplied."""
    return f"No data supplied for {span(start, end)}"


def facts_not_shown(count: int) -> str:
    """Say how many kinds of fact did not fit."""
    kinds = counted(count, "other kind of entry is", "other kinds of entry are")
    return f"{kinds} in the entries above and not in this table."


HAS_RECORD_FAMILY = "Which agencies hold a record"
