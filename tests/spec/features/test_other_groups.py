"""Sharing, changes, what we can see, health and timing."""

from __future__ import annotations

import pytest

CONCERNS = """
    person | event   | event_date | agency | kind
    -------+---------+------------+--------+-------------------------
    Ann    | told    | 2024-05-01 | police | public_protection_notice
    Ann    | untold  | 2024-05-02 | police | domestic_abuse_incident
    Bo     | missed  | 2024-05-02 | health | was_not_brought
"""
TOLD = """
    event | recipient_agency | told_date
    told  | social_care      | 2024-05-03
"""


def test_a_concern_with_no_record_of_being_shared(values):
    name = "concerns_not_shared_count_365d"
    assert values(name, CONCERNS, as_of="2024-06-01", told=TOLD) == {"Ann": 1, "Bo": 0}


def test_telling_counts_from_the_day_it_was_known(values):
    name = "concerns_not_shared_count_365d"
    assert values(name, CONCERNS, as_of="2024-05-02", told=TOLD)["Ann"] == 2
    assert values(name, CONCERNS, as_of="2024-05-03", told=TOLD)["Ann"] == 1


def test_a_system_that_cannot_record_sharing_has_nothing_unshared(values):
    name = "concerns_not_shared_count_365d"
    found = values(
        name, CONCERNS, as_of="2024-06-01", told=TOLD, can_record_sharing={"police": False}
    )
    assert found == {"Ann": 0, "Bo": 0}


def test_share_of_concerns_told(values):
    found = values("concerns_shared_share_365d", CONCERNS, as_of="2024-06-01", told=TOLD)
    assert found == {"Ann": 0.5, "Bo": 1}


def test_workers_of_two_agencies_with_one_reference_are_two(values):
    text = """
        person | event_date | agency      | kind              | worker
        Ann    | 2024-05-01 | social_care | social_work_visit | 17
        Ann    | 2024-05-02 | social_care | social_work_visit | 17
        Ann    | 2024-05-03 | police      | missing_episode   | 17
    """
    assert values("workers_distinct_count_365d", text, as_of="2024-06-01") == {"Ann": 2}


def test_the_first_address_ever_recorded_is_no_move(values):
    text = """
        person | event_date | agency      | kind             | detail
        Ann    | 2024-02-01 | social_care | address_recorded | address_1
        Bo     | 2019-02-01 | social_care | address_recorded | address_1
        Bo     | 2024-02-01 | social_care | address_recorded | address_2
    """
    assert values("address_changes_count_365d", text, as_of="2024-06-01") == {"Ann": 0, "Bo": 1}


def test_the_same_home_recorded_by_another_agency_is_no_move(values):
    text = """
        person | event_date | agency      | kind             | detail
        Ann    | 2024-02-01 | social_care | address_recorded | address_1
        Ann    | 2024-03-01 | social_care | address_recorded | address_2
        Ann    | 2024-05-16 | education   | address_recorded | address_2
    """
    assert values("address_changes_count_365d", text, as_of="2024-06-01") == {"Ann": 1}


def test_a_handoff_is_a_contact_with_another_agency_than_the_one_before(values):
    text = """
        person | event_date | agency      | kind
        Ann    | 2024-01-01 | police      | missing_episode
        Ann    | 2024-01-15 | social_care | address_recorded
        Ann    | 2024-02-01 | police      | missing_episode
        Ann    | 2024-03-01 | health      | health_appointment
        Ann    | 2024-04-01 | police      | missing_episode
    """
    assert values("agency_handoffs_count_365d", text, as_of="2024-06-01") == {"Ann": 2}


SEEN = """
    person | event_date | agency      | kind              | child_seen | child_seen_alone
    Ann    | 2024-03-01 | social_care | social_work_visit | yes        | yes
    Ann    | 2024-05-02 | social_care | social_work_visit | yes        | no
    Ann    | 2024-05-22 | social_care | social_work_visit | no         |
    Bo     | 2024-05-22 | police      | missing_episode   |            |
"""


@pytest.mark.parametrize(
    ("name", "ann", "bo"),
    [
        ("child_not_seen_count_365d", 1, 0),
        ("child_seen_alone_share_365d", 0.5, 0),
        ("days_since_child_seen_365d", 30, 365),
        ("days_since_child_seen_alone_365d", 92, 365),
        ("gap_longest_days_365d", 62, 10),
        ("has_record_police", 0, 1),
        ("has_record_health", 0, 0),
        ("can_tell_health", 1, 1),
        ("days_since_contact_365d", 10, 10),
    ],
)
def test_what_we_can_see(values, name, ann, bo):
    assert values(name, SEEN, as_of="2024-06-01") == {"Ann": ann, "Bo": bo}


def test_an_agency_that_sent_nothing_cannot_tell(values):
    found = values("can_tell_health", SEEN, as_of="2024-06-01", agencies=("social_care", "police"))
    assert found == {"Ann": 0, "Bo": 0}


def test_share_of_appointments_not_brought_to(values):
    text = """
        person | event_date | agency | kind
        Ann    | 2024-03-01 | health | health_appointment
        Ann    | 2024-03-08 | health | was_not_brought
        Ann    | 2024-03-15 | health | was_not_brought
        Ann    | 2024-03-22 | health | emergency_attendance
    """
    found = values("was_not_brought_share_365d", text, as_of="2024-06-01")
    assert found == pytest.approx({"Ann": 2 / 3})


def test_a_cancelled_appointment_is_not_one_the_child_was_brought_to(values):
    text = """
        person | event_date | agency | kind               | category       | outcome
        Ann    | 2024-05-01 | health | was_not_brought    |                | was_not_brought
        Ann    | 2024-05-08 | health | health_appointment | administrative | cancelled
        Ann    | 2024-05-15 | health | health_appointment |                | attended
    """
    assert values("was_not_brought_share_365d", text, as_of="2024-06-01") == {"Ann": 0.5}


def test_change_compares_the_last_90_days_with_the_90_before(values):
    text = """
        person | event_date | agency | kind
        Ann    | 2024-05-31 | police | missing_episode
        Ann    | 2024-03-04 | police | missing_episode
        Ann    | 2024-03-03 | police | missing_episode
        Bo     | 2023-12-05 | police | missing_episode
        Cy     | 2023-12-04 | police | missing_episode
    """
    found = values("concerns_change_180d", text, as_of="2024-06-01")
    assert found == {"Ann": 1, "Bo": -1, "Cy": 0}
