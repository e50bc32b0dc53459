"""Every dated thing in a Standard Safeguarding Dataset delivery, as entries of the chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.events import join_events, make_events
from agencies.identity import address_keys
from agencies.social_care import ssd_outcomes
from agencies.social_care.columns import codes
from agencies.social_care.meanings import (
    ANOTHER_EPISODE_FOLLOWS,
    STARTED_TO_BE_LOOKED_AFTER,
    closure_outcomes,
    closure_words,
    contact_kinds,
    is_closed_nfa,
    legal_status_words,
    raised_by,
    source_words,
)
from agencies.social_care.ssd_outcomes import factor_words, is_nfa, outcomes
from agencies.social_care.ssd_persons import FEED_ID, address_parts, team_names
from core.vocabulary import Outcome

if TYPE_CHECKING:
    from agencies.contract import Tables

# The words are the dataset's own (field guidance of cppl_cp_plan_initial_category); "Multiple"
# is followed by a list that suppliers write differently.
_ABUSE_WORDS = ("Neglect", "Physical abuse", "Sexual abuse", "Emotional abuse")


def ssd_events(tables: Tables) -> pd.DataFrame:
    """Give all entries of a delivery; see `core.catalogue.SOURCE_EVENTS`.

    One row per row and kind of entry. Knowable: an entry's `recorded_date` is the row's.
    Absent: an optional table that was not sent gives no entries.
    """
    return join_events(
        [
            part
            for make in (
                _contacts, _referrals, _assessments, _enquiries, _conferences, _plans, _visits,
                _reviews, _early_help, _looked_after, _care, _care_reviews, _court, _missing,
                _involvements, _addresses,
            )
            for part in make(tables)
        ]
    )  # fmt: skip


def _contacts(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_contacts"]
    sources = rows["cont_contact_source_code"]
    outcome = outcomes(rows["cont_contact_outcome_json"], ssd_outcomes.CONTACT)
    return [
        make_events(
            rows, FEED_ID, person="cont_person_id", kind=contact_kinds(sources),
            date="cont_contact_date", raised_by=raised_by(sources), outcome=outcome,
            is_nfa=is_nfa(outcome), detail=source_words(sources),
        )
    ]  # fmt: skip


def _referrals(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_cin_episodes"]
    sources, reasons = rows["cine_referral_source_code"], rows["cine_close_reason"]
    outcome = outcomes(rows["cine_referral_outcome_json"], ssd_outcomes.REFERRAL)
    decided = is_nfa(outcome, rows["cine_referral_nfa"])
    by = {
        "team": team_names(tables, rows["cine_referral_team"]),
        "worker": rows["cine_referral_worker_id"],
    }
    return [
        make_events(
            rows, FEED_ID, person="cine_person_id", kind="referral", date="cine_referral_date",
            raised_by=raised_by(sources), outcome=_agreeing(outcome, decided), is_nfa=decided,
            detail=source_words(sources), **by,
        ),
        make_events(
            rows, FEED_ID, person="cine_person_id", kind="episode_closed", date="cine_close_date",
            is_end=True, outcome=closure_outcomes(reasons), is_nfa=is_closed_nfa(reasons),
            detail=closure_words(reasons), **by,
        ),
    ]  # fmt: skip


def _assessments(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_cin_assessments"]
    outcome = outcomes(rows["cina_assessment_outcome_json"], ssd_outcomes.ASSESSMENT)
    decided = is_nfa(outcome, rows["cina_assessment_outcome_nfa"])
    by = {
        "team": team_names(tables, rows["cina_assessment_team"]),
        "worker": rows["cina_assessment_worker_id"],
    }
    return [
        make_events(
            rows, FEED_ID, person="cina_person_id", kind="assessment_started",
            date="cina_assessment_start_date", **by,
        ),
        make_events(
            rows, FEED_ID, person="cina_person_id", kind="assessment_completed",
            date="cina_assessment_auth_date", is_end=True, outcome=_agreeing(outcome, decided),
            is_nfa=decided, child_seen=rows["cina_assessment_child_seen"],
            detail=_factors_found(tables, rows["cina_assessment_id"]), **by,
        ),
    ]  # fmt: skip


def _factors_found(tables: Tables, assessments: pd.Series) -> pd.Series:
    """Give what each assessment found, in words; missing where its factors were not sent."""
    if "ssd_assessment_factors" not in tables:
        return pd.Series(pd.NA, index=assessments.index, dtype="str")
    rows = tables["ssd_assessment_factors"].drop_duplicates("cinf_assessment_id", keep="last")
    words = factor_words(rows["cinf_assessment_factors_json"])
    return assessments.map(words.set_axis(rows["cinf_assessment_id"])).astype("str")


def _enquiries(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_s47_enquiry"]
    outcome = outcomes(rows["s47e_s47_outcome_json"], ssd_outcomes.ENQUIRY)
    decided = is_nfa(outcome, rows["s47e_s47_nfa"])
    said: dict[str, Any] = {
        "person": "s47e_person_id",
        "team": team_names(tables, rows["s47e_s47_completed_by_team"]),
        "worker": rows["s47e_s47_completed_by_worker_id"],
    }
    began = "s47e_s47_start_date"
    return [
        # The dataset dates an enquiry by the strategy discussion that began it.
        make_events(rows, FEED_ID, kind="strategy_discussion", date=began, **said),
        make_events(rows, FEED_ID, kind="section_47_enquiry", date=began, **said),
        make_events(
            rows, FEED_ID, kind="section_47_completed", date="s47e_s47_end_date", is_end=True,
            outcome=_agreeing(outcome, decided), is_nfa=decided, **said,
        ),
    ]  # fmt: skip


def _conferences(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_initial_cp_conference"]
    outcome = outcomes(rows["icpc_icpc_outcome_json"], ssd_outcomes.CONFERENCE)
    has_plan = rows["icpc_icpc_outcome_cp_flag"].fillna(value=False)
    # A conference is in the system before it is held. When its outcome was added nobody says, so
    # such a row keeps its date and loses its outcome; the plan that follows is an entry of its own.
    is_booked = rows["recorded_date"] < rows["icpc_icpc_date"]
    return [
        make_events(
            rows, FEED_ID, person="icpc_person_id", kind="initial_child_protection_conference",
            date="icpc_icpc_date", outcome=outcome.mask(has_plan, Outcome.PLAN.value).mask(is_booked),
            team=team_names(tables, rows["icpc_icpc_team"]), worker=rows["icpc_icpc_worker_id"],
        )
    ]  # fmt: skip


def _plans(tables: Tables) -> list[pd.DataFrame]:
    in_need, protection = tables["ssd_cin_plans"], tables["ssd_cp_plans"]
    category = protection["cppl_cp_plan_initial_category"]
    words = category.where(category.isin(_ABUSE_WORDS)).mask(
        category.str.startswith("Multiple", na=False), "More than one category"
    )
    by: dict[str, Any] = {
        "person": "cinp_person_id",
        "team": team_names(tables, in_need["cinp_cin_plan_team"]),
        "worker": in_need["cinp_cin_plan_worker_id"],
    }
    return [
        *_start_and_end(in_need, "child_in_need_plan", "cinp_cin_plan", **by),
        *_start_and_end(
            protection, "child_protection_plan", "cppl_cp_plan", person="cppl_person_id",
            detail=words,
        ),
    ]  # fmt: skip


def _start_and_end(rows: pd.DataFrame, kind: str, prefix: str, **said: Any) -> list[pd.DataFrame]:
    """Give the start and the end of what each row is about, from the columns with a prefix."""
    return [
        make_events(rows, FEED_ID, kind=f"{kind}_started", date=f"{prefix}_start_date", **said),
        make_events(
            rows, FEED_ID, kind=f"{kind}_ended", date=f"{prefix}_end_date", is_end=True, **said
        ),
    ]


def _visits(tables: Tables) -> list[pd.DataFrame]:
    return [
        make_events(
            tables[name], FEED_ID, person=f"{prefix}_person_id", kind="social_work_visit",
            date=f"{visit}_date", child_seen=tables[name][f"{visit}_seen"],
            child_seen_alone=tables[name][f"{visit}_seen_alone"],
        )
        for name, prefix, visit in (
            ("ssd_cin_visits", "cinv", "cinv_cin_visit"),
            ("ssd_cp_visits", "cppv", "cppv_cp_visit"),
            ("ssd_cla_visits", "clav", "clav_cla_visit"),
        )
        if name in tables
    ]  # fmt: skip


def _reviews(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_cp_reviews"]
    is_booked = rows["recorded_date"] < rows["cppr_cp_review_date"]  # as with conferences
    goes_on = rows["cppr_cp_review_outcome_continue_cp"].mask(is_booked)
    return [
        make_events(
            rows, FEED_ID, person="cppr_person_id", kind="child_protection_review",
            date="cppr_cp_review_date",
            outcome=goes_on.map({True: Outcome.PLAN.value, False: Outcome.CLOSED.value}),
        )
    ]  # fmt: skip


def _early_help(tables: Tables) -> list[pd.DataFrame]:
    if "ssd_early_help_episodes" not in tables:
        return []
    rows = tables["ssd_early_help_episodes"]
    by = {"person": "earl_person_id", "worker": rows["earl_episode_worker_id"]}
    return _start_and_end(rows, "early_help", "earl_episode", **by)


def _looked_after(tables: Tables) -> list[pd.DataFrame]:
    """Give the start and end of periods of care."""
    if "ssd_cla_episodes" not in tables:
        return []
    rows = tables["ssd_cla_episodes"]
    began = rows[rows["clae_cla_episode_start_reason"] == STARTED_TO_BE_LOOKED_AFTER]
    reason = rows["clae_cla_episode_ceased_reason"]
    ended = rows[reason.notna() & (reason != ANOTHER_EPISODE_FOLLOWS)]
    return [
        make_events(
            began, FEED_ID, person="clae_person_id", kind="looked_after_started",
            date="clae_cla_episode_start_date",
        ),
        make_events(
            ended, FEED_ID, person="clae_person_id", kind="looked_after_ended",
            date="clae_cla_episode_ceased_date", is_end=True,
        ),
    ]  # fmt: skip


def _care(tables: Tables) -> list[pd.DataFrame]:
    """Give each placement; what kind it is stays out, because one kind is for adoption."""
    if "ssd_cla_placement" not in tables:
        return []
    return [
        make_events(
            tables["ssd_cla_placement"], FEED_ID, person="clap_person_id",
            kind="placement_started", date="clap_cla_placement_start_date",
        )
    ]  # fmt: skip


def _care_reviews(tables: Tables) -> list[pd.DataFrame]:
    """Give the reviews that were not cancelled, each of the child whose period of care it is."""
    if not {"ssd_cla_reviews", "ssd_cla_episodes"} <= set(tables):
        return []
    episodes = tables["ssd_cla_episodes"].dropna(subset=["clae_cla_id"])
    child_of = episodes.drop_duplicates("clae_cla_id").set_index("clae_cla_id")["clae_person_id"]
    rows = tables["ssd_cla_reviews"]
    held = rows[~rows["clar_cla_review_cancelled"].fillna(value=False)]
    return [
        make_events(
            held.assign(child=held["clar_cla_id"].map(child_of)), FEED_ID, person="child",
            kind="looked_after_review", date="clar_cla_review_date",
        )
    ]  # fmt: skip


def _court(tables: Tables) -> list[pd.DataFrame]:
    parts = []
    if "ssd_legal_status" in tables:
        rows = tables["ssd_legal_status"]
        parts.append(
            make_events(
                rows, FEED_ID, person="lega_person_id", kind="legal_status_changed",
                date="lega_legal_status_start_date",
                detail=legal_status_words(rows["lega_legal_status"]),
            )
        )  # fmt: skip
    if "ssd_pre_proceedings" in tables:
        parts.append(
            make_events(
                tables["ssd_pre_proceedings"], FEED_ID, person="prep_person_id",
                kind="pre_proceedings_started", date="prep_pre_pro_decision_date",
            )
        )  # fmt: skip
    return parts


def _missing(tables: Tables) -> list[pd.DataFrame]:
    if "ssd_missing" not in tables:
        return []
    rows = tables["ssd_missing"]
    words = dict(codes("missing_type").codes)
    return [
        make_events(
            rows, FEED_ID, person="miss_person_id", kind="missing_episode",
            date="miss_missing_episode_start_date",
            detail=rows["miss_missing_episode_type"].map(words),
        )
    ]  # fmt: skip


def _involvements(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_involvements"]
    return [
        make_events(
            rows, FEED_ID, person="invo_person_id", kind="worker_allocated",
            date="invo_involvement_start_date", worker=rows["invo_professional_id"],
            team=team_names(tables, rows["invo_professional_team"]),
        )
    ]  # fmt: skip


def _addresses(tables: Tables) -> list[pd.DataFrame]:
    rows = tables["ssd_address"]
    parts = address_parts(rows)
    return [
        make_events(
            rows, FEED_ID, person="addr_person_id", kind="address_recorded",
            date="addr_address_start_date",
            address_key=address_keys(parts["postcode"], parts["first_line"]),
        )
    ]  # fmt: skip


def _agreeing(outcome: pd.Series, is_closed: pd.Series) -> pd.Series:
    """Give outcomes that agree with the table's own Y or N on no further action."""
    said = outcome.mask(is_closed.fillna(value=False), Outcome.NO_FURTHER_ACTION.value)
    denied = (said == Outcome.NO_FURTHER_ACTION) & ~is_closed.fillna(value=True)
    return said.mask(denied, Outcome.OTHER.value)
