"""Who a child is in the Standard Safeguarding Dataset: person, addresses, identifiers, teams.

See `agencies.social_care.ssd_tables`. `pers_nationality` is left out on purpose: we have no use
for it, so it is never read.
"""

from __future__ import annotations

from agencies.contract import Table
from agencies.social_care.columns import (
    a_date,
    child,
    code,
    end_date,
    event_date,
    key,
    linkage_text,
    outcome,
    person,
    recorded_date,
    text,
)  # fmt: skip

_PERSON = Table(
    "ssd_person",
    "Children and young people known to children’s social care, one row each.",
    (
        key("pers_person_id", "the child, as the case system numbers them"),
        linkage_text("pers_forename", "forename"),
        linkage_text("pers_surname", "surname"),
        code("pers_sex", "sex as registered", "sex", use="linkage"),
        code("pers_gender", "gender as the child describes it", "gender", use="audit"),
        code("pers_ethnicity", "ethnicity as the family describes it", "ethnicity", use="audit"),
        a_date("pers_dob", "date of birth", linkage=True),
        linkage_text("pers_common_child_id", "NHS number"),
        text("pers_legacy_id", "the child’s number in an earlier case system"),
        code(
            "pers_upn_unknown", "why there is no unique pupil number", "upn_unknown", use="display"
        ),
        code("pers_send_flag", "an education, health and care plan", "yes_no", use="audit"),
        a_date("pers_expected_dob", "due date of an unborn child", linkage=True),
        a_date("pers_death_date", "date of death"),
        code("pers_is_mother", "the child is a mother", "yes_no", use="audit"),
    ),
    key=("pers_person_id",),
    person_column="pers_person_id",
)

_ADDRESS = Table(
    "ssd_address",
    "Where each child has lived, one row for each stay at an address.",
    (
        key("addr_table_id", "row of this table"),
        outcome("addr_address_json", "address in parts: FLAT, HOUSE, STREET and others"),
        person("addr_person_id"),
        text("addr_address_type", "kind of address, such as home or placement"),
        event_date("addr_address_start_date", "first day at the address", required=False),
        end_date(
            "addr_address_end_date",
            "last day at the address",
            not_before="addr_address_start_date",
        ),
        linkage_text("addr_address_postcode", "postcode"),
        recorded_date(),
    ),
    key=("addr_table_id",),
    person_column="addr_person_id",
    references=child("addr_person_id"),
)

_LINKED_IDENTIFIERS = Table(
    "ssd_linked_identifiers",
    "Numbers that other systems use for a child, one row for each number.",
    (
        key("link_table_id", "row of this table"),
        person("link_person_id"),
        code("link_identifier_type", "whose number it is", "identifier_type"),
        linkage_text("link_identifier_value", "the number"),
        a_date("link_valid_from_date", "valid from"),
        end_date("link_valid_to_date", "valid until", not_before="link_valid_from_date"),
    ),
    key=("link_table_id",),
    person_column="link_person_id",
    optional=True,
    references=child("link_person_id"),
)

_DISABILITY = Table(
    "ssd_disability",
    "Disabilities recorded for a child, one row each; used to check fairness and nothing else.",
    (
        person("disa_person_id"),
        key("disa_table_id", "row of this table"),
        code("disa_disability_code", "kind of disability", "disability", use="audit"),
    ),
    key=("disa_table_id",),
    person_column="disa_person_id",
    optional=True,
    references=child("disa_person_id"),
)

_DEPARTMENT = Table(
    "ssd_department",
    "Names of teams.",
    (
        key("dept_team_id", "row of this table"),
        text("dept_team_name", "name of the team"),
        text("dept_team_parent_id", "the department above it"),
        text("dept_team_parent_name", "name of the department above it"),
    ),
    key=("dept_team_id",),
    optional=True,
)

IDENTITY_TABLES: tuple[Table, ...] = (
    _PERSON, _ADDRESS, _LINKED_IDENTIFIERS, _DISABILITY, _DEPARTMENT,
)  # fmt: skip
