"""Fragmentation indices, worked by hand.

Ann: police, police, health, police, education. N = 5; 3, 1 and 1 contacts.
Bo: four contacts, one with each agency. Cy: four contacts with the police. Dee: one contact.
"""

from __future__ import annotations

import math

import pytest

MIX = """
    person | event_date | agency      | kind
    -------+------------+-------------+-------------------
    Ann    | 2024-01-01 | police      | missing_episode
    Ann    | 2024-02-01 | police      | missing_episode
    Ann    | 2024-03-01 | health      | health_appointment
    Ann    | 2024-04-01 | police      | missing_episode
    Ann    | 2024-05-01 | education   | suspension
    Bo     | 2024-01-01 | police      | missing_episode
    Bo     | 2024-02-01 | health      | health_appointment
    Bo     | 2024-03-01 | education   | suspension
    Bo     | 2024-04-01 | social_care | contact_family
    Cy     | 2024-01-01 | police      | missing_episode
    Cy     | 2024-02-01 | police      | missing_episode
    Cy     | 2024-03-01 | police      | missing_episode
    Cy     | 2024-04-01 | police      | missing_episode
    Dee    | 2024-04-01 | police      | missing_episode
"""


def test_bice_boxerman_continuity_of_care(values):
    # (9 + 1 + 1 - 5) / (5 x 4) = 0.3; four agencies once each: (4 - 4) / 12 = 0; one agency: 1.
    found = values("continuity_of_care_mean_365d", MIX, as_of="2024-06-01")
    assert found == pytest.approx({"Ann": 0.3, "Bo": 0, "Cy": 1, "Dee": 1})


def test_usual_provider_of_care(values):
    found = values("usual_provider_share_365d", MIX, as_of="2024-06-01")
    assert found == pytest.approx({"Ann": 3 / 5, "Bo": 1 / 4, "Cy": 1, "Dee": 1})


def test_sequential_continuity(values):
    # Ann: same, other, other, other: 1 of 4 steps.
    found = values("sequential_continuity_mean_365d", MIX, as_of="2024-06-01")
    assert found == pytest.approx({"Ann": 1 / 4, "Bo": 0, "Cy": 1, "Dee": 1})


def test_sequential_continuity_needs_both_contacts_of_a_step_in_the_window(values):
    text = """
        person | event_date | agency | kind
        Ann    | 2023-01-01 | health | health_appointment
        Ann    | 2024-02-01 | police | missing_episode
        Ann    | 2024-03-01 | police | missing_episode
    """
    assert values("sequential_continuity_mean_365d", text, as_of="2024-06-01") == {"Ann": 1}


def test_entropy_of_the_agency_mix_in_bits(values):
    entropy = -(3 / 5 * math.log2(3 / 5) + 2 * 1 / 5 * math.log2(1 / 5))
    found = values("agency_mix_entropy_365d", MIX, as_of="2024-06-01")
    assert found == pytest.approx({"Ann": entropy, "Bo": 2, "Cy": 0, "Dee": 0})


def test_no_contact_in_the_window_reads_as_no_spread_not_as_nothing(values):
    text = """
        person | event_date | agency | kind
        Ann    | 2022-01-01 | police | missing_episode
    """
    found = {
        name: values(name, text, as_of="2024-06-01")["Ann"]
        for name in (
            "continuity_of_care_mean_365d", "usual_provider_share_365d",
            "sequential_continuity_mean_365d", "agency_mix_entropy_365d",
        )
    }  # fmt: skip
    assert list(found.values()) == [1, 1, 1, 0]


def test_a_concern_passed_on_to_social_care_is_not_a_second_agency_with_a_concern(values):
    text = """
        person | event_date | agency      | kind                     | raised_by
        Ann    | 2024-05-01 | police      | public_protection_notice | officer
        Ann    | 2024-05-02 | social_care | contact_agency           | police
        Bo     | 2024-05-01 | police      | public_protection_notice | officer
        Bo     | 2024-05-02 | social_care | contact_agency           | health
    """
    found = values("agencies_with_concern_distinct_count_90d", text, as_of="2024-06-01")
    assert found == {"Ann": 1, "Bo": 2}
