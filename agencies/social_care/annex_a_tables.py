"""What a council sends Ofsted before an inspection: the child-level lists 1 to 8 of Annex A.

Names are those of Ofsted's template as `Annex_A_schema.yml` of liia-tools-pipeline has them
(MIT); meanings are ours. Each line of a list says again who its child is; that makes the table
`children`, so that a line which cannot be used does not take its child with it. Lists 9 to 11 (care leavers, adoption, adopters) are left out on purpose
and never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agencies.contract import NEVER_TYPED, Column, Reference, Table
from agencies.social_care.annex_a_codes import annex_a_codes

if TYPE_CHECKING:
    from agencies.contract import Use

CHILD = "Child Unique ID"
WORKER = "Allocated Worker"
TEAM = "Allocated Team"

# A formula that failed is left as its text where a sheet was saved by other programs.
_NOTHING = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "N/A")
_DATES = "%Y-%m-%d|%d/%m/%Y|%Y-%m-%d %H:%M:%S|%d/%m/%Y %H:%M:%S"


def _date(name: str, meaning: str, use: Use = "feature", **said: Any) -> Column:
    absent = (*_NOTHING, *NEVER_TYPED)
    return Column(name, meaning, "date", use, date_format=_DATES, absent=absent, **said)


def _happened(name: str, meaning: str, *, required: bool = True) -> Column:
    return _date(name, meaning, required=required, is_event_date=True)


def _code(name: str, meaning: str, codes: str, use: Use = "feature") -> Column:
    return Column(name, meaning, "code", use, codes=annex_a_codes(codes), absent=_NOTHING)


def _number(name: str, meaning: str, **said: Any) -> Column:
    return Column(name, meaning, "number", absent=_NOTHING, **said)


def _text(name: str, meaning: str, use: Use = "display") -> Column:
    return Column(name, meaning, "text", use, absent=_NOTHING)


_WHO = (
    Column(CHILD, "the child, as the case system numbers them", use="key", required=True),
    _code("Gender", "gender", "gender", "linkage"),
    _code("Ethnicity", "ethnic group", "ethnicity", "audit"),
    _date("Date of Birth", "date of birth", "linkage"),
    _number(
        "Age of Child (Years)",
        "age in years on the day of the list, sometimes with a fraction",
        formerly=("Age",),
    ),
)
_DISABILITY = _code(
    "Does the Child have a Disability", "a disability is recorded", "disability", "audit"
)
_BY = (
    _text(TEAM, "team that holds the record", "feature"),
    _text(
        WORKER, "worker who holds the record, by name; only a number made of it goes on", "feature"
    ),
)


def _list(
    number: int, meaning: str, *columns: Column, key: tuple[str, ...], optional: bool = False
) -> Table:
    """Give one list: who the child is, then what the list is about."""
    return Table(
        f"list_{number}", meaning, (*_WHO, *columns), key=(CHILD, *key), person_column=CHILD,
        optional=optional, references=(Reference(CHILD, "children", CHILD),),
    )  # fmt: skip


CHILDREN = Table(
    "children",
    "Every child of the lists once, with the latest that is filled in: made when they are read.",
    (*_WHO[:-1], _DISABILITY),
    key=(CHILD,),
    person_column=CHILD,
)

_CONTACTS = _list(
    1,
    "Contacts that children’s social care received in the last six months.",
    _happened("Date of Contact", "day the contact was received"),
    _code("Contact Source", "who made the contact", "source"),
    key=("Date of Contact", "Contact Source"),
    optional=True,
)

_EARLY_HELP = _list(
    2,
    "Early help assessments of the last six months.",
    _happened("Assessment start date", "day the early help assessment started"),
    _date("Assessment completion date", "day it was completed", not_before="Assessment start date"),
    _text("Organisation completing assessment", "who made the assessment"),
    key=("Assessment start date", "Organisation completing assessment"),
    optional=True,
)

_REFERRALS = _list(
    3,
    "Referrals to children’s social care of the last six months.",
    _happened("Date of referral", "day of the referral"),
    _code("Referral Source", "who referred the child", "source"),
    _code("Referral NFA?", "no further action after the referral", "nfa"),
    _number("Number of Referrals in Last 12 Months", "referrals of the child in twelve months"),
    *_BY,
    key=("Date of referral", "Referral Source"),
)

_ASSESSMENTS = _list(
    4,
    "Assessments by a social worker, open or completed in the last six months.",
    _DISABILITY,
    _happened("Continuous Assessment Start Date", "day it started"),
    _code("Child Seen During Continuous Assessment", "the child was seen during it", "child_seen"),
    _date(
        "Continuous Assessment Date of Authorisation",
        "day it was completed and authorised",
        not_before="Continuous Assessment Start Date",
    ),
    # A child who needs no social care may still need something: this is not "no further action".
    _code(
        "Was the child assessed as requiring LA children's social care support?",
        "found to need social care; says nothing of other help that was given",
        "yes_no",
        "display",
    ),
    *_BY,
    key=("Continuous Assessment Start Date",),
)

_ENQUIRIES = _list(
    5,
    "Section 47 enquiries of the last six months, and the conferences that followed.",
    _DISABILITY,
    _happened(
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "day of the strategy discussion that began the enquiry",
    ),
    _code(
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "no initial conference was needed",
        "yes_no",
        "display",
    ),
    _happened(
        "Date of Initial Child Protection Conference",
        "day the conference was or will be held",
        required=False,
    ),
    _code(
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "a child protection plan came of the conference",
        "yes_no",
    ),
    _number("Number of Section 47 Enquiries in the last 12 months", "enquiries in twelve months"),
    _number("Number of ICPCs in the last 12 months", "initial conferences in twelve months"),
    *_BY,
    key=("Strategy discussion initiating Section 47 Enquiry Start Date",),
)

_IN_NEED = _list(
    6,
    "Children in need: episodes open on the day of the list or closed in the last six months.",
    _DISABILITY,
    _happened("CIN Start Date", "day of the referral that began the episode", required=False),
    _code("Primary Need Code", "main reason for the need", "need", "display"),
    _date("Date Child Was Last Seen", "last day a social worker saw the child"),
    _date("CIN Closure Date", "day the episode was closed", not_before="CIN Start Date"),
    _code("Reason for Closure", "why the episode was closed", "closure_reason"),
    _code("Case Status", "what the child receives now", "case_status", "display"),
    *_BY,
    key=("CIN Start Date",),
)

_PROTECTION = _list(
    7,
    "Child protection plans, open on the day of the list or ended in the last six months.",
    _DISABILITY,
    _happened("Child Protection Plan Start Date", "first day of the plan"),
    _code("Initial Category of Abuse", "category of abuse when it began", "abuse"),
    _code("Latest Category of Abuse", "latest category of abuse", "abuse", "display"),
    _date("Date of the Last Statutory Visit", "day of the last visit under the plan"),
    _code("Was the Child Seen Alone?", "the child was seen alone at that visit", "seen_alone"),
    _date("Date of latest review conference", "day of the last review conference"),
    _date(
        "Child Protection Plan End Date",
        "last day of the plan",
        not_before="Child Protection Plan Start Date",
    ),
    _code(
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "an emergency order or police protection in the last six months",
        "yes_no",
        "display",
    ),
    _number("Number of Previous Child Protection Plans", "plans before this one"),
    *_BY,
    key=("Child Protection Plan Start Date",),
)

_LOOKED_AFTER = _list(
    8,
    "Children looked after on the day of the list, or who ceased to be in the last six months.",
    _code(
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "an unaccompanied asylum-seeking child in the last twelve months",
        "uasc",
        "audit",
    ),
    _DISABILITY,
    _happened("Date Started to be Looked After", "first day of the period of care"),
    _code("Child's Category of Need", "main reason for the need", "need", "display"),
    _code(
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "looked after before in the last twelve months",
        "yes_no",
        "display",
    ),
    _date("Start date of current legal status", "first day of the legal status", "display"),
    _code("Child's Legal Status", "legal status now", "legal_status", "display"),
    _date("Date of Latest Statutory Review", "day of the last review of the care plan"),
    _date("Date of Last Social Work Visit", "day of the last visit by a social worker"),
    _code(
        "What is the permanence plan for this child?", "plan for where the child will live",
        "permanence_plan", "display",
    ),
    _date(
        "Date of Last IRO Visit / Contact to the Child", "last contact with the reviewing officer",
        "display",
    ),
    _date("Date of Last Health Assessment", "day of the last health assessment", "display"),
    _date("Date of Last Dental Check", "day of the last dental check", "display"),
    _number("Number of Placements in the Last 12 months", "placements in twelve months"),
    _date(
        "Date Ceased to be Looked After",
        "last day of the period of care",
        not_before="Date Started to be Looked After",
    ),
    _code(
        "Reason Ceased to be Looked After", "why the period of care ended", "ceased_reason",
        "display",
    ),
    _date("Start Date of Most Recent Placement", "first day of the placement", "feature"),
    _code("Placement Type", "kind of placement", "placement_type", "display"),
    _code("Placement Provider", "who provides the placement", "placement_provider", "display"),
    _text("Placement postcode", "postcode of the placement"),
    _text("URN of Placement", "Ofsted’s number of the setting"),
    _code(
        "Placement Location", "inside or outside the local authority", "placement_location",
        "display",
    ),
    _code("LA of Placement", "local authority the placement lies in", "placement_la", "display"),
    _number(
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "missing episodes in twelve months, without their dates",
    ),
    _number(
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "absences without authorisation in twelve months, without their dates",
    ),
    _code(
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "a return interview was offered", "interview_offered", "display",
    ),
    _code(
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "the return interview was accepted", "interview_accepted", "display",
    ),
    *_BY,
    key=("Date Started to be Looked After",),
    optional=True,
)  # fmt: skip

LISTS: tuple[Table, ...] = (
    _CONTACTS, _EARLY_HELP, _REFERRALS, _ASSESSMENTS, _ENQUIRIES, _IN_NEED, _PROTECTION,
    _LOOKED_AFTER,
)  # fmt: skip
TABLES = (CHILDREN, *LISTS)
