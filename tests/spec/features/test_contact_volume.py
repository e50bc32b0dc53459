"""Counting contacts: the window, the two dates, and what is no contact."""

from __future__ import annotations

CONTACTS = """
    person | event_date | known_date | agency      | kind
    -------+------------+------------+-------------+-----------------
    Ann    | 2024-06-01 | 2024-06-01 | police      | missing_episode
    Ann    | 2024-03-04 | 2024-03-04 | health      | health_appointment
    Ann    | 2024-03-03 | 2024-03-03 | health      | health_appointment
    Bo     | 2024-05-01 | 2024-06-02 | police      | missing_episode
    Cy     | 2024-06-10 | 2024-05-01 | social_care | initial_child_protection_conference
    Dee    | 2024-05-01 | 2024-05-01 | social_care | address_recorded
"""


def test_a_window_of_90_days_ends_on_the_date_and_holds_90_days(values):
    # 4 March is 89 days before 1 June, 3 March is 90 days before it.
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-01")["Ann"] == 2


def test_what_was_known_a_day_later_is_not_counted(values):
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-01")["Bo"] == 0
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-02")["Bo"] == 1


def test_a_conference_booked_ahead_is_no_contact_yet(values):
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-09")["Cy"] == 0
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-10")["Cy"] == 1


def test_an_address_is_no_contact(values):
    assert values("contacts_count_90d", CONTACTS, as_of="2024-06-01")["Dee"] == 0


def test_referrals_are_counted_apart_from_contacts(values):
    text = """
        person | event_date | agency      | kind           | raised_by
        Ann    | 2024-05-01 | social_care | contact_agency | police
        Ann    | 2024-05-02 | social_care | referral       | police
        Ann    | 2022-07-01 | social_care | referral       | health
    """
    assert values("referrals_count_365d", text, as_of="2024-06-01") == {"Ann": 1}
    assert values("referrals_count_730d", text, as_of="2024-06-01") == {"Ann": 2}
    assert values("social_care_contacts_count_365d", text, as_of="2024-06-01") == {"Ann": 1}
