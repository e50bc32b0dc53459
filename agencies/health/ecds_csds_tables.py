"""What health promises to send: patients, emergency attendances, community referrals and contacts.

Columns carry the names of the Emergency Care Data Set (CDS type 011, version 6-2-2) and of the
Community Services Data Set (1.6) in lower case. `recorded_date` is our extension, and so is the
`row_identifier` of the tables whose published form has no number of its own. Of the published
columns only those are named that are used or shown; the others are never loaded.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from agencies.contract import NEVER_TYPED, CodeList, Column, Reference, Table

_CODES = Path(__file__).with_name("codes.csv")

GENDERS = CodeList.from_csv(_CODES, "gender")
NHS_NUMBER_STATUSES = CodeList.from_csv(_CODES, "nhs_number_status")
ATTENDANCES = CodeList.from_csv(_CODES, "attendance")
ETHNIC_CATEGORIES = CodeList.from_csv(_CODES, "ethnic_category")
PROTECTION_PLAN_REASONS = CodeList.from_csv(_CODES, "protection_plan_reason")
REJECTION_REASONS = CodeList.from_csv(_CODES, "rejection_reason")
_SOURCES = CodeList.from_csv(_CODES, "referral_source")
# A spreadsheet takes the leading zero away; child health messages never had one.
REFERRAL_SOURCES = replace(
    _SOURCES, spellings={code.lstrip("0"): code for code in _SOURCES.codes if code[0] == "0"}
)
# SNOMED CT has thousands of codes that may stand in these columns. The lists below name those we
# show in words; any other code is accepted and shown without one.
INJURY_COMPLAINTS = CodeList.from_csv(_CODES, "injury_complaint")
ILLNESS_COMPLAINTS = CodeList.from_csv(_CODES, "illness_complaint")
INJURY_INTENTS = CodeList.from_csv(_CODES, "injury_intent")
SAFEGUARDING_CONCERNS = CodeList.from_csv(_CODES, "safeguarding_concern")

_SNOMED = r"^\d{6,18}$"
_NHS_NUMBER = r"^\d{3}[ -]?\d{3}[ -]?\d{4}$"

_PATIENT_ID = "local_patient_identifier"
_CHILD = (Reference(_PATIENT_ID, "patients", _PATIENT_ID),)
_PATIENT = Column(
    _PATIENT_ID, "the child, as the provider numbers them", use="key", required=True,
    formerly=("local_patient_identifier_extended",),
)  # fmt: skip
_REQUEST_ID = "service_request_identifier"
_ROW = Column("row_identifier", "number of the row; ours, the published table has none", use="key",
              required=True)  # fmt: skip
_OF_REFERRAL = Column(_REQUEST_ID, "referral it belongs to", use="key", required=True)
_REFERRED = (Reference(_REQUEST_ID, "csds_referrals", _REQUEST_ID),)
_RECORDED = Column(
    "recorded_date",
    "extension of ours, not in the published format: the day the provider’s system held this row",
    type="date", use="feature", is_recorded_date=True,
)  # fmt: skip

_PATIENTS = Table(
    "patients",
    "Children with a record, one row each (CSDS CYP001; the patient group of ECDS).",
    (
        _PATIENT,
        Column("nhs_number", "NHS number; empty if withheld", use="linkage", pattern=_NHS_NUMBER),
        Column("nhs_number_status_indicator_code", "whether the number was traced", type="code",
               use="linkage", codes=NHS_NUMBER_STATUSES),
        Column("person_given_name", "given name", use="linkage"),
        Column("person_family_name", "family name", use="linkage"),
        Column("person_birth_date", "date of birth", type="date", use="linkage"),
        Column("person_death_date", "date of death", type="date",
               not_before="person_birth_date", absent=NEVER_TYPED),
        Column("person_stated_gender_code", "gender as the family states it", type="code",
               use="linkage", codes=GENDERS),
        Column("ethnic_category", "ethnicity as the family states it", type="code", use="audit",
               codes=ETHNIC_CATEGORIES),
        Column("postcode_of_usual_address", "postcode of the home address", use="linkage"),
        Column("usual_address_line", "first line of the home address", use="linkage"),
    ),
    key=(_PATIENT_ID,),
    person_column=_PATIENT_ID,
)  # fmt: skip

_ATTENDANCES = Table(
    "ecds_attendances",
    "Attendances at emergency departments, one row each (ECDS).",
    (
        Column("emergency_care_attendance_identifier", "number of the attendance", use="key",
               required=True),
        _PATIENT,
        Column("organisation_site_identifier_of_treatment", "hospital site", use="feature"),
        Column("emergency_care_arrival_date", "the day the child arrived", type="date",
               use="feature", required=True, is_event_date=True),
        _RECORDED,
        Column("chief_complaint", "why the child was brought (SNOMED CT)", use="feature",
               pattern=_SNOMED),
        Column("injury_date", "the day of the injury, if it is one", type="date", use="feature",
               absent=NEVER_TYPED, is_detail=True),
        Column("injury_intent", "likely intent, if it is an injury (SNOMED CT)", use="feature",
               pattern=_SNOMED),
        Column("discharge_status", "how the attendance ended, as sent (SNOMED CT)",
               pattern=_SNOMED),
        Column("safeguarding_concern",
               "a safeguarding concern that staff recorded (SNOMED CT), the first if several; "
               "empty if none",
               use="feature", pattern=_SNOMED),
    ),
    key=("emergency_care_attendance_identifier",),
    person_column=_PATIENT_ID,
    references=_CHILD,
)  # fmt: skip

_REFERRALS = Table(
    "csds_referrals",
    "Referrals to community health services, such as health visiting, one row each (CSDS CYP101).",
    (
        Column("service_request_identifier", "number of the referral", use="key", required=True),
        _PATIENT,
        Column("referral_request_received_date", "the day the service received it", type="date",
               use="feature", required=True, is_event_date=True),
        _RECORDED,
        Column("source_of_referral_for_community", "who referred", type="code",
               codes=REFERRAL_SOURCES),
        Column("service_or_team_type", "service it went to, as the data set codes it; shown as "
               "sent, because we found no list to read it by"),
        Column("service_discharge_date", "the day the service discharged the child", type="date",
               not_before="referral_request_received_date", absent=NEVER_TYPED),
    ),
    key=("service_request_identifier",),
    person_column=_PATIENT_ID,
    references=_CHILD,
)  # fmt: skip

_CONTACTS = Table(
    "csds_care_contacts",
    "Appointments and visits of community health services, one row each (CSDS CYP201).",
    (
        Column("care_contact_identifier", "number of the care contact", use="key", required=True),
        _OF_REFERRAL,
        _PATIENT,
        Column("care_contact_date", "the day it was booked for", type="date", use="feature",
               required=True, is_event_date=True),
        _RECORDED,
        Column("attended_or_did_not_attend_code", "whether the child was brought; the newer name "
               "is attendance status", type="code", use="feature", codes=ATTENDANCES,
               formerly=("attendance_status",)),
        Column("care_professional_team_local_identifier", "team, as the provider numbers it",
               use="feature"),
        Column("staff_local_identifier", "member of staff, as a number without a name",
               use="feature"),
    ),
    key=("care_contact_identifier",),
    person_column=_PATIENT_ID,
    references=(*_CHILD, *_REFERRED),
)  # fmt: skip

_VULNERABILITIES = Table(
    "csds_safeguarding_vulnerability",
    "Safeguarding vulnerability factors that staff recorded, one row each (CSDS CYP402).",
    (
        _ROW,
        _PATIENT,
        Column("safeguarding_vulnerability_factor_type", "factor, as the data set codes it; shown "
               "as sent, because we found no list to read it by",
               formerly=("safeguarding_vulnerability_factors_type",)),
        Column("start_date", "the day it was first recorded", type="date", use="feature",
               required=True, is_event_date=True),
        Column("end_date", "the day it stopped applying", type="date",
               not_before="start_date", absent=NEVER_TYPED),
        _RECORDED,
    ),
    key=("row_identifier",),
    person_column=_PATIENT_ID,
    references=_CHILD,
)  # fmt: skip

_SERVICES = Table(
    "csds_services_referred_to",
    "Services a referral was made to, and whether they took it on, one row each (CSDS CYP102).",
    (
        _ROW,
        _OF_REFERRAL,
        _PATIENT,
        Column("referral_rejection_date", "the day the service did not accept the referral; empty "
               "if it did", type="date", use="feature", is_event_date=True),
        Column("referral_rejection_reason", "why it did not", type="code",
               codes=REJECTION_REASONS),
        _RECORDED,
    ),
    key=("row_identifier",),
    person_column=_PATIENT_ID,
    optional=True,
    references=(*_CHILD, *_REFERRED),
)  # fmt: skip

_ONWARD = Table(
    "csds_onward_referrals",
    "Referrals that a community service made to another one, one row each (CSDS CYP105).",
    (
        _ROW,
        _OF_REFERRAL,
        _PATIENT,
        Column("onward_referral_date", "the day it was made", type="date", use="feature",
               required=True, is_event_date=True),
        Column("organisation_identifier_receiving_organisation", "organisation it went to",
               formerly=("organisation_identifier_receiving", "organisation_code_receiving")),
        _RECORDED,
    ),
    key=("row_identifier",),
    person_column=_PATIENT_ID,
    optional=True,
    references=(*_CHILD, *_REFERRED),
)  # fmt: skip

_PLANS = Table(
    "csds_child_protection_plans",
    "Child protection plans that a health service noted, one row each (CSDS CYP403). The decision "
    "is the local authority’s own entry; this is what health knew of it.",
    (
        _ROW,
        _PATIENT,
        Column("child_protection_plan_reason_code", "why there is a plan", type="code",
               codes=PROTECTION_PLAN_REASONS),
        Column("child_protection_plan_start_date", "the day the plan started", type="date",
               use="feature", required=True, is_event_date=True),
        Column("child_protection_plan_end_date", "the day the plan ended", type="date",
               use="feature", not_before="child_protection_plan_start_date", absent=NEVER_TYPED),
        _RECORDED,
    ),
    key=("row_identifier",),
    person_column=_PATIENT_ID,
    optional=True,
    references=_CHILD,
)  # fmt: skip

TABLES = (
    _PATIENTS, _ATTENDANCES, _REFERRALS, _SERVICES, _ONWARD, _CONTACTS, _VULNERABILITIES, _PLANS,
)  # fmt: skip
