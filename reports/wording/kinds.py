"""Codes of the chronology as words: kinds of entry in one and in many, outcomes, who raised it."""

from __future__ import annotations

from core.vocabulary import EVENT_KINDS, Outcome, RaisedBy
from reports.wording.basics import counted

_IN_NUMBERS: dict[str, tuple[str, str]] = {
    "contact_family": (
        "contact from family, a friend or a neighbour",
        "contacts from family, friends or neighbours",
    ),
    "contact_individual": ("contact from another person", "contacts from other people"),
    "domestic_abuse_incident": (
        "domestic abuse incident, child linked",
        "domestic abuse incidents, child linked",
    ),
    "public_protection_notice": (
        "public protection notice about the child",
        "public protection notices about the child",
    ),
    "missing_episode": ("missing episode", "missing episodes"),
    "emergency_safeguarding_concern": (
        "emergency attendance with a safeguarding concern",
        "emergency attendances with a safeguarding concern",
    ),
    "was_not_brought": (
        "appointment the child was not brought to",
        "appointments the child was not brought to",
    ),
    "vulnerability_recorded": (
        "safeguarding vulnerability recorded",
        "safeguarding vulnerabilities recorded",
    ),
    "suspension": ("suspension from school", "suspensions from school"),
    "permanent_exclusion": (
        "permanent exclusion from school",
        "permanent exclusions from school",
    ),
    "attendance_concern": ("attendance concern", "attendance concerns"),
    "contact_agency": ("contact from another agency", "contacts from other agencies"),
    "referral": ("referral to children’s social care", "referrals to children’s social care"),
    "child_protection_plan_started": (
        "child protection plan started",
        "child protection plans started",
    ),
    "section_47_enquiry": ("section 47 enquiry started", "section 47 enquiries started"),
}

OUTCOMES: dict[str, str] = {
    Outcome.NO_FURTHER_ACTION: "No further action",
    Outcome.ADVICE: "Advice given",
    Outcome.EARLY_HELP: "Passed to early help",
    Outcome.REFERRAL: "Became a referral",
    Outcome.ASSESSMENT: "Assessment",
    Outcome.STRATEGY_DISCUSSION: "Strategy discussion",
    Outcome.SECTION_47_ENQUIRY: "Section 47 enquiry",
    Outcome.CONFERENCE: "Child protection conference",
    Outcome.PLAN: "Plan",
    Outcome.NOTICE_SENT: "Notice sent",
    Outcome.ATTENDED: "Attended",
    Outcome.WAS_NOT_BROUGHT: "Child not brought",
    Outcome.CANCELLED: "Cancelled",
    Outcome.DISCHARGED: "Discharged",
    Outcome.CLOSED: "Closed",
    Outcome.OTHER: "Other outcome",
}

RAISED_BY: dict[str, str] = {
    RaisedBy.FAMILY: "Raised by family, a friend or a neighbour",
    RaisedBy.SELF: "Raised by the child or young person",
    RaisedBy.PUBLIC: "Raised by another person",
    RaisedBy.SOCIAL_CARE: "Raised by children’s social care",
    RaisedBy.POLICE: "Raised by police",
    RaisedBy.HEALTH: "Raised by health",
    RaisedBy.EDUCATION: "Raised by education",
    RaisedBy.OTHER_AGENCY: "Raised by another agency",
}

CATEGORIES: dict[str, str] = {
    "concern": "Concern",
    "routine": "Routine contact",
    "joint": "Joint discussion",
    "response": "Response",
    "administrative": "Change to the record",
}


def kind_label(kind: str) -> str:
    """Give what an entry of this kind is called in the entries table."""
    return EVENT_KINDS[kind].label


def kinds_counted(kind: str, count: int) -> str:
    """Write a number of entries of one kind: 4 domestic abuse incidents, child linked."""
    if kind in _IN_NUMBERS:
        return counted(count, *_IN_NUMBERS[kind])
    return f"{EVENT_KINDS[kind].label} ({counted(count, 'entry', 'entries')})"


def has_words_in_numbers(kind: str) -> bool:
    """Say whether a kind has its own words for one and for many."""
    return kind in _IN_NUMBERS
