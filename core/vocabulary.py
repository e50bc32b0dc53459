"""The words of the chronology: kinds of entry, categories, outcomes, what a feed can record.

One place, so that contracts, features, rules and pages mean the same thing by the same word.
Statutory words follow the children in need census and the Standard Safeguarding Dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ADULT_FROM_YEARS = 18


class Category(StrEnum):
    """What part an entry plays. A response is never counted as a second concern."""

    CONCERN = "concern"
    ROUTINE = "routine"
    JOINT = "joint"
    RESPONSE = "response"
    ADMINISTRATIVE = "administrative"  # an address, a change of worker: not a contact


class Capability(StrEnum):
    """What a format has a field for. Without one, the answer is "cannot tell", never "none"."""

    CONCERN = "concern"
    FAMILY_CONCERN = "family_concern"  # who raised it: family, a friend or a neighbour
    CLOSURE = "closure"  # closed with no further action
    INJURY = "injury"
    JOINT_DISCUSSION = "joint_discussion"
    STRATEGY_DISCUSSION = "strategy_discussion"
    ATTENDANCE_AT_MEETING = "attendance_at_meeting"
    SHARING = "sharing"  # who was told
    CHILD_SEEN = "child_seen"
    WORKER = "worker"
    TEAM = "team"
    ADDRESS = "address"
    APPOINTMENT = "appointment"  # attended or not brought
    ESCALATION = "escalation"  # section 47 enquiries and child protection plans
    ADULTS = "adults"  # which adults live with a child, or have to do with them, by name


class RaisedBy(StrEnum):
    """Who brought the matter to the agency that recorded it."""

    FAMILY = "family"  # family, friend or neighbour (census codes 1A, 1B)
    SELF = "self"
    PUBLIC = "public"  # another individual, or anonymous
    SOCIAL_CARE = "social_care"
    POLICE = "police"
    HEALTH = "health"
    EDUCATION = "education"
    OTHER_AGENCY = "other_agency"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a matter was recorded as ending. Missing means that no outcome was recorded."""

    NO_FURTHER_ACTION = "no_further_action"
    ADVICE = "advice"
    EARLY_HELP = "early_help"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION_47_ENQUIRY = "section_47_enquiry"
    CONFERENCE = "conference"
    PLAN = "plan"
    NOTICE_SENT = "notice_sent"
    ATTENDED = "attended"
    WAS_NOT_BROUGHT = "was_not_brought"
    CANCELLED = "cancelled"
    DISCHARGED = "discharged"
    CLOSED = "closed"
    OTHER = "other"


@dataclass(frozen=True)
class EventKind:
    """A kind of entry: its code, what a person reads, and the category it has by default."""

    code: str
    label: str
    category: Category


def _kinds(category: Category, **labels: str) -> dict[str, EventKind]:
    return {code: EventKind(code, label, category) for code, label in labels.items()}


EVENT_KINDS: dict[str, EventKind] = {
    **_kinds(
        Category.CONCERN,
        contact_family="Contact from family, a friend or a neighbour",
        contact_individual="Contact from another person",
        domestic_abuse_incident="Domestic abuse incident, child linked",
        public_protection_notice="Public protection notice about the child",
        missing_episode="Child reported missing",
        emergency_safeguarding_concern="Emergency attendance with a safeguarding concern",
        was_not_brought="Child not brought to appointment",
        vulnerability_recorded="Safeguarding vulnerability recorded",
        suspension="Suspension from school",
        permanent_exclusion="Permanent exclusion from school",
        attendance_concern="Attendance concern",
    ),
    **_kinds(
        Category.ROUTINE,
        emergency_attendance="Emergency department attendance",
        health_referral="Referral to a community health service",
        health_appointment="Health appointment",
        social_work_visit="Social work visit",
        # No format says who came to it, so it is not counted as a joint discussion.
        looked_after_review="Review of a looked-after child’s plan",
        school_started="Started at a school",
        school_left="Left a school",
        service_involvement="Service involvement began",
        service_interaction="Most recent interaction with a service",
    ),
    **_kinds(
        Category.JOINT,
        strategy_discussion="Strategy discussion",
        initial_child_protection_conference="Initial child protection conference",
        child_protection_review="Child protection review conference",
    ),
    **_kinds(
        Category.RESPONSE,
        contact_agency="Contact from another agency",
        referral="Referral to children’s social care",
        assessment_started="Assessment started",
        assessment_completed="Assessment completed",
        section_47_enquiry="Section 47 enquiry started",
        section_47_completed="Section 47 enquiry completed",
        child_protection_plan_started="Child protection plan started",
        child_protection_plan_ended="Child protection plan ended",
        child_in_need_plan_started="Child in need plan started",
        child_in_need_plan_ended="Child in need plan ended",
        early_help_started="Early help started",
        early_help_ended="Early help ended",
        looked_after_started="Started to be looked after",
        looked_after_ended="Stopped being looked after",
        pre_proceedings_started="Pre-proceedings started",
        episode_closed="Social care episode closed",
        welfare_check="Police welfare check",
    ),
    **_kinds(
        Category.ADMINISTRATIVE,
        address_recorded="Address recorded",
        worker_allocated="Worker allocated",
        placement_started="Placement started",
        legal_status_changed="Legal status changed",
        health_referral_not_accepted="Referral not accepted by a health service",
        # What one agency noted of another's decision. The decision is that agency's own entry, so
        # these are no contact and no escalation, and nobody is on a plan by them.
        protection_plan_start_noted="Start of a child protection plan noted by another agency",
        protection_plan_end_noted="End of a child protection plan noted by another agency",
        looked_after_start_noted="Start of being looked after noted by another agency",
        looked_after_end_noted="End of being looked after noted by another agency",
    ),
}

ESCALATION_KINDS = ("section_47_enquiry", "child_protection_plan_started")
