"""The Standard Safeguarding Dataset: what a case system's rows say about a child."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from agencies.social_care.ssd import FEED
from agencies.social_care.ssd_tables import TABLES
from core.catalogue import SOURCE_PERSONS
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted

ANN = {"pers_person_id": "A"}


def entries(kind: str | None = None, **rows):
    """Give the entries (of one kind) that come of rows about one child."""
    person_columns = {table.name: table.person_column for table in TABLES}
    about_ann = {
        name: [{person_columns[name]: "A", **row} if person_columns[name] else row for row in sent]
        for name, sent in rows.items()
    }
    events = FEED.to_events(accepted(FEED, **{"ssd_person": [ANN], **about_ann}))
    return events if kind is None else events[events["kind"] == kind].reset_index(drop=True)


def only_entry(kind: str, **rows):
    events = entries(kind, **rows)
    assert len(events) == 1
    return events.iloc[0]


def flags(**said):
    return json.dumps(said)


def contact(source="6", **outcome):
    return {
        "cont_contact_date": "2025-03-04",
        "cont_contact_source_code": source,
        "cont_contact_outcome_json": flags(**outcome) if outcome else "",
    }


# Contacts


@pytest.mark.parametrize(
    ("source", "kind", "category", "raised_by"),
    [
        ("1A", "contact_family", "concern", "family"),
        ("1B", "contact_family", "concern", "family"),
        ("1C", "contact_individual", "concern", "self"),
        ("1D", "contact_individual", "concern", "public"),
        ("9", "contact_individual", "concern", "public"),
        ("10", "contact_individual", "concern", "unknown"),
        ("", "contact_individual", "concern", "unknown"),
        ("2A", "contact_agency", "response", "education"),
        ("3E", "contact_agency", "response", "health"),
        ("5A", "contact_agency", "response", "social_care"),
        ("6", "contact_agency", "response", "police"),
        ("4", "contact_agency", "response", "other_agency"),
        ("8", "contact_agency", "response", "other_agency"),
    ],
)
def test_who_made_a_contact_decides_what_it_is(source, kind, category, raised_by):
    event = only_entry(kind, ssd_contacts=[contact(source)])
    assert (event["category"], event["raised_by"]) == (category, raised_by)


@pytest.mark.parametrize(
    ("outcome", "word", "is_nfa"),
    [
        ({"NFA_FLAG": "Y"}, "no_further_action", True),
        ({"NFA_FLAG": "true"}, "no_further_action", True),
        ({"NFA_FLAG": "N", "NEW_REFERRAL_FLAG": "Y"}, "referral", False),
        ({"NFA_FLAG": "Y", "NEW_REFERRAL_FLAG": "Y"}, "referral", False),
        ({"NFA_FLAG": "N", "ADVICE_FLAG": "Y"}, "advice", False),
        ({"CP_ENQUIRY_FLAG": "Y"}, "section_47_enquiry", False),
        ({"MISSING_FLAG": "Y"}, "other", False),
        ({"NFA_FLAG": "", "ADVICE_FLAG": ""}, None, None),
        ({}, None, None),
    ],
)
def test_flags_say_what_came_of_a_contact_and_none_set_is_not_a_no(outcome, word, is_nfa):
    event = only_entry("contact_agency", ssd_contacts=[contact(**outcome)])
    assert (None if pd.isna(event["outcome"]) else event["outcome"]) == word
    assert (None if pd.isna(event["is_nfa"]) else event["is_nfa"]) == is_nfa


def test_json_that_is_no_set_of_flags_says_nothing():
    row = {**contact(), "cont_contact_outcome_json": '["NFA_FLAG"]'}
    assert pd.isna(only_entry("contact_agency", ssd_contacts=[row])["outcome"])


def test_free_text_beside_flags_never_reaches_an_entry():
    outcome = flags(NFA_FLAG="Y", COMMENTS="Mrs Canary of 1 High Street rang")
    row = {"cina_assessment_start_date": "2025-01-02", "cina_assessment_auth_date": "2025-02-03",
           "cina_assessment_outcome_json": outcome}  # fmt: skip
    assert "Canary" not in entries(ssd_cin_assessments=[row]).to_csv()


# Episodes, assessments, enquiries


def test_a_referral_is_a_response_because_its_contact_carries_the_concern():
    row = {"cine_referral_date": "2025-03-05", "cine_referral_source_code": "1A"}
    event = only_entry("referral", ssd_cin_episodes=[row])
    assert (event["category"], event["raised_by"]) == ("response", "family")
    assert event["detail"] == "Family member, relative or carer"


@pytest.mark.parametrize(
    ("nfa", "outcome", "word", "is_nfa"),
    [
        ("Y", {}, "no_further_action", True),
        ("Y", {"SINGLE_ASSESSMENT_FLAG": "Y"}, "no_further_action", True),
        ("N", {"NFA_FLAG": "Y"}, "other", False),
        ("", {"NFA_FLAG": "Y"}, "no_further_action", True),
        ("", {"SINGLE_ASSESSMENT_FLAG": "Y"}, "assessment", False),
    ],
)
def test_the_standalone_answer_decides_over_the_flags(nfa, outcome, word, is_nfa):
    row = {"cine_referral_date": "2025-03-05", "cine_referral_nfa": nfa,
           "cine_referral_outcome_json": flags(**outcome)}  # fmt: skip
    event = only_entry("referral", ssd_cin_episodes=[row])
    assert (event["outcome"], event["is_nfa"]) == (word, is_nfa)


@pytest.mark.parametrize(
    ("reason", "word", "is_nfa", "detail"),
    [
        ("RC8", "no_further_action", True, "Closed after assessment, no further action"),
        ("RC9", "early_help", False, "Closed after assessment, referred to early help"),
        ("RC5", "closed", False, "Moved to services of another local authority"),
        ("RC1", "closed", False, None),
        ("", "closed", None, None),
    ],
)
def test_why_an_episode_was_closed(reason, word, is_nfa, detail):
    row = {"cine_referral_date": "2025-03-05", "cine_close_date": "2025-05-05",
           "cine_close_reason": reason}  # fmt: skip
    event = only_entry("episode_closed", ssd_cin_episodes=[row])
    assert event["outcome"] == word
    assert (None if pd.isna(event["is_nfa"]) else event["is_nfa"]) == is_nfa
    assert (None if pd.isna(event["detail"]) else event["detail"]) == detail


def test_flags_that_cannot_be_read_cost_what_came_of_a_contact_and_not_the_contact():
    row = {"cont_person_id": "A", "cont_contact_date": "2025-03-04",
           "cont_contact_outcome_json": "{NFA_FLAG: Y"}  # fmt: skip
    tables = accepted(FEED, ssd_person=[ANN], ssd_contacts=[row])
    checked = check_delivery(tables, FEED)
    assert checked.counts["quarantined"].sum() == 0
    (contact,) = FEED.to_events(checked.accepted).itertuples()
    assert pd.isna(contact.is_nfa)
    assert pd.isna(contact.outcome)


@pytest.mark.parametrize("end", ["", "1900-01-01", "1900-01-01 00:00:00.000"])
def test_an_open_episode_has_no_closure(end):
    row = {"cine_referral_date": "2025-03-05", "cine_close_date": end}
    assert entries(ssd_cin_episodes=[row])["kind"].tolist() == ["referral"]


def test_a_closure_is_known_when_it_happened_and_not_when_the_referral_was_typed_in():
    row = {"cine_referral_date": "2025-03-05", "cine_close_date": "2025-05-05",
           "recorded_date": "2025-03-06"}  # fmt: skip
    events = entries(ssd_cin_episodes=[row])
    assert dict(zip(events["kind"], events["recorded_date"].astype("str"), strict=True)) == {
        "referral": "2025-03-06", "episode_closed": "2025-05-05",
    }  # fmt: skip


def test_an_assessment_says_whether_the_child_was_seen_when_it_is_completed():
    row = {"cina_assessment_start_date": "2025-01-02", "cina_assessment_auth_date": "2025-02-03",
           "cina_assessment_child_seen": "N", "cina_assessment_outcome_nfa": "Y"}  # fmt: skip
    started, completed = entries(ssd_cin_assessments=[row]).to_dict("records")
    assert (started["kind"], completed["kind"]) == ("assessment_started", "assessment_completed")
    assert pd.isna(started["child_seen"])
    assert completed["child_seen"] is False
    assert completed["is_nfa"] is True


def test_an_enquiry_is_begun_by_a_strategy_discussion():
    row = {"s47e_s47_start_date": "2025-01-02", "s47e_s47_end_date": "2025-01-20",
           "s47e_s47_outcome_json": flags(CP_CONFERENCE_FLAG="Y")}  # fmt: skip
    events = entries(ssd_s47_enquiry=[row])
    assert events["kind"].tolist() == [
        "strategy_discussion", "section_47_enquiry", "section_47_completed",
    ]  # fmt: skip
    assert events["category"].tolist() == ["joint", "response", "response"]
    assert events["outcome"].tolist()[2] == "conference"


# Conferences, plans, visits


def conference(recorded):
    return {"icpc_icpc_date": "2025-02-10", "icpc_icpc_outcome_cp_flag": "Y",
            "recorded_date": recorded}  # fmt: skip


def test_a_conference_is_known_ahead_but_its_outcome_is_not():
    kind = "initial_child_protection_conference"
    held = only_entry(kind, ssd_initial_cp_conference=[conference("2025-02-11")])
    booked = only_entry(kind, ssd_initial_cp_conference=[conference("2025-01-28")])
    assert held["outcome"] == "plan"
    assert pd.isna(booked["outcome"])
    assert booked["recorded_date"] == pd.Timestamp("2025-01-28")


def test_a_review_that_is_only_due_is_no_entry():
    due = {"cppr_cp_review_due": "2025-06-01"}
    held = {**due, "cppr_cp_review_date": "2025-05-30", "cppr_cp_review_outcome_continue_cp": "N"}
    event = only_entry("child_protection_review", ssd_cp_reviews=[due, held])
    assert (event["category"], event["outcome"]) == ("joint", "closed")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Neglect", "Neglect"),
        ("Multiple: Neglect, Physical", "More than one category"),
        ("x", None),
    ],
)
def test_a_plan_shows_its_category_of_abuse_in_words_of_the_list_only(sent, shown):
    row = {"cppl_cp_plan_start_date": "2025-02-10", "cppl_cp_plan_initial_category": sent}
    detail = only_entry("child_protection_plan_started", ssd_cp_plans=[row])["detail"]
    assert (None if pd.isna(detail) else detail) == shown


def test_visits_of_both_kinds_say_if_the_child_was_seen_and_seen_alone():
    events = entries(
        "social_work_visit",
        ssd_cin_visits=[{"cinv_cin_visit_date": "2025-01-02", "cinv_cin_visit_seen": "Y"}],
        ssd_cp_visits=[{"cppv_cp_visit_date": "2025-01-09", "cppv_cp_visit_seen": "Y",
                        "cppv_cp_visit_seen_alone": "N"}],
    )  # fmt: skip
    assert events["child_seen"].tolist() == [True, True]
    assert pd.isna(events["child_seen_alone"][0])
    assert not events["child_seen_alone"][1]


def test_care_starts_with_the_first_episode_and_ends_with_the_last():
    episodes = [
        {"clae_cla_episode_start_date": "2025-01-02", "clae_cla_episode_start_reason": "S",
         "clae_cla_episode_ceased_date": "2025-02-02", "clae_cla_episode_ceased_reason": "X1"},
        {"clae_cla_episode_start_date": "2025-02-02", "clae_cla_episode_start_reason": "P",
         "clae_cla_episode_ceased_date": "2025-03-03", "clae_cla_episode_ceased_reason": "E4A"},
    ]  # fmt: skip
    events = entries(ssd_cla_episodes=episodes)
    assert events["kind"].tolist() == ["looked_after_started", "looked_after_ended"]
    assert events["event_date"].dt.month.tolist() == [1, 3]


def test_a_worker_and_a_team_by_name_where_names_were_sent_and_else_by_id():
    row = {"invo_involvement_start_date": "2025-01-02", "invo_professional_id": "W9",
           "invo_professional_team": "T1"}  # fmt: skip
    team = {"dept_team_id": "T1", "dept_team_name": "Assessment North"}
    event = only_entry("worker_allocated", ssd_involvements=[row], ssd_department=[team])
    assert (event["category"], event["worker"], event["team"]) == (
        "administrative", "W9", "Assessment North",
    )  # fmt: skip
    assert only_entry("worker_allocated", ssd_involvements=[row])["team"] == "T1"
    nobody_named = {"dept_team_id": "T2", "dept_team_name": "Duty"}
    event = only_entry("worker_allocated", ssd_involvements=[row], ssd_department=[nobody_named])
    assert event["team"] == "T1"


# Care and court


PERIOD = {"clae_cla_episode_start_date": "2025-01-02", "clae_cla_id": "P"}


def test_a_review_is_of_the_child_whose_period_of_care_it_is_unless_it_was_cancelled():
    reviews = [
        {"clar_cla_id": "P", "clar_cla_review_date": "2025-02-03"},
        {
            "clar_cla_id": "P",
            "clar_cla_review_date": "2025-06-03",
            "clar_cla_review_cancelled": "Y",
        },
        {"clar_cla_id": "P", "clar_cla_review_due_date": "2025-08-03"},
    ]
    event = only_entry("looked_after_review", ssd_cla_episodes=[PERIOD, PERIOD],
                       ssd_cla_reviews=reviews)  # fmt: skip
    assert (event["source_person_id"], event["category"]) == ("social_care/ssd/A", "routine")
    assert event["event_date"] == pd.Timestamp("2025-02-03")


def test_a_visit_to_a_looked_after_child_is_a_social_work_visit():
    row = {"clav_cla_visit_date": "2025-02-03", "clav_cla_visit_seen_alone": "Y"}
    assert only_entry("social_work_visit", ssd_cla_visits=[row])["child_seen_alone"]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("C2", "Order of a court"),
        ("E1", "Order of a court"),
        ("V2 - Single period", "Accommodated by agreement"),
        ("L1", "Emergency protection"),
        ("J3", "Youth justice"),
        ("Adoption order", None),
        ("", None),
    ],
)
def test_a_legal_status_is_shown_in_words_that_do_not_tell_of_adoption(status, shown):
    row = {"lega_legal_status_start_date": "2025-02-03", "lega_legal_status": status}
    detail = only_entry("legal_status_changed", ssd_legal_status=[row])["detail"]
    assert (None if pd.isna(detail) else detail) == shown


def test_a_placement_is_an_entry_and_what_kind_it_is_is_not():
    row = {"clap_cla_placement_start_date": "2025-02-03", "clap_cla_placement_type": "A5",
           "clap_cla_placement_postcode": "ZZ9 9ZZ"}  # fmt: skip
    event = only_entry("placement_started", ssd_cla_placement=[row])
    assert event["category"] == "administrative"
    assert event[["detail", "place", "address_key"]].isna().all()


def test_pre_proceedings_begin_when_that_was_decided_and_not_where_the_field_is_unfinished():
    decided = {"prep_pre_pro_decision_date": "2025-02-03"}
    unfinished = {"prep_pre_pro_decision_date": "PLACEHOLDER_DATA"}
    rows = [decided, unfinished]
    event = only_entry("pre_proceedings_started", ssd_pre_proceedings=rows)
    assert event["event_date"] == pd.Timestamp("2025-02-03")


@pytest.mark.parametrize(
    ("factors", "shown"),
    [
        ('["3B", "16A", "3A"]', "Domestic abuse, neglect"),
        ('{"3B": "Yes", "16A": "No", "24A": "Yes"}', "Domestic abuse, criminal exploitation"),
        ('["5A", "6A", "8B", "9A", "21"]', None),
        ("[]", None),
        ('"3B"', None),
    ],
)
def test_what_an_assessment_found_is_read_in_both_published_forms(factors, shown):
    assessment = {"cina_assessment_id": "1", "cina_assessment_start_date": "2025-01-02",
                  "cina_assessment_auth_date": "2025-02-03"}  # fmt: skip
    found = {"cinf_assessment_id": "1", "cinf_assessment_factors_json": factors}
    detail = only_entry(
        "assessment_completed", ssd_cin_assessments=[assessment], ssd_assessment_factors=[found]
    )["detail"]
    assert (None if pd.isna(detail) else detail) == shown


# The whole feed


def test_a_delivery_without_rows_gives_typed_tables_without_rows():
    tables = accepted(FEED)
    assert len(FEED.to_events(tables)) == 0
    assert FEED.to_persons(tables).dtypes.to_dict() == SOURCE_PERSONS.empty().dtypes.to_dict()


def test_every_entry_of_a_delivery_has_an_id_of_its_own():
    day = {
        table.name: [
            {
                **{column.name: "2025-01-02" for column in table.columns if column.type == "date"},
                **({table.person_column: "A"} if table.person_column else {}),
            }
        ]
        for table in TABLES
    }
    day["ssd_cla_reviews"][0]["clar_cla_id"] = "P"
    day["ssd_cla_episodes"][0] |= {
        "clae_cla_id": "P",
        "clae_cla_episode_start_reason": "S", "clae_cla_episode_ceased_reason": "E4A",
    }  # fmt: skip
    events = FEED.to_events(accepted(FEED, **day))
    assert len(events) == 28
    assert not events.duplicated(["source_record_id", "kind"]).any()
    assert events["recorded_date"].notna().all()


def test_a_format_without_a_field_for_it_is_not_said_to_record_it():
    assert FEED.capabilities.isdisjoint(
        {Capability.INJURY, Capability.ATTENDANCE_AT_MEETING, Capability.SHARING}
    )
