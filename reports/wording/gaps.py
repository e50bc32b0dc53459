"""Sentences about what is missing or uncertain, what would change the flag, and questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.wording.basics import counted, day, in_sentence, listed, number, span

RIGHT_CHILD = "Right child?"
ALL_MATCHED = "All entries matched on NHS number or unique pupil number."
ALL_CLOSE = (
    "All entries matched on an identifier, or on details such as name and date of birth that "
    "agree closely."
)
ALL_DECIDED = (
    "All entries matched on NHS number or unique pupil number, or because somebody decided that "
    "they are this child’s."
)
ALL_CLOSE_OR_DECIDED = (
    "All entries matched on an identifier, on details such as name and date of birth that agree "
    "closely, or because somebody decided that they are this child’s."
)
NO_OTHER_RECORD = (
    "No other agency’s record was found for this child, so no entry had to be matched."
)
EFFECT_NONE = "No effect on this flag"
EFFECT_STILL_MEETS = "At least 1 part of the rule applies without these entries"
EFFECT_MAY_NOT_MEET = "Without these entries the rule may not apply to this record"
EFFECT_NO_REASON_USES = "No reason points to these entries"
EFFECT_HIDDEN = "Contacts or joint working in these records would not show"
EFFECT_PART = "What these records would tell does not show"
EFFECT_SHARED_SINCE = "The newest entries may have been answered or shared since"
NOT_IN_DATA = "Not in any data we hold"
EFFECT_BETTER = "Joint working may be better than it looks here"
SET_ASIDE = "Entries that could not be used"
RECENT = "Recent entries"
RULE_PARTS = "Parts of the rule not tested"
EFFECT_RULE = "These parts never count for or against a record"


def not_in_data(agencies: Sequence[str]) -> str:
    """Name what no data holds, and the agencies that may take part and do not."""
    others = "".join(f", {in_sentence(name)}" for name in agencies)
    return f"Phone calls, informal liaison, case notes, voluntary sector{others}, other areas"


def matched(total: int, to_check: int) -> str:
    """Say how many entries were put with this child on details near the line."""
    were = "was" if to_check == 1 else "were"
    return (
        f"{number(to_check)} of {counted(total, 'entry', 'entries')} {were} matched only on details "
        "such as name, date of birth and address, and not closely. Check:"
    )


def set_aside(rows: int, agency: str) -> str:
    """Say that the checks set entries about this child aside."""
    entries, they_are = (
        ("entry", "was set aside by the data checks. It is")
        if rows == 1
        else ("entries", "were set aside by the data checks. They are")
    )
    return (
        f"{number(rows)} {entries} about this child from {in_sentence(agency)} {they_are} not on "
        "this page. The agency has been told."
    )


def reasons_use(count: int) -> str:
    """Say how many reasons rest on uncertain entries."""
    rest = "reason rests" if count == 1 else "reasons rest"
    return f"{number(count)} {rest} partly on these entries"


def no_data(agency: str) -> str:
    """Name the gap of an agency that supplied nothing."""
    return f"{agency} data"


def nothing_supplied(agency: str) -> str:
    """Say that an agency supplied nothing at all."""
    return f"No data was supplied by {in_sentence(agency)}."


def not_sent(parts: list[str]) -> str:
    """Say which parts of a delivery were not sent."""
    return f"Not sent: {'; '.join(in_sentence(part) for part in parts)}."


def gap_in(start: date, end: date) -> str:
    """Say for which days nothing was supplied."""
    return f"None supplied for {span(start, end)}."


def current_to(agency: str, when: date, delay_days: int) -> str:
    """Say how new an agency's data is."""
    delay = f" and usually {counted(delay_days, 'day', 'days')} behind" if delay_days else ""
    return f"{agency}: data up to {day(when)}{delay}."


def cannot_record(agency: str, things: list[str]) -> str:
    """Say what an agency's data has no field for."""
    return f"{agency} data cannot show {listed(things, last='or')}."


THINGS = {
    "closure": "if a contact was closed",
    "joint_discussion": "joint discussions",
    "sharing": "who was told",
    "child_seen": "if the child was seen",
}
SYSTEMS = "What systems do not record"
EFFECT_SYSTEMS = "What is not recorded does not show as done, or as not done"

# --- what would change the flag ----------------------------------------------------------------

CHANGE_INTRO = (
    "If a part did not apply, it would no longer count for this record. A part stops applying "
    "when the record shows one of these, or when its entries are more than 12 months old:"
)
CHANGES = {
    "a": "a joint discussion within 15 working days after two agencies each recorded a concern",
    "b": "another outcome than no further action for concerns from family, friends or neighbours",
    "c": "a strategy discussion within 3 working days of an injury being reported",
    "d": "a joint discussion within 15 working days of contacts that one agency closed alone",
}


def still_one_part() -> str:
    """Say what happens to a record to which only one part applies."""
    return "Only 1 part applies. If it did not, this record would not be on the list."


def still_parts(parts: int) -> str:
    """Say what happens to a record to which several parts apply."""
    left = parts - 1
    rest = "the other part" if left == 1 else f"the other {left} parts"
    return f"{number(parts)} parts apply. If only 1 of them did not, {rest} would still apply."


# --- questions ---------------------------------------------------------------------------------

ALWAYS_FIRST = "What is daily life like for this child? Who has seen and spoken to them alone?"
ALWAYS_LAST = (
    "What is going well, and who in the family or network is helping?",
    "Is there an everyday explanation, such as a known health condition or a planned move?",
    "Could bias, in what gets recorded or in how we read it, be shaping this picture?",
)
MOVES = "What changed for the child with the new address, and who told whom?"
LONG_GAP = "There is a long time without any entry. No record does not mean nothing happened."
PART_ATTENDED = "Who was not in the room at the joint discussion, and what do they know?"


def closed_alone(count: int) -> str:
    """Ask what contacts that were closed one by one look like together."""
    return (
        f"{number(count)} contacts were each closed by one agency acting alone. "
        "What do they look like together?"
    )


def police_repeated(count: int, *, may_be_at_school: bool) -> str:
    """Ask what others saw when police recorded several concerns."""
    others = "school and health" if may_be_at_school else "health"
    return (
        f"Police recorded {counted(count, 'concern', 'concerns')}. "
        f"What did {others} see in the same weeks?"
    )


def not_brought(count: int) -> str:
    """Ask what would make it possible to get to appointments."""
    if count == 1:
        return "Why was the child not brought to 1 appointment? What would have made it possible?"
    return (
        f"Why was the child not brought to {number(count)} appointments? "
        "What would have made it possible?"
    )


def silent(agencies: list[str]) -> str:
    """Ask who has not been asked."""
    names = listed([in_sentence(name) for name in agencies], last="or")
    return f"No entry of {names} was found in this period. Have they been asked?"


# --- judgement form ----------------------------------------------------------------------------

FORM_NOTE = (
    "This is a copy of the form. It saves nothing. Use it to prepare, and record your judgement "
    "in the way your partnership has agreed."
)
FORM_QUESTION = "Does this record need a joint discussion between agencies?"
FORM_OPTIONS = (
    ("Yes, and it needs arranging", ""),
    ("Yes, and it is already happening", "The data does not show it"),
    ("No, agencies are already working together", ""),
    ("No, the pattern has another explanation", ""),
    ("Cannot tell yet, more information is needed", ""),
    ("The data is wrong or about another child", ""),
)
FORM_REASONS = "Reasons for your judgement"
FORM_REASONS_HINT = "Say what you checked beyond this page, and who you spoke to"
FORM_PROBLEMS_QUESTION = "Was anything on this page wrong or unhelpful? (optional)"
FORM_PROBLEMS = (
    "An entry is wrong or about another child",
    "A reason does not make sense",
    "Something important is missing",
    "The wording is unclear or unfair",
)
