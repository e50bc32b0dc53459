"""What child health event messages promise: who the child is, and six kinds of event.

NHS Digital, Digital Child Health, FHIR STU3 event messages. Six of their event types are read,
each into a table of its own; a table is there only if a message of its type was sent. A message
that corrects or takes back an earlier one carries the same identifier, and the one published last
holds. A delivery is the folder of messages that came since the last one (`holds = "changes"`), or
of all that were kept (`holds = "everything"`).

Of the four example messages that NHS Digital published in 2017 all are immunisations, in an
earlier form of FHIR than the specification that followed; both forms are read. The other five
types are written after that specification and were tried only with messages of our own invention.

Free text is never read: neither what staff wrote of a risk, nor a reason, nor the name of anybody
but the child.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from agencies.contract import KEEP_UNREAD_YEARS, NEVER_TYPED, CodeList, Column, Reference, Table
from agencies.health.ecds_csds_tables import NHS_NUMBER_STATUSES, REFERRAL_SOURCES

_CODES = Path(__file__).with_name("codes.csv")

EVENT_TYPES = CodeList.from_csv(_CODES, "event_type")
_MESSAGE_TYPES = CodeList.from_csv(_CODES, "message_type")
_SEXES = CodeList.from_csv(_CODES, "sex")
EMERGENCY_SOURCES = CodeList.from_csv(_CODES, "emergency_referral_source")
REASONS_NOT_GIVEN = CodeList.from_csv(_CODES, "reason_not_given")
_ASSOCIATIONS = CodeList.from_csv(_CODES, "association")
URGENCIES = CodeList.from_csv(_CODES, "urgency")
SAFEGUARDING_RISKS = replace(
    CodeList.from_csv(_CODES, "safeguarding_risk"),
    # NHS Digital's own example gives the words where the specification wants the code.
    spellings={
        "risk to self": "886941000000103",
        "risk to others": "886951000000100",
        "risk from others": "1064461000000103",
    },
)
LEGAL_FACTS = CodeList.from_csv(_CODES, "legal_fact")

_CHILD_ID = "patient_id"
_CHILD = Column(
    _CHILD_ID,
    "the child the message is about: a key made of the NHS number, which it does not show; made of "
    "the sender’s own identifier if the check digit of the number is wrong or there is none",
    use="key", required=True,
)  # fmt: skip
_PUBLISHED = Column(
    "recorded_date",
    "the day the message was published; of a corrected entry, the day of the correction",
    type="date", use="feature", is_recorded_date=True,
)  # fmt: skip
_TYPE = Column(
    "message_type", "whether the entry is new, corrected or taken back", type="code", use="audit",
    required=True, codes=_MESSAGE_TYPES,
)  # fmt: skip
_SITE = Column("ods_code", "site or organisation where it took place (ODS code)", use="feature")

_MESSAGES = Table(
    "messages",
    "Every message that was sent, one row each, whether or not its type is one that is read.",
    (
        Column("message_id", "identifier of the bundle, or else the publication reference",
               use="key", required=True),
        Column("event_type", "kind of event (CH001 to CH037); those that are read are CH011, "
               "CH015, CH027, CH028, CH029 and CH033", type="code", use="audit",
               codes=EVENT_TYPES),
        _TYPE,
        _PUBLISHED,
        Column("publisher_ods_code", "organisation that published it (ODS code)", use="audit"),
    ),
    key=("message_id",),
    keep_years=KEEP_UNREAD_YEARS,
)  # fmt: skip

_CHILDREN = Table(
    "children",
    "Children that the messages of the types we read are about, one row each, as the message "
    "published last has them.",
    (
        _CHILD,
        Column("nhs_number", "NHS number", use="linkage", pattern=r"^\d{3}[ -]?\d{3}[ -]?\d{4}$"),
        Column("nhs_number_status", "whether the number was traced", type="code", use="linkage",
               codes=NHS_NUMBER_STATUSES),
        Column("given_name", "first given name", use="linkage"),
        Column("family_name", "family name", use="linkage"),
        Column("birth_date", "date of birth", type="date", use="linkage"),
        Column("gender", "administrative gender", type="code", use="linkage", codes=_SEXES),
        Column("postcode", "postcode of the address that has no end", use="linkage"),
        Column("address_line", "first line of the address that has no end", use="linkage"),
    ),
    key=(_CHILD_ID,),
    person_column=_CHILD_ID,
)  # fmt: skip


def _event_table(name: str, meaning: str, *columns: Column) -> Table:
    """Give the table of one event type: the columns of every type, and its own between them."""
    return Table(
        name,
        meaning,
        (
            Column("entry_id", "identifier of the entry, the same in every message about it",
                   use="key", required=True),
            _CHILD,
            *columns,
            _SITE,
            _PUBLISHED,
            _TYPE,
            Column("is_taken_back", "the last message about this entry takes it back",
                   type="flag", use="audit", required=True),
        ),
        key=("entry_id",),
        person_column=_CHILD_ID,
        optional=True,
        references=(Reference(_CHILD_ID, "children", _CHILD_ID),),
        purge_column="is_taken_back",
    )  # fmt: skip


def _day(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, meaning, type="date", use="feature", required=required, is_event_date=True)


_ATTENDANCES = _event_table(
    "emergency_attendances",
    "Attendances at emergency departments (CH011), one row each. The message has no field for a "
    "safeguarding concern.",
    _day("arrival_date", "the day the child arrived"),
    Column("presenting_complaint", "why the child was brought (SNOMED CT)", use="feature",
           pattern=r"^\d{6,18}$"),
    Column("referral_source", "who sent the child", type="code", codes=EMERGENCY_SOURCES),
)  # fmt: skip

_IMMUNISATIONS = _event_table(
    "immunisations",
    "Immunisations given, or not given (CH015), one row each. Which vaccine is not read.",
    _day("immunisation_date", "the day of the immunisation, or of the appointment for it"),
    Column("is_not_given", "it was not given", type="flag", use="feature"),
    Column("reason_not_given", "why it was not given; empty where another code list than the one "
           "named was used", type="code", use="feature", codes=REASONS_NOT_GIVEN),
)  # fmt: skip

_PROFESSIONALS = _event_table(
    "professional_contacts",
    "Teams and professionals that a child has (CH027), one row each.",
    Column("association", "how long for", type="code", codes=_ASSOCIATIONS),
    _day("start_date", "the day it began", required=False),
    Column("end_date", "the day it ended", type="date", not_before="start_date",
           absent=NEVER_TYPED),
    Column("team", "name of the team", use="feature"),
    Column("worker", "the professional, as a number without a name", use="feature"),
)  # fmt: skip

_REFERRALS = _event_table(
    "referrals",
    "Referrals of children to a health service (CH028), one row each.",
    _day("referral_date", "the day it was made"),
    Column("referral_source", "who referred; empty where another code list than the one named "
           "was used", type="code", codes=REFERRAL_SOURCES),
    Column("urgency", "how urgent it is", type="code", codes=URGENCIES),
)  # fmt: skip

_RISKS = _event_table(
    "safeguarding_risks",
    "Risks to a child’s safety that staff recorded (CH029), one row each. What they wrote is not "
    "read.",
    _day("risk_date", "the day staff recorded it"),
    Column("risk", "risk to self, to others or from others (SNOMED CT)", type="code",
           use="feature", codes=SAFEGUARDING_RISKS),
)  # fmt: skip

_LEGAL = _event_table(
    "legal_information",
    "Child protection plans and being looked after, as a health service noted them (CH033), one "
    "row for each start or end. The decision is the local authority’s own entry.",
    Column("fact", "what started or ended", type="code", use="feature", required=True,
           codes=LEGAL_FACTS),
    _day("fact_date", "the day it started or ended"),
)  # fmt: skip

# Event type → table. In the order of the codes; the other types are counted and not read.
TABLE_OF_EVENT = {
    "CH011": _ATTENDANCES, "CH015": _IMMUNISATIONS, "CH027": _PROFESSIONALS,
    "CH028": _REFERRALS, "CH029": _RISKS, "CH033": _LEGAL,
}  # fmt: skip

TABLES = (_MESSAGES, _CHILDREN, *TABLE_OF_EVENT.values())
