"""Care and court in the Standard Safeguarding Dataset: episodes, placements, reviews, orders.

See `agencies.social_care.ssd_tables`. Where a child lives and what order was made are read, and
what tells of adoption reaches no entry.
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
    number,
    person,
    recorded_date,
    text,
)  # fmt: skip

_CLA_EPISODES = Table(
    "ssd_cla_episodes",
    "Episodes of being looked after; one period of care has one or more.",
    (
        key("clae_cla_episode_id", "row of this table"),
        person("clae_person_id"),
        event_date("clae_cla_episode_start_date", "first day of the episode"),
        code("clae_cla_episode_start_reason", "why the episode began", "looked_after_reason"),
        code(
            "clae_cla_primary_need_code", "main reason for the need", "primary_need", use="display"
        ),
        end_date(
            "clae_cla_episode_ceased_date",
            "last day of the episode",
            not_before="clae_cla_episode_start_date",
        ),
        text("clae_cla_episode_ceased_reason", "X1: the next episode followed; else care ended"),
        text("clae_cla_id", "the period of care"),
        text("clae_referral_id", "the referral it belongs to"),
        text("clae_cla_placement_id", "the placement"),
        a_date("clae_entered_care_date", "first day of the period of care"),
        a_date("clae_cla_last_iro_contact_date", "last contact with the reviewing officer"),
        recorded_date(),
    ),
    key=("clae_cla_episode_id",),
    person_column="clae_person_id",
    optional=True,
    references=child("clae_person_id"),
)

_MISSING = Table(
    "ssd_missing",
    "Times a looked-after child was missing or away without authorisation.",
    (
        key("miss_table_id", "row of this table"),
        person("miss_person_id"),
        event_date("miss_missing_episode_start_date", "day the child was last where expected"),
        code(
            "miss_missing_episode_type",
            "missing, or away without authorisation",
            "missing_type",
            use="display",
        ),
        end_date(
            "miss_missing_episode_end_date",
            "day the child was found or came back",
            not_before="miss_missing_episode_start_date",
            use="display",
        ),
        code(
            "miss_missing_rhi_offered",
            "a return interview was offered",
            "yes_no_not_applicable",
            use="display",
        ),
        code(
            "miss_missing_rhi_accepted",
            "the return interview was accepted",
            "yes_no_not_applicable",
            use="display",
        ),
        recorded_date(),
    ),
    key=("miss_table_id",),
    person_column="miss_person_id",
    optional=True,
    references=child("miss_person_id"),
)

_CLA_PLACEMENT = Table(
    "ssd_cla_placement",
    "Where a looked-after child was placed, one row for each placement.",
    (
        key("clap_cla_placement_id", "row of this table"),
        event_date("clap_cla_placement_start_date", "first day"),
        code("clap_cla_placement_type", "kind of placement", "placement_type", use="display"),
        text("clap_cla_placement_urn", "Ofsted’s number of the setting"),
        number("clap_cla_placement_distance", "miles from the child’s home"),
        text("clap_cla_id", "the period of care"),
        code(
            "clap_cla_placement_provider",
            "who provides the placement",
            "placement_provider",
            use="display",
        ),
        text("clap_cla_placement_postcode", "postcode of the placement"),
        end_date(
            "clap_cla_placement_end_date",
            "last day",
            not_before="clap_cla_placement_start_date",
            use="display",
        ),
        code(
            "clap_cla_placement_change_reason",
            "why the placement was changed",
            "placement_change_reason",
            use="display",
        ),
        person("clap_person_id"),
        recorded_date(),
    ),
    key=("clap_cla_placement_id",),
    person_column="clap_person_id",
    optional=True,
    references=child("clap_person_id"),
)

_CLA_VISITS = Table(
    "ssd_cla_visits",
    "Visits to a looked-after child.",
    (
        key("clav_cla_visit_id", "row of this table"),
        text("clav_cla_id", "the period of care"),
        person("clav_person_id"),
        event_date("clav_cla_visit_date", "day of the visit"),
        flag("clav_cla_visit_seen", "the child was seen"),
        flag("clav_cla_visit_seen_alone", "the child was seen alone"),
        recorded_date(),
    ),
    key=("clav_cla_visit_id",),
    person_column="clav_person_id",
    optional=True,
    references=child("clav_person_id"),
)

# The table names no child: that is the one of the period of care.
_CLA_REVIEWS = Table(
    "ssd_cla_reviews",
    "Reviews of a looked-after child’s plan, held or due.",
    (
        key("clar_cla_review_id", "row of this table"),
        key("clar_cla_id", "the period of care"),
        a_date("clar_cla_review_due_date", "day it was due"),
        event_date("clar_cla_review_date", "day it was held", required=False),
        flag("clar_cla_review_cancelled", "the review was cancelled", is_detail=False),
        code(
            "clar_cla_review_participation",
            "how the child took part",
            "review_participation",
            use="display",
        ),
        recorded_date(),
    ),
    key=("clar_cla_review_id",),
    optional=True,
    references=(Reference("clar_cla_id", "ssd_cla_episodes", "clae_cla_id"),),
)

_LEGAL_STATUS = Table(
    "ssd_legal_status",
    "Legal statuses of a child; some systems send others than those of looked-after children.",
    (
        key("lega_legal_status_id", "row of this table"),
        person("lega_person_id"),
        text("lega_legal_status", "legal status, as a code such as C2, or in words"),
        event_date("lega_legal_status_start_date", "first day", required=False),
        end_date(
            "lega_legal_status_end_date",
            "last day",
            not_before="lega_legal_status_start_date",
            use="display",
        ),
        recorded_date(),
    ),
    key=("lega_legal_status_id",),
    person_column="lega_person_id",
    optional=True,
    references=child("lega_person_id"),
)

_PRE_PROCEEDINGS = Table(
    "ssd_pre_proceedings",
    "Formal steps before a council asks a court to decide about a child.",
    (
        key("prep_table_id", "row of this table"),
        person("prep_person_id"),
        text("prep_plo_family_id", "the family; brothers and sisters share it"),
        event_date("prep_pre_pro_decision_date", "day it was decided to begin", required=False),
        a_date("prep_initial_pre_pro_meeting_date", "day of the first meeting with the parents"),
        text("prep_pre_pro_outcome", "to ask a court, or to step down; empty while it goes on"),
        a_date("prep_agree_stepdown_issue_date", "day that was agreed"),
        number("prep_cp_plans_referral_period", "child protection plans in this episode"),
        text("prep_legal_gateway_outcome", "what the legal meeting decided"),
        number("prep_prev_pre_proc_child", "earlier times in pre-proceedings"),
        number("prep_prev_care_proc_child", "earlier times in care proceedings"),
        a_date("prep_pre_pro_letter_date", "day the parents were written to"),
        a_date("prep_care_pro_letter_date", "day they were written to about a court"),
        number("prep_pre_pro_meetings_num", "review meetings with the parents"),
        flag(
            "prep_pre_pro_parents_legal_rep",
            "the parents had a lawyer before proceedings",
            use="display",
        ),
        flag(
            "prep_parents_legal_rep_point_of_issue",
            "the parents had a lawyer when a court was asked",
            use="display",
        ),
        text("prep_court_reference", "reference of the court"),
        number("prep_care_proc_court_hearings", "hearings so far"),
        flag("prep_care_proc_short_notice", "a court was asked at short notice", use="display"),
        text("prep_proc_short_notice_reason", "why at short notice"),
        flag("prep_la_inital_plan_approved", "first plan approved at a hearing", use="display"),
        text("prep_la_initial_care_plan", "first plan for the child"),
        flag("prep_la_final_plan_approved", "final plan approved at a hearing", use="display"),
        text("prep_la_final_care_plan", "final plan for the child"),
        recorded_date(),
    ),
    key=("prep_table_id",),
    person_column="prep_person_id",
    optional=True,
    references=child("prep_person_id"),
)

CARE_TABLES: tuple[Table, ...] = (
    _CLA_EPISODES, _CLA_PLACEMENT, _CLA_VISITS, _CLA_REVIEWS, _MISSING, _LEGAL_STATUS,
    _PRE_PROCEEDINGS,
)  # fmt: skip
