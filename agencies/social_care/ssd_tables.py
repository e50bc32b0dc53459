"""What a case system sends in the Standard Safeguarding Dataset: tables, columns, codes.

Names are those of version 1.4 (Data to Insight, `ssd-data-model-next`, MIT); meanings are ours.
`recorded_date` and `purge` are extensions of ours. Left out on purpose and never read, because
we have no use for them: adoption and permanence, care leavers, health and conduct of looked-after
children, special educational needs, immigration status, finance, and what a child wrote.
"""

from __future__ import annotations

from agencies.contract import Reference, Table
from agencies.social_care.columns import (
    a_date,
    child,
    code,
    end_date,
    event_date,
    flag,
    key,
    outcome,
    person,
    recorded_date,
    retractable,
    team,
    text,
    worker,
)  # fmt: skip
from agencies.social_care.ssd_care_tables import CARE_TABLES
from agencies.social_care.ssd_identity_tables import IDENTITY_TABLES

_CONTACTS = Table(
    "ssd_contacts",
    "Contacts that children’s social care received about a child.",
    (
        key("cont_contact_id", "row of this table"),
        person("cont_person_id"),
        event_date("cont_contact_date", "day the contact was received"),
        code("cont_contact_source_code", "who made the contact", "referral_source"),
        text("cont_contact_source_desc", "who made the contact, in words"),
        outcome("cont_contact_outcome_json", "what came of it, as flags such as NFA_FLAG"),
        recorded_date(),
    ),
    key=("cont_contact_id",),
    person_column="cont_person_id",
    references=child("cont_person_id"),
)

_EARLY_HELP_EPISODES = Table(
    "ssd_early_help_episodes",
    "Times a child or family received early help.",
    (
        key("earl_episode_id", "row of this table"),
        person("earl_person_id"),
        event_date("earl_episode_start_date", "first day"),
        end_date("earl_episode_end_date", "last day", not_before="earl_episode_start_date"),
        text("earl_episode_reason", "why it began"),
        text("earl_episode_end_reason", "why it ended"),
        text("earl_episode_organisation", "who gave the help"),
        worker("earl_episode_worker_id"),
        recorded_date(),
    ),
    key=("earl_episode_id",),
    person_column="earl_person_id",
    optional=True,
    references=child("earl_person_id"),
)

_CIN_EPISODES = Table(
    "ssd_cin_episodes",
    "Referrals to children’s social care, each with the episode that followed it.",
    (
        key("cine_referral_id", "row of this table"),
        person("cine_person_id"),
        event_date("cine_referral_date", "day of the referral"),
        code(
            "cine_cin_primary_need_code", "main reason for the need", "primary_need", use="display"
        ),
        code("cine_referral_source_code", "who referred the child", "referral_source"),
        text("cine_referral_source_desc", "who referred the child, in words"),
        outcome("cine_referral_outcome_json", "what came of the referral, as flags"),
        flag("cine_referral_nfa", "no further action after the referral"),
        code("cine_close_reason", "why the episode was closed", "closure_reason"),
        end_date("cine_close_date", "day the episode was closed", not_before="cine_referral_date"),
        team("cine_referral_team"),
        worker("cine_referral_worker_id"),
        recorded_date(),
    ),
    key=("cine_referral_id",),
    person_column="cine_person_id",
    references=child("cine_person_id"),
)

_CIN_ASSESSMENTS = Table(
    "ssd_cin_assessments",
    "Assessments by a social worker.",
    (
        key("cina_assessment_id", "row of this table"),
        person("cina_person_id"),
        text("cina_referral_id", "the referral it belongs to"),
        event_date("cina_assessment_start_date", "day it started"),
        flag("cina_assessment_child_seen", "the child was seen during the assessment"),
        end_date(
            "cina_assessment_auth_date",
            "day it was completed and authorised",
            not_before="cina_assessment_start_date",
        ),
        outcome("cina_assessment_outcome_json", "what came of it, as flags"),
        flag("cina_assessment_outcome_nfa", "no further action after the assessment"),
        team("cina_assessment_team"),
        worker("cina_assessment_worker_id"),
        recorded_date(),
    ),
    key=("cina_assessment_id",),
    person_column="cina_person_id",
    references=child("cina_person_id"),
)

_ASSESSMENT_FACTORS = Table(
    "ssd_assessment_factors",
    "What was found at the end of an assessment.",
    (
        key("cinf_table_id", "row of this table"),
        text("cinf_assessment_id", "the assessment"),
        outcome("cinf_assessment_factors_json", "codes of factors, as a list or as flags"),
        recorded_date(),
    ),
    key=("cinf_table_id",),
    optional=True,
    references=(Reference("cinf_assessment_id", "ssd_cin_assessments", "cina_assessment_id"),),
)

_S47_ENQUIRY = Table(
    "ssd_s47_enquiry",
    "Section 47 enquiries, each begun by a strategy discussion.",
    (
        key("s47e_s47_enquiry_id", "row of this table"),
        text("s47e_referral_id", "the referral it belongs to"),
        person("s47e_person_id"),
        event_date("s47e_s47_start_date", "day of the strategy discussion that began it"),
        end_date(
            "s47e_s47_end_date",
            "day it was completed and authorised",
            not_before="s47e_s47_start_date",
        ),
        flag("s47e_s47_nfa", "no further action after the enquiry"),
        outcome("s47e_s47_outcome_json", "what came of it, as flags"),
        worker("s47e_s47_completed_by_worker_id"),
        team("s47e_s47_completed_by_team"),
        recorded_date(),
    ),
    key=("s47e_s47_enquiry_id",),
    person_column="s47e_person_id",
    references=child("s47e_person_id"),
)

_INITIAL_CP_CONFERENCE = Table(
    "ssd_initial_cp_conference",
    "Initial child protection conferences.",
    (
        key("icpc_icpc_id", "row of this table"),
        text("icpc_icpc_meeting_id", "the meeting; brothers and sisters share it"),
        text("icpc_s47_enquiry_id", "the section 47 enquiry it followed"),
        person("icpc_person_id"),
        text("icpc_cp_plan_id", "the plan that came of it"),
        text("icpc_referral_id", "the referral it belongs to"),
        flag(
            "icpc_icpc_transfer_in", "held because the child moved here with a plan", use="display"
        ),
        a_date("icpc_icpc_target_date", "15 working days after the strategy discussion"),
        event_date("icpc_icpc_date", "day it was or will be held", required=False),
        flag("icpc_icpc_outcome_cp_flag", "a child protection plan came of it"),
        outcome("icpc_icpc_outcome_json", "what came of it, as flags"),
        team("icpc_icpc_team"),
        worker("icpc_icpc_worker_id"),
        recorded_date(),
    ),
    key=("icpc_icpc_id",),
    person_column="icpc_person_id",
    references=child("icpc_person_id"),
)

_CIN_PLANS = Table(
    "ssd_cin_plans",
    "Child in need plans.",
    (
        key("cinp_cin_plan_id", "row of this table"),
        text("cinp_referral_id", "the referral it belongs to"),
        person("cinp_person_id"),
        event_date("cinp_cin_plan_start_date", "first day"),
        end_date("cinp_cin_plan_end_date", "last day", not_before="cinp_cin_plan_start_date"),
        team("cinp_cin_plan_team"),
        worker("cinp_cin_plan_worker_id"),
        recorded_date(),
    ),
    key=("cinp_cin_plan_id",),
    person_column="cinp_person_id",
    references=child("cinp_person_id"),
)

_CIN_VISITS = Table(
    "ssd_cin_visits",
    "Visits to a child in need.",
    (
        key("cinv_cin_visit_id", "row of this table"),
        person("cinv_person_id"),
        event_date("cinv_cin_visit_date", "day of the visit"),
        flag("cinv_cin_visit_seen", "the child was seen"),
        flag("cinv_cin_visit_seen_alone", "the child was seen alone"),
        flag("cinv_cin_visit_bedroom", "the child’s bedroom was seen", use="display"),
        recorded_date(),
    ),
    key=("cinv_cin_visit_id",),
    person_column="cinv_person_id",
    references=child("cinv_person_id"),
)

_CP_PLANS = Table(
    "ssd_cp_plans",
    "Child protection plans.",
    (
        key("cppl_cp_plan_id", "row of this table"),
        text("cppl_referral_id", "the referral it belongs to"),
        text("cppl_icpc_id", "the initial conference it came from"),
        person("cppl_person_id"),
        event_date("cppl_cp_plan_start_date", "first day"),
        end_date("cppl_cp_plan_end_date", "last day", not_before="cppl_cp_plan_start_date"),
        text("cppl_cp_plan_initial_category", "category of abuse when it began, in words"),
        flag("cppl_cp_plan_ola", "a plan of another local authority", use="display"),
        text("cppl_cp_plan_latest_category", "latest category of abuse, in words"),
        recorded_date(),
    ),
    key=("cppl_cp_plan_id",),
    person_column="cppl_person_id",
    references=child("cppl_person_id"),
)

_CP_VISITS = Table(
    "ssd_cp_visits",
    "Visits to a child with a child protection plan.",
    (
        key("cppv_cp_visit_id", "row of this table"),
        person("cppv_person_id"),
        text("cppv_cp_plan_id", "the plan it belongs to"),
        event_date("cppv_cp_visit_date", "day of the visit"),
        flag("cppv_cp_visit_seen", "the child was seen"),
        flag("cppv_cp_visit_seen_alone", "the child was seen alone"),
        flag("cppv_cp_visit_bedroom", "the child’s bedroom was seen", use="display"),
        recorded_date(),
    ),
    key=("cppv_cp_visit_id",),
    person_column="cppv_person_id",
    references=child("cppv_person_id"),
)

_CP_REVIEWS = Table(
    "ssd_cp_reviews",
    "Review child protection conferences, held or due.",
    (
        key("cppr_cp_review_id", "row of this table"),
        person("cppr_person_id"),
        text("cppr_cp_plan_id", "the plan it belongs to"),
        a_date("cppr_cp_review_due", "day it was due"),
        event_date("cppr_cp_review_date", "day it was held", required=False),
        text("cppr_cp_review_meeting_id", "the meeting; brothers and sisters share it"),
        flag("cppr_cp_review_outcome_continue_cp", "the plan goes on"),
        text("cppr_cp_review_quorate", "enough agencies were there to decide"),
        text("cppr_cp_review_participation", "how the child took part"),
        recorded_date(),
    ),
    key=("cppr_cp_review_id",),
    person_column="cppr_person_id",
    references=child("cppr_person_id"),
)

_INVOLVEMENTS = Table(
    "ssd_involvements",
    "Workers and teams that held the child’s record, and when.",
    (
        key("invo_involvements_id", "row of this table"),
        worker("invo_professional_id"),
        text("invo_professional_role_id", "role of the worker"),
        team("invo_professional_team"),
        event_date("invo_involvement_start_date", "first day"),
        end_date("invo_involvement_end_date", "last day", not_before="invo_involvement_start_date"),
        code(
            "invo_worker_change_reason",
            "why the worker changed",
            "worker_change_reason",
            use="display",
        ),
        person("invo_person_id"),
        text("invo_referral_id", "the referral it belongs to"),
        recorded_date(),
    ),
    key=("invo_involvements_id",),
    person_column="invo_person_id",
    references=child("invo_person_id"),
)

TABLES: tuple[Table, ...] = tuple(
    retractable(table)
    for table in (
        *IDENTITY_TABLES, _CONTACTS, _EARLY_HELP_EPISODES, _CIN_EPISODES, _CIN_ASSESSMENTS,
        _ASSESSMENT_FACTORS, _S47_ENQUIRY, _INITIAL_CP_CONFERENCE, _CIN_PLANS, _CIN_VISITS,
        _CP_PLANS, _CP_VISITS, _CP_REVIEWS, *CARE_TABLES, _INVOLVEMENTS,
    )
)  # fmt: skip
