"""Children’s social care: what each rule accepts and what it refuses."""

from __future__ import annotations

from tests.spec.rules.examples import flagged

PERSONS = """
    pers_person_id | pers_dob   | pers_expected_dob | pers_death_date
    ---------------+------------+-------------------+----------------
    born           | 2024-06-01 |                   | 2025-06-01
    unborn         |            | 2026-06-01        |
    unknown        |            |                   |
"""
REFERRALS = """
    cine_referral_id | cine_person_id | cine_referral_date | cine_close_date
    -----------------+----------------+--------------------+----------------
    R1               | born           | 2025-03-10         | 2025-05-01
    R2               | born           | 2025-03-10         |
"""


def test_ssd1103_an_assessment_starts_on_or_after_the_day_of_its_referral() -> None:
    assessments = """
        cina_assessment_id | cina_person_id | cina_referral_id | cina_assessment_start_date
        -------------------+----------------+------------------+---------------------------
        same day           | born           | R1               | 2025-03-10
        day before         | born           | R1               | 2025-03-09
        referral not sent  | born           | R9               | 2020-01-01
        referral not given | born           |                  | 2020-01-01
    """
    found = flagged("SSD1103", ssd_cin_episodes=REFERRALS, ssd_cin_assessments=assessments)
    assert found == {"ssd_cin_assessments": [2]}


def test_ssd2889_a_section_47_enquiry_starts_on_or_after_the_day_of_its_referral() -> None:
    enquiries = """
        s47e_s47_enquiry_id | s47e_person_id | s47e_referral_id | s47e_s47_start_date
        --------------------+----------------+------------------+--------------------
        same day            | born           | R1               | 2025-03-10
        day before          | born           | R1               | 2025-03-09
    """
    found = flagged("SSD2889", ssd_cin_episodes=REFERRALS, ssd_s47_enquiry=enquiries)
    assert found == {"ssd_s47_enquiry": [2]}


def test_ssd8565_work_starts_before_its_episode_is_closed() -> None:
    assessments = """
        cina_assessment_id | cina_person_id | cina_referral_id | cina_assessment_start_date
        -------------------+----------------+------------------+---------------------------
        on the last day    | born           | R1               | 2025-05-01
        day after          | born           | R1               | 2025-05-02
        never closed       | born           | R2               | 2025-09-01
    """
    enquiries = """
        s47e_s47_enquiry_id | s47e_person_id | s47e_referral_id | s47e_s47_start_date
        --------------------+----------------+------------------+--------------------
        day after           | born           | R1               | 2025-05-02
    """
    need_plans = """
        cinp_cin_plan_id | cinp_person_id | cinp_referral_id | cinp_cin_plan_start_date
        -----------------+----------------+------------------+-------------------------
        day after        | born           | R1               | 2025-05-02
    """
    protection_plans = """
        cppl_cp_plan_id | cppl_person_id | cppl_referral_id | cppl_cp_plan_start_date
        ----------------+----------------+------------------+------------------------
        in time         | born           | R1               | 2025-04-02
    """
    assert flagged(
        "SSD8565", ssd_cin_episodes=REFERRALS, ssd_cin_assessments=assessments,
        ssd_s47_enquiry=enquiries, ssd_cin_plans=need_plans, ssd_cp_plans=protection_plans,
    ) == {
        "ssd_cin_assessments": [2],
        "ssd_s47_enquiry": [1],
        "ssd_cin_plans": [1],
        "ssd_cp_plans": [],
    }  # fmt: skip


def test_ssd8606_a_worry_about_an_unborn_child_is_at_most_40_weeks_old_at_birth() -> None:
    contacts = """
        cont_contact_id | cont_person_id | cont_contact_date
        ----------------+----------------+------------------
        40 weeks        | born           | 2023-08-26
        a day more      | born           | 2023-08-25
        before due date | unborn         | 2025-09-01
        a year before   | unborn         | 2025-06-01
        cannot tell     | unknown        | 1990-01-01
    """
    referrals = """
        cine_referral_id | cine_person_id | cine_referral_date
        -----------------+----------------+-------------------
        a day more       | born           | 2023-08-25
        40 weeks         | born           | 2023-08-26
    """
    found = flagged(
        "SSD8606", ssd_person=PERSONS, ssd_contacts=contacts, ssd_cin_episodes=referrals
    )
    assert found == {"ssd_cin_episodes": [1], "ssd_contacts": [2, 4]}


def test_ssd8555_a_contact_comes_before_the_child_dies_or_on_that_day() -> None:
    contacts = """
        cont_contact_id | cont_person_id | cont_contact_date
        ----------------+----------------+------------------
        that day        | born           | 2025-06-01
        day after       | born           | 2025-06-02
        living          | unborn         | 2025-09-01
    """
    found = flagged("SSD8555", ssd_person=PERSONS, ssd_contacts=contacts)
    assert found == {"ssd_contacts": [2]}


CHILDREN = """
    LAchildID | PersonBirthDate | ExpectedPersonBirthDate | PersonDeathDate
    ----------+-----------------+-------------------------+----------------
    born      | 2024-06-01      |                         | 2025-06-01
    unborn    |                 | 2026-06-01              |
"""
CENSUS_REFERRALS = """
    LAchildID | CINdetailsID | CINreferralDate
    ----------+--------------+----------------
    born      | born/1       | 2025-03-10
"""


def test_cin1103_an_assessment_starts_on_or_after_the_day_of_its_referral() -> None:
    assessments = """
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate
        ----------+--------------+--------------+--------------------------
        born      | born/1       | same day     | 2025-03-10
        born      | born/1       | day before   | 2025-03-09
    """
    found = flagged("CIN1103", CINdetails=CENSUS_REFERRALS, Assessments=assessments)
    assert found == {"Assessments": [2]}


def test_cin2889_a_section_47_enquiry_starts_on_or_after_the_day_of_its_referral() -> None:
    enquiries = """
        LAchildID | CINdetailsID | S47ID      | S47ActualStartDate
        ----------+--------------+------------+-------------------
        born      | born/1       | same day   | 2025-03-10
        born      | born/1       | day before | 2025-03-09
    """
    found = flagged("CIN2889", CINdetails=CENSUS_REFERRALS, Section47=enquiries)
    assert found == {"Section47": [2]}


def test_cin8606_a_referral_is_at_most_40_weeks_before_birth() -> None:
    referrals = """
        LAchildID | CINdetailsID | CINreferralDate
        ----------+--------------+----------------
        born      | 40 weeks     | 2023-08-26
        born      | a day more   | 2023-08-25
        unborn    | due soon     | 2026-01-01
        unborn    | last year    | 2025-06-01
    """
    found = flagged("CIN8606", ChildIdentifiers=CHILDREN, CINdetails=referrals)
    assert found == {"CINdetails": [2, 4]}


def test_cin8555_a_referral_comes_before_the_child_dies_or_on_that_day() -> None:
    referrals = """
        LAchildID | CINdetailsID | CINreferralDate
        ----------+--------------+----------------
        born      | that day     | 2025-06-01
        born      | day after    | 2025-06-02
    """
    found = flagged("CIN8555", ChildIdentifiers=CHILDREN, CINdetails=referrals)
    assert found == {"CINdetails": [2]}
