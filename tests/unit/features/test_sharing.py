from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from features.sharing import build_sharing
from tests.support.chronology import CAPABILITIES, chronology, coverage


def shared(text: str, **said: Any) -> list[tuple[str, str, str, str, str]]:
    rows = build_sharing(chronology(text), coverage=coverage(**said))
    dates = [rows[column].dt.strftime("%m-%d") for column in ("told_date", "known_date")]
    columns = (rows["event_id"], rows["recipient_agency"], *dates, rows["basis"])
    return list(zip(*columns, strict=True))


TOLD = """
    person | event | event_date | known_date | agency | kind                     | told_agency | told_date
    Ann    | e1    | 2024-05-01 | 2024-05-02 | police | public_protection_notice | social_care | 2024-05-04
    Bo     | e2    | 2024-05-01 | 2024-05-02 | police | public_protection_notice |             |
    Cy     | e3    | 2024-05-01 | 2024-05-02 | police | public_protection_notice | police      | 2024-05-04
    Dee    | e4    | 2024-05-01 | 2024-05-02 | police | public_protection_notice | education   |
"""


def test_a_recipient_code_says_who_was_told_and_is_known_from_the_day_of_telling():
    assert shared(TOLD) == [
        ("e1", "social_care", "05-04", "05-04", "recipient_code"),
        ("e4", "education", "05-02", "05-02", "recipient_code"),
    ]


def test_a_recipient_code_counts_only_from_a_system_that_can_record_it():
    assert shared(TOLD, can_record_sharing=False) == []


@pytest.mark.parametrize(
    ("contact_date", "raised_by", "is_shared"),
    [
        ("2024-05-01", "police", True), ("2024-05-08", "police", True),
        ("2024-05-09", "police", False), ("2024-04-30", "police", False),
        ("2024-05-02", "health", False),
    ],
)  # fmt: skip
def test_a_matching_contact_within_7_days_shows_that_social_care_was_told(
    contact_date, raised_by, is_shared
):
    text = f"""
        person | event | event_date     | agency      | kind                     | raised_by
        Ann    | e1    | 2024-05-01     | police      | public_protection_notice | officer
        Ann    | e2    | {contact_date} | social_care | contact_agency           | {raised_by}
    """
    day = contact_date[5:]
    expected = [("e1", "social_care", day, day, "matching_contact")] if is_shared else []
    assert shared(text) == expected


def test_the_first_of_several_matching_contacts_is_the_day_of_telling():
    text = """
        person | event | event_date | known_date | agency      | kind            | raised_by
        Ann    | e1    | 2024-05-01 | 2024-05-20 | police      | missing_episode | family
        Ann    | e2    | 2024-05-04 | 2024-05-05 | social_care | referral        | police
        Ann    | e3    | 2024-05-02 | 2024-05-03 | social_care | contact_agency  | police
    """
    assert shared(text) == [("e1", "social_care", "05-02", "05-20", "matching_contact")]


MEETING = """
    person | event | event_date | known_date | agency      | kind                | attended
    Ann    | e1    | 2024-05-01 | 2024-05-02 | social_care | strategy_discussion | social_care,police, health
    Ann    | e2    | 2024-05-09 | 2024-05-02 | social_care | strategy_discussion |
"""


def test_attending_means_told_about_that_meeting_and_a_title_means_nothing():
    with_attendance = {
        "social_care": CAPABILITIES["social_care"].replace(" ", ",") + ",attendance_at_meeting"
    }
    assert shared(MEETING, capabilities=with_attendance) == [
        ("e1", "health", "05-01", "05-02", "attendance"),
        ("e1", "police", "05-01", "05-02", "attendance"),
    ]
    assert shared(MEETING) == []


def test_attendance_at_a_meeting_to_come_is_not_known_yet():
    booked = MEETING.replace("2024-05-01 | 2024-05-02", "2024-05-30 | 2024-05-02")
    rows = build_sharing(
        chronology(booked),
        coverage=coverage(capabilities={"social_care": "attendance_at_meeting"}),
    )
    assert set(rows["known_date"].dt.date) == {date(2024, 5, 30)}
