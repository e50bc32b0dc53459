"""What a police force promises to send: children it holds, notices, incidents, missing episodes.

No force publishes a machine-readable form of its public protection notices, so this contract is
ours. Persons hold what the NPCC Minimum POLE Data Standards Dictionary 1.1 asks for a vulnerable
child (P_009) and an unborn one (P_011); concerns follow the flags of the Police Scotland interim
vulnerable persons database, and the rest what public pages say about the notices. What an officer
wrote in words is never read. Adults at the address are, so that somebody can be told of one whom
children’s social care does not name; nothing is worked out about an adult.
"""

from __future__ import annotations

from pathlib import Path

from agencies.contract import NEVER_TYPED, CodeList, Column, Reference, Table

_CODES = Path(__file__).with_name("codes.csv")

GENDERS = CodeList.from_csv(_CODES, "gender")
ROLES = CodeList.from_csv(_CODES, "role")
CONCERN_TYPES = CodeList.from_csv(_CODES, "concern_type")
RISK_GRADES = CodeList.from_csv(_CODES, "risk_grade")
RAISED_BY = CodeList.from_csv(_CODES, "raised_by")
CONSENTS = CodeList.from_csv(_CODES, "consent")
OUTCOMES = CodeList.from_csv(_CODES, "outcome")
SHARED_WITH = CodeList.from_csv(_CODES, "shared_with")

_CHILD = (Reference("nominal_id", "nominals", "nominal_id"),)
_NOMINAL = Column(
    "nominal_id", "the child, as the force’s system numbers them", use="key", required=True
)
_RECORDED = Column(
    "recorded_date", "the day the force’s system held this row", type="date", use="feature",
    is_recorded_date=True,
)  # fmt: skip
_OCCURRENCE = Column("occurrence_id", "number of the occurrence it belongs to")
_STATION = Column("station", "station that dealt with it", use="feature")
_OFFICER = Column("officer_ref", "officer who dealt with it, as a number without a name",
                  use="feature")  # fmt: skip
_RISK = Column("risk_grade", "grade the officer gave", type="code", use="feature",
               codes=RISK_GRADES)  # fmt: skip
_OUTCOME = Column("outcome", "how the force closed it", type="code", use="feature",
                  codes=OUTCOMES)  # fmt: skip


def _shared(not_before: str) -> tuple[Column, Column]:
    return (
        Column("shared_with", "agency that was told; empty if none is recorded", type="code",
               use="feature", codes=SHARED_WITH),
        Column("shared_date", "the day that agency was told", type="date", use="feature",
               not_before=not_before, absent=NEVER_TYPED, is_detail=True),
    )  # fmt: skip


# Only the number is required. A child whose date of birth or surname no officer asked for must
# not lose their notices; linkage decides what it can do with the rest.
_NOMINALS = Table(
    "nominals",
    "Children the force holds a record of, one row each; one child may have several by mistake.",
    (
        _NOMINAL,
        Column("given_name", "given name (POLE DS_031)", use="linkage"),
        Column("surname", "surname (POLE DS_032)", use="linkage"),
        Column("date_of_birth", "date of birth (POLE DS_034)", type="date", use="linkage"),
        Column("expected_birth_date", "due date of an unborn child (POLE P_011); it stays when the "
               "child is born, and the same number goes on", type="date", use="linkage"),
        Column("age", "age as the officer recorded it (POLE DS_120), to compare with the date of "
               "birth", type="whole", use="audit"),
        Column("gender", "gender as the officer recorded it (POLE DS_037)", type="code",
               use="linkage", codes=GENDERS),
        Column("address_line", "first line of the home address (POLE DS_005 to DS_008)",
               use="linkage"),
        Column("postcode", "postcode of the home address (POLE DS_010)", use="linkage"),
        Column("guardian_given_name", "given name of a parent or guardian (POLE P_009)", use="linkage"),
        Column("guardian_surname", "surname of a parent or guardian (POLE P_009)", use="linkage"),
        Column("guardian_relationship", "how they are related to the child (POLE DS_047)"),
        Column("telephone", "telephone number given to the officer (POLE DS_053), to count how "
               "often one was", use="audit"),
        Column("email", "e-mail address given to the officer (POLE DS_054), to count how often one "
               "was", use="audit"),
    ),
    key=("nominal_id",),
    person_column="nominal_id",
)  # fmt: skip

_NOTICES = Table(
    "public_protection_notices",
    "Notices an officer wrote because they were worried about a child, one row a child and notice.",
    (
        Column("notice_id", "number of the notice and child", use="key", required=True),
        _OCCURRENCE,
        _NOMINAL,
        Column("created_date", "the day the officer wrote it", type="date", use="feature",
               required=True, is_event_date=True),
        _RECORDED,
        _STATION,
        Column("role", "the child’s part in it", type="code", codes=ROLES),
        Column("concern_type", "what the worry is mainly about", type="code", use="feature",
               codes=CONCERN_TYPES),
        Column("injury_reported", "an injury to the child was reported or seen", type="flag",
               use="feature"),
        _RISK,
        Column("raised_by", "who brought it to the force", type="code", use="feature",
               codes=RAISED_BY),
        Column("consent", "whether the family agreed that others are told", type="code",
               codes=CONSENTS),
        Column("school", "school the child goes to, as told to the officer"),
        _OUTCOME,
        _OFFICER,
        *_shared("created_date"),
    ),
    key=("notice_id",),
    person_column="nominal_id",
    references=_CHILD,
)  # fmt: skip

_CONCERNS = Table(
    "notice_concerns",
    "What else a notice is about besides its main concern, one row a notice and concern.",
    (
        Column("notice_id", "number of the notice and child", use="key", required=True),
        Column("concern_type", "what the worry is also about", type="code", use="key",
               required=True, codes=CONCERN_TYPES),
    ),
    key=("notice_id", "concern_type"),
    optional=True,
    references=(Reference("notice_id", _NOTICES.name, "notice_id"),),
)  # fmt: skip

_INCIDENTS = Table(
    "domestic_abuse_incidents",
    "Domestic abuse incidents with a child linked to them, one row a child and incident.",
    (
        Column("incident_id", "number of the incident and child", use="key", required=True),
        _OCCURRENCE,
        _NOMINAL,
        Column("incident_date", "the day it happened", type="date", use="feature", required=True,
               is_event_date=True),
        _RECORDED,
        Column("child_present", "the child was there when it happened", type="flag",
               use="feature", is_detail=True),
        _RISK,
        _OUTCOME,
        _OFFICER,
        _STATION,
        *_shared("incident_date"),
    ),
    key=("incident_id",),
    person_column="nominal_id",
    references=_CHILD,
)  # fmt: skip

_MISSING = Table(
    "missing_episodes",
    "Times a child was reported missing, one row a child and episode.",
    (
        Column("episode_id", "number of the episode", use="key", required=True),
        _OCCURRENCE,
        _NOMINAL,
        Column("reported_date", "the day the child was reported missing", type="date",
               use="feature", required=True, is_event_date=True),
        _RECORDED,
        Column("found_date", "the day the child was found or came back", type="date",
               not_before="reported_date", absent=NEVER_TYPED),
        _OUTCOME,
        _OFFICER,
        _STATION,
        *_shared("reported_date"),
    ),
    key=("episode_id",),
    person_column="nominal_id",
    references=_CHILD,
)  # fmt: skip

_PERSONS_AT_ADDRESS = Table(
    "persons_at_address",
    "Adults an officer recorded as living or being at a child’s address, one row each time.",
    (
        Column("row_id", "number of this row", use="key", required=True),
        _OCCURRENCE,
        Column("notice_id", "notice, incident or episode in which it was written down"),
        _NOMINAL,
        Column("adult_nominal_id", "the adult, as the force’s system numbers them; one adult may "
               "have several by mistake", use="linkage"),
        Column("given_name", "given name (POLE DS_031)", use="linkage"),
        Column("surname", "surname (POLE DS_032)", use="linkage"),
        Column("date_of_birth", "date of birth (POLE DS_034)", type="date", use="linkage"),
        Column("gender", "gender as the officer recorded it (POLE DS_037)", type="code",
               use="linkage", codes=GENDERS),
        Column("address_line", "first line of the address (POLE DS_005 to DS_008)", use="linkage"),
        Column("postcode", "postcode of the address (POLE DS_010)", use="linkage"),
        Column("seen_date", "the day they were recorded there", type="date", use="feature",
               required=True, is_event_date=True),
        _RECORDED,
    ),
    key=("row_id",),
    person_column="nominal_id",
    optional=True,
    is_about_adults=True,
    references=_CHILD,
)  # fmt: skip

TABLES = (_NOMINALS, _NOTICES, _CONCERNS, _INCIDENTS, _MISSING, _PERSONS_AT_ADDRESS)
