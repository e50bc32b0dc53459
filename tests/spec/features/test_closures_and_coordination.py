"""Closed alone, closed then back, and concerns that agencies did not discuss together."""

from __future__ import annotations

from datetime import date

from tests.support.chronology import CAPABILITIES

CLOSED = """
    person | event_date | known_date | agency      | kind                | raised_by | outcome
    -------+------------+------------+-------------+---------------------+-----------+-------
    Ann    | 2024-04-02 | 2024-04-02 | social_care | contact_family      | family | no_further_action
    Bo     | 2024-04-02 | 2024-04-02 | social_care | contact_family      | family | no_further_action
    Bo     | 2024-04-23 | 2024-04-23 | social_care | strategy_discussion |        |
    Cy     | 2024-04-02 | 2024-04-02 | social_care | contact_family      | family | no_further_action
    Cy     | 2024-04-24 | 2024-04-24 | social_care | strategy_discussion |        |
    Dee    | 2024-04-02 | 2024-04-02 | social_care | contact_family      | family | no_further_action
    Dee    | 2024-03-20 | 2024-03-20 | social_care | strategy_discussion |        |
    Eve    | 2024-04-02 | 2024-04-02 | social_care | contact_family      | family | no_further_action
    Eve    | 2024-04-04 | 2024-06-02 | social_care | strategy_discussion |        |
"""


def test_closed_alone_means_no_joint_discussion_within_15_working_days_around_it(values):
    # 23 April is the 15th working day after 2 April; 24 April is the 16th. 20 March is before it,
    # with Good Friday and Easter Monday between. Eve's was not known by 1 June.
    found = values("closed_alone_count_365d", CLOSED, as_of="2024-06-01")
    assert found == {"Ann": 1, "Bo": 0, "Cy": 1, "Dee": 0, "Eve": 1}


def test_what_was_shared_or_is_another_agencys_closed_concern_is_not_closed_alone(values):
    text = """
        person | event_date | agency      | kind            | raised_by | outcome           | told_agency | told_date
        Ann    | 2024-04-02 | police      | missing_episode | public    | no_further_action | health      | 2024-05-31
        Bo     | 2024-04-02 | police      | missing_episode | public    | no_further_action |             |
        Bo     | 2024-04-09 | social_care | contact_agency  | police    | no_further_action |             |
        Cy     | 2024-04-02 | police      | missing_episode | public    | no_further_action |             |
        Cy     | 2024-04-10 | social_care | contact_agency  | police    | no_further_action |             |
    """
    name = "closed_alone_count_365d"
    assert values(name, text, as_of="2024-06-01") == {"Ann": 0, "Bo": 1, "Cy": 2}
    assert values(name, text, as_of="2024-05-30")["Ann"] == 1


def test_nobody_is_counted_as_closing_alone_where_no_joint_discussion_can_be_recorded(values):
    found = values(
        "closed_alone_count_365d", CLOSED, as_of="2024-06-01",
        capabilities={"social_care": "closure,concern,family_concern"},
    )  # fmt: skip
    assert set(found.values()) == {0}


def test_an_assessment_that_closes_is_not_a_second_closed_contact(values):
    text = """
        person | event_date | agency      | kind                 | outcome
        Ann    | 2024-04-02 | social_care | referral             | no_further_action
        Ann    | 2024-05-02 | social_care | assessment_completed | no_further_action
        Ann    | 2024-05-03 | social_care | episode_closed       | no_further_action
    """
    assert values("nfa_count_365d", text, as_of="2024-06-01") == {"Ann": 1}
    assert values("assessments_nfa_count_730d", text, as_of="2024-06-01") == {"Ann": 1}


def test_a_contact_within_90_days_of_a_closure_is_a_repeat(values):
    text = """
        person | event_date | agency      | kind           | raised_by | outcome
        Ann    | 2024-01-01 | social_care | contact_family | family    | no_further_action
        Ann    | 2024-03-31 | social_care | contact_family | family    |
        Bo     | 2024-01-01 | social_care | contact_family | family    | no_further_action
        Bo     | 2024-04-01 | social_care | contact_family | family    |
        Cy     | 2024-01-01 | social_care | contact_family | family    | no_further_action
        Cy     | 2024-01-01 | social_care | contact_family | family    | no_further_action
    """
    found = values("repeat_contacts_after_nfa_count_365d", text, as_of="2024-06-01")
    assert found == {"Ann": 1, "Bo": 0, "Cy": 0}


def test_share_of_family_concerns_closed(values):
    text = """
        person | event_date | agency      | kind           | raised_by | outcome
        Ann    | 2024-04-01 | social_care | contact_family | family    | no_further_action
        Ann    | 2024-05-01 | social_care | contact_family | family    | assessment
        Bo     | 2024-05-01 | police      | missing_episode | public   | no_further_action
    """
    found = values("family_concerns_nfa_share_365d", text, as_of="2024-06-01")
    assert found == {"Ann": 0.5, "Bo": 0}


UNJOINED = """
    person | event_date | agency      | kind                | raised_by
    -------+------------+-------------+---------------------+----------
    Ann    | 2024-04-02 | police      | missing_episode     | family
    Ann    | 2024-04-16 | education   | suspension          |
    Bo     | 2024-04-02 | police      | missing_episode     | family
    Bo     | 2024-04-17 | education   | suspension          |
    Cy     | 2024-04-02 | police      | missing_episode     | family
    Cy     | 2024-04-16 | police      | missing_episode     | family
    Dee    | 2024-04-02 | police      | missing_episode     | family
    Dee    | 2024-04-16 | education   | suspension          |
    Dee    | 2024-05-08 | social_care | strategy_discussion |
"""


def test_a_second_agency_within_14_days_and_no_joint_discussion_after_it(values):
    # 8 May is the 15th working day after 16 April (6 May is a bank holiday).
    found = values("unjoined_concerns_count_365d", UNJOINED, as_of="2024-06-01")
    assert found == {"Ann": 1, "Bo": 0, "Cy": 0, "Dee": 0}


def test_an_attendance_concern_is_dated_on_census_day_and_makes_nothing_unjoined(values):
    text = """
        person | event_date | agency    | kind               | raised_by
        Ann    | 2024-01-10 | police    | missing_episode    | family
        Ann    | 2024-01-18 | education | attendance_concern |
        Bo     | 2024-01-18 | education | attendance_concern |
        Bo     | 2024-01-20 | police    | missing_episode    | family
    """
    found = values("unjoined_concerns_count_365d", text, as_of="2024-06-01")
    assert found == {"Ann": 0, "Bo": 0}


def test_while_the_15_working_days_run_nothing_is_called_unjoined(values):
    name = "unjoined_concerns_count_365d"
    assert values(name, UNJOINED, as_of="2024-05-07")["Ann"] == 0
    assert values(name, UNJOINED, as_of="2024-05-08")["Ann"] == 1


def test_nothing_is_called_unjoined_after_the_last_day_the_joint_feed_speaks_about(values):
    found = values(
        "unjoined_concerns_count_365d", UNJOINED, as_of="2024-06-01",
        coverage_end={"social_care": date(2024, 5, 7)},
    )  # fmt: skip
    assert found["Ann"] == 0


def test_days_since_the_last_joint_discussion(values):
    found = values("days_since_joint_discussion_730d", UNJOINED, as_of="2024-06-01")
    assert found == {"Ann": 730, "Bo": 730, "Cy": 730, "Dee": 24}


def test_a_strategy_discussion_recorded_as_an_outcome_is_a_joint_discussion(values):
    text = """
        person | event_date | agency      | kind                 | outcome             | is_injury
        Ann    | 2024-05-02 | police      | missing_episode      | no_further_action   | yes
        Ann    | 2024-05-03 | social_care | referral             | strategy_discussion |
        Bo     | 2024-05-02 | police      | missing_episode      | no_further_action   | yes
        Bo     | 2024-05-03 | social_care | referral             | assessment          |
    """
    expected = {
        "joint_discussions_count_365d": {"Ann": 1, "Bo": 0},
        "days_since_joint_discussion_730d": {"Ann": 29, "Bo": 730},
        "injuries_without_strategy_discussion_count_365d": {"Ann": 0, "Bo": 1},
        "closed_alone_count_365d": {"Ann": 0, "Bo": 1},
    }
    assert {name: values(name, text, as_of="2024-06-01") for name in expected} == expected


def test_what_came_since_the_last_joint_discussion(values):
    text = """
        person | event_date | known_date | agency      | kind                | raised_by
        Ann    | 2024-04-01 | 2024-04-01 | police      | missing_episode     | family
        Ann    | 2024-05-01 | 2024-05-01 | social_care | strategy_discussion |
        Ann    | 2024-05-01 | 2024-05-01 | police      | missing_episode     | family
        Ann    | 2024-05-02 | 2024-05-02 | police      | missing_episode     | family
        Ann    | 2024-05-03 | 2024-05-03 | education   | suspension          |
        Ann    | 2024-05-20 | 2024-06-02 | social_care | strategy_discussion |
        Bo     | 2024-05-02 | 2024-05-02 | police      | missing_episode     | family
    """
    concerns, agencies = (
        "concerns_since_joint_discussion_count_365d",
        "agencies_since_joint_discussion_distinct_count_365d",
    )
    assert values(concerns, text, as_of="2024-06-01") == {"Ann": 2, "Bo": 1}
    assert values(agencies, text, as_of="2024-06-01") == {"Ann": 2, "Bo": 1}
    assert values(concerns, text, as_of="2024-06-02") == {"Ann": 0, "Bo": 1}
    without_joint = {"social_care": "concern,closure"}
    found = values(concerns, text, as_of="2024-06-01", capabilities=without_joint)
    assert found == {"Ann": 0, "Bo": 0}


def test_injury_with_no_strategy_discussion_in_3_working_days(values):
    text = """
        person | event_date | agency      | kind                 | is_injury
        Ann    | 2024-05-03 | health      | emergency_attendance | yes
        Bo     | 2024-05-03 | health      | emergency_attendance | yes
        Bo     | 2024-05-09 | social_care | strategy_discussion  |
        Cy     | 2024-05-03 | health      | emergency_attendance | yes
        Cy     | 2024-05-10 | social_care | strategy_discussion  |
    """
    name = "injuries_without_strategy_discussion_count_365d"
    # Friday 3 May; Monday 6 May is a bank holiday; the third working day is Thursday 9 May.
    assert values(name, text, as_of="2024-06-01") == {"Ann": 1, "Bo": 0, "Cy": 1}
    only_contacts = CAPABILITIES["social_care"].replace("strategy_discussion", "").split()
    found = values(
        name, text, as_of="2024-06-01", capabilities={"social_care": ",".join(only_contacts)}
    )
    assert found == {"Ann": 0, "Bo": 0, "Cy": 0}
