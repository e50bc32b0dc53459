"""Who a child is in the Standard Safeguarding Dataset: person, addresses, identifiers, teams.

See `agencies.social_care.ssd_tables`. `pers_nationality` is left out on purpose: we have no use
for it, so it is never read.
"""

from __future__ import annotations

from dataclasses import replace

from agencies.contract import KEEP_UNREAD_YEARS, Table
from agencies.social_care.columns import (
    a_date,
    child,
    code,
    end_date,
    event_date,
    flag,
    key,
    linkage_text,
    number,
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

_FAMILY = Table(
    "ssd_family",
    "Which children belong to one family, as the case system groups them.",
    (
        key("fami_table_id", "row of this table"),
        linkage_text("fami_family_id", "the family"),
        person("fami_person_id"),
    ),
    key=("fami_table_id",),
    person_column="fami_person_id",
    optional=True,
    references=child("fami_person_id"),
)

_MOTHER = Table(
    "ssd_mother",
    "Which known young woman is the mother of a child.",
    (
        key("moth_table_id", "row of this table"),
        linkage_text("moth_person_id", "the mother, as the case system numbers her"),
        person("moth_childs_person_id"),
        a_date("moth_childs_dob", "date of birth of her child"),
    ),
    key=("moth_table_id",),
    person_column="moth_childs_person_id",
    optional=True,
    references=child("moth_childs_person_id"),
)

# A fault in a day must not lose the row: the adult would be said to be named nowhere.
_NAMED_ADULTS = Table(
    "named_adults",
    "Adults the case system names for a child, one row each, living with the child or not; without "
    "them nobody can tell whether it names an adult whom others recorded at the child’s address.",
    (
        key("nada_table_id", "row of this table, which is an extension of ours and not in the "
            "published format"),
        person("nada_person_id"),
        linkage_text("nada_adult_id", "the adult, as the case system numbers them"),
        linkage_text("nada_forename", "forename"),
        linkage_text("nada_surname", "surname"),
        a_date("nada_dob", "date of birth", linkage=True),
        code("nada_sex", "sex", "sex", use="linkage"),
        linkage_text("nada_relationship", "how they are related to the child, such as Mother; parents "
                     "and carers help to find the child elsewhere"),
        flag("nada_lives_with_child", "they live with the child"),
        replace(event_date("nada_start_date", "first day the case system names them",
                           required=False), is_detail=True),
        end_date("nada_end_date", "last day the case system names them",
                 not_before="nada_start_date", use="display"),
        replace(recorded_date(), is_detail=True),
    ),
    key=("nada_table_id",),
    person_column="nada_person_id",
    optional=True,
    is_about_adults=True,
    is_extension=True,
    references=child("nada_person_id"),
)  # fmt: skip

# A worker's name and registration number are left out on purpose and never read: a worker is the
# number that the other tables use.
_PROFESSIONALS = Table(
    "ssd_professionals",
    "Workers, by number and without a name.",
    (
        key("prof_professional_id", "the worker, as the other tables number them"),
        text("prof_professional_job_title", "the worker’s job"),
        number("prof_professional_caseload", "children the worker held on 30 September"),
        text("prof_professional_department", "the worker’s team"),
        number("prof_full_time_equivalency", "share of full time the worker works"),
        text("prof_agency_worker_flag", "the worker comes from an employment agency"),
    ),
    key=("prof_professional_id",),
    optional=True,
    keep_years=KEEP_UNREAD_YEARS,
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
    _PERSON, _ADDRESS, _LINKED_IDENTIFIERS, _DISABILITY, _FAMILY, _MOTHER, _NAMED_ADULTS,
    _DEPARTMENT, _PROFESSIONALS,
)  # fmt: skip
